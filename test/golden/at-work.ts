import { signIn, submitToken } from "../../src/main/core/authentication/sign-in";
import type { VaultContext } from "../../src/main/core/context";
import { emailKey } from "../../src/main/core/domain/names";
import type { Caller } from "../../src/main/core/session/session";
import { signOut } from "../../src/main/core/session/sessions";
import { type Account, findAccountByEmail } from "../../src/main/core/store/accounts";
import { type Answering, out } from "../support/answering";
import type { Computer, Given } from "../support/computer";
import { type notingDelivery, PASSWORD } from "../support/context";
import { contextOf, type Open } from "../support/heads";
import { appCode, otherThan } from "../support/phone";

/** A practice at work: its installation, which starts anew now and then, and the phones of its people. */
export type Practice = {
  readonly computer: Computer;
  readonly given: Given;
  readonly noted: ReturnType<typeof notingDelivery>;
  /** What is in each phone, by first name. */
  readonly keys: Map<string, string>;
  readonly kit: string;
  installation: Open;
};

const printed = async (commit: () => unknown, name: string) => {
  commit();
  return out(name);
};
const everythingComesOut: Answering = {
  ...{ file: printed, clipboard: printed, pdf: printed, printer: printed },
  table: async () => null,
};

export const atWork = ({ installation, noted }: Practice) => ({
  ...contextOf(installation),
  session: installation.session,
  noted,
  answering: everythingComesOut,
});

export const firstNameOf = (name: string) => name.replace(/^Dr\. /, "").split(" ")[0] ?? "";
export const emailOf = (firstName: string) => `${firstName.toLowerCase()}@northside.example`;

/** Somebody's account as it is now; whose e-mail has changed is found by their name. */
export function accountOf({ db }: VaultContext, firstName: string): Account {
  const email = firstName === "Grace" ? [emailOf(firstName), "grace.park@northside.example"] : [emailOf(firstName)];
  const found = email.flatMap((one) => findAccountByEmail(db, emailKey(one)) ?? [])[0];
  if (found === undefined) throw new Error(`nobody is called ${firstName}`);
  return found;
}

export function right<T extends { readonly ok: boolean }>(result: T): Extract<T, { readonly ok: true }> {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result as Extract<T, { readonly ok: true }>;
}

/** A minute or so later, so that no two things happen at once and each phone shows another code. */
export const later = ({ computer }: Practice, ms = 95_000) => computer.clock.advance(ms);

/** What a phone shows, by the time that is right. */
export const tokenOf = (practice: Practice, firstName: string) =>
  appCode(practice.keys.get(firstName) ?? "", contextOf(practice.installation).clock.now());

/** Somebody types e-mail and password. */
export async function typePassword(practice: Practice, firstName: string, password = PASSWORD) {
  later(practice);
  return signIn(atWork(practice), practice.installation.caller(), { email: emailOf(firstName), password });
}

async function typeToken(practice: Practice, token: string) {
  return submitToken(atWork(practice), practice.installation.caller(), { token, remember: false });
}

/** Somebody who has the app signs in; who calls from then on is returned. */
export async function comeIn(practice: Practice, firstName: string, password: string = PASSWORD): Promise<Caller> {
  right(await typePassword(practice, firstName, password));
  right(await typeToken(practice, tokenOf(practice, firstName)));
  return practice.installation.caller();
}

export function leave(practice: Practice): void {
  later(practice);
  signOut(atWork(practice), practice.installation.caller());
}

/** A token that the phone does not show. */
export async function mistypeToken(practice: Practice, firstName: string): Promise<void> {
  await typePassword(practice, firstName);
  await typeToken(practice, otherThan(tokenOf(practice, firstName)));
}
