import { randomBytes } from "node:crypto";
import { recordEvent } from "../../src/main/core/context";
import { idFrom } from "../../src/main/core/domain/base32";
import type { DomainEvent } from "../../src/main/core/domain/events";
import type { Account } from "../../src/main/core/store/accounts";
import { immediately } from "../../src/main/core/store/open";
import type { Computer } from "../../test/support/app";
import { addAccount, PASSWORD, type TestContext } from "../../test/support/context";
import { require, ruleOf } from "../../test/support/enforced";
import { createTwoManagers } from "../../test/support/managers";
import { putVault } from "../../test/support/past";
import { holdPhone, type Phone } from "../../test/support/phone";
import { PASSPHRASE, people } from "../../test/support/sample-clinic";
import { giveRecoveryCodes, noteSignIn } from "../../test/support/sign-in";

const DAY_MS = 86_400_000;
const DAYS = 24;
/** Of 35 who were there from the beginning. */
const SIGNED_IN = 32;
const PROTECTED = 27;

/** A manager of it, who can sign in. */
export type ThreeWeeks = { readonly email: string; readonly password: string; readonly phone: Phone };

/**
 * Puts onto a computer a practice that has been at work for three weeks, written by the real services with a clock of
 * their own: its people come to two-factor one after another, some lock themselves out, phones are lost, and a
 * policy holds since last week.
 */
export async function liveThroughThreeWeeks(computer: Computer): Promise<ThreeWeeks> {
  const today = Date.now() - 60_000;
  const { context, joan, ruth, keyOf } = await createTwoManagers({
    now: today - DAYS * DAY_MS,
    workstation: idFrom(new Uint8Array(randomBytes(16))),
  });
  const on = (day: number) => context.clock.set(today - (DAYS - day) * DAY_MS);
  const clinic = people.slice(1, 36).map((person) => addAccount(context, person));
  for (const person of clinic.slice(0, SIGNED_IN)) noteSignIn(context, person);
  on(3);
  require(context, joan, ruleOf({ fromOn: dayOf(today - 6 * DAY_MS), graceDays: 14 }));
  for (const [index, person] of clinic.slice(0, PROTECTED).entries()) {
    on(4 + Math.floor(index * 0.7));
    const method = index % 6 === 5 ? "text" : "app";
    enable(context, person, method);
    lockOut(context, person, index);
    if (index % 10 === 8) loseThePhone(context, person, ruth);
  }
  on(20);
  const [onLeave] = clinic.slice(SIGNED_IN - 1);
  if (onLeave !== undefined) exempt(context, onLeave, context.manager, today + 40 * DAY_MS);
  on(22);
  for (const person of newcomers) noteSignIn(context, addAccount(context, person));
  on(DAYS);
  for (const manager of [context.manager, ruth]) noteSignIn(context, manager);
  context.session.signedIn = null;
  await putVault(context, computer, PASSPHRASE);
  const phone = holdPhone(keyOf(context.manager));
  context.close();
  return { email: "joan@northside.example", password: PASSWORD, phone };
}

const newcomers = [
  { name: "Nadia Osei", email: "nadia@northside.example", cellPhone: "+13125550188" },
  { name: "Owen Larsen", email: "owen@northside.example", cellPhone: "+13125550189" },
] as const;

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function record(context: TestContext, actor: { readonly id: string } | null, event: DomainEvent): void {
  immediately(context.db, () => recordEvent(context, actor?.id ?? null, event));
}

function enable(context: TestContext, person: Account, method: "app" | "text"): void {
  record(context, person, { kind: "two-factor-enabled", subject: person.id, data: { method } });
  const letters = person.id.slice(-7);
  giveRecoveryCodes(context, person, ...["a", "b", "c", "d", "e"].map((each) => `${letters}${each}`));
  noteSignIn(context, person);
}

/** Some of them, on the way. */
function lockOut(context: TestContext, { id }: Account, index: number): void {
  const factor = index % 9 === 4 ? "app" : index % 11 === 7 ? "password" : null;
  const until = context.clock.now() + 60_000;
  if (factor !== null) {
    record(context, null, { kind: "account-locked", subject: id, data: { until, factor, during: "sign-in" } });
  }
}

/** Loses the phone, and is back on the same day. */
function loseThePhone(context: TestContext, person: Account, by: Account): void {
  const data = { cause: "lost-or-stolen", reason: "Phone lost; came in person with a photo ID" } as const;
  record(context, by, { kind: "two-factor-reset", subject: person.id, data });
  enable(context, person, "app");
}

function exempt(context: TestContext, { id }: Account, by: Account, untilAt: number): void {
  const data = { untilOn: dayOf(untilAt), untilAt, reason: "On parental leave" };
  record(context, by, { kind: "exemption-granted", subject: id, data });
}
