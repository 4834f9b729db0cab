import { hash } from "@node-rs/argon2";
import { newCode } from "../../src/main/core/authentication/codes";
import { hashNewPassword, setPassword } from "../../src/main/core/authentication/passwords";
import { signIn, submitToken } from "../../src/main/core/authentication/sign-in";
import { createMemory, recordEvent, type VaultContext } from "../../src/main/core/context";
import type { SetupUse } from "../../src/main/core/domain/events";
import { emailKey } from "../../src/main/core/domain/names";
import type { Hashing } from "../../src/main/core/ports";
import { createSession } from "../../src/main/core/session/session";
import { type Account, findAccount, findAccountByEmail } from "../../src/main/core/store/accounts";
import { immediately, openDatabase } from "../../src/main/core/store/open";
import {
  addAccount,
  correctedStoppedClock,
  createTestContext,
  PASSWORD,
  signedInAs,
  type TestContext,
} from "./context";
import { realHashing } from "./hashing";
import { appCode } from "./phone";
import { nobodyAt } from "./session";
import { enableByApp } from "./two-factor";

/**
 * Argon2id like the real one, at the least cost it takes: for tests of hundreds of attempts. Nothing else differs, and
 * no test that is about passwords or their time uses it.
 */
export const cheapHashing: Hashing = {
  ...realHashing,
  hashPassword: (password) => hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 }),
  needsRehash: () => false,
};

/** An account with a password under the context's own hashing. */
export async function addMember(
  context: VaultContext,
  facts: Partial<Parameters<typeof addAccount>[1]> = {},
  password = PASSWORD,
): Promise<Account> {
  const account = addAccount(context, { name: "Marcus Reed", email: "marcus@northside.example", ...facts });
  return choosePassword(context, account, password);
}

/** Gives an account a password under the context's own hashing. */
export async function choosePassword(context: VaultContext, account: Account, password = PASSWORD): Promise<Account> {
  const hashed = await hashNewPassword(context.hashing, password);
  immediately(context.db, () => setPassword(context, account, { password: hashed, by: "setup-code" }));
  return again(context, account);
}

/** The account as it is now. */
export function again(context: VaultContext, { id }: { readonly id: string }): Account {
  const account = findAccount(context.db, id);
  if (account === undefined) throw new Error("the account is not there");
  return account;
}

/** A member whose phone has the app; nobody is signed in afterwards. `key` is the phone's, in base32. */
export async function addMemberWithApp(
  context: TestContext,
  facts: Partial<Parameters<typeof addAccount>[1]> = {},
): Promise<{ readonly account: Account; readonly key: string }> {
  const account = await addMember(context, facts);
  const key = await setUpApp(context, account);
  return { account: again(context, account), key };
}

/**
 * A practice whose manager and one member have both set up an app, the member text messages before; the hashing is the
 * cheap one, and nobody is signed in afterwards. `key` is the member's phone's.
 */
export async function createContextWithApps(): Promise<{ readonly context: TestContext } & PhoneOwner> {
  const context = { ...createTestContext(), hashing: cheapHashing };
  await setUpApp(context, await choosePassword(context, context.manager));
  const account = await addMember(context);
  setUpText(context, account);
  const key = await setUpApp(context, again(context, account));
  return { context, account: again(context, account), key };
}

/** Sets the app up for an account through the services; nobody is signed in afterwards. */
export async function setUpApp(context: TestContext, account: Account): Promise<string> {
  const key = await enableByApp(context, signedInAs(context, account));
  context.session.signedIn = null;
  context.session.papers.clear();
  return key;
}

/** Tokens by text for an account, from its events: for tests that send none. */
export function setUpText(context: VaultContext, account: Account): void {
  const proof = newCode(context, account.id, "phone-proof", "0000000");
  const data = { ...proof.issued, channel: "text", cellPhone: account.cellPhone ?? "" } as const;
  immediately(context.db, () => {
    const issued = { ...data, use: "phone-proof", expiresAt: null } as const;
    const subject = account.id;
    recordEvent(context, subject, { kind: "token-issued", subject, data: issued }, { secrets: [proof.secret] });
    const { secret: _secret, ...confirmed } = data;
    recordEvent(context, subject, { kind: "phone-confirmed", subject, data: confirmed });
    recordEvent(context, subject, { kind: "two-factor-enabled", subject, data: { method: "text" } });
  });
}

type Given = {
  readonly sort: "text-token" | "setup-code" | "bypass-code";
  readonly code: string;
  readonly expiresAt?: number;
  /** Of a setup code. */
  readonly use?: SetupUse;
};

/** Issues a code that the test knows, as its own service would. Its id is returned. */
export function giveCode(
  context: VaultContext,
  account: Account,
  { sort, code, expiresAt, use = "password" }: Given,
): string {
  const { issued, secret } = newCode(context, account.id, sort, code);
  const until = expiresAt ?? context.clock.now() + 600_000;
  const [subject, reason] = [account.id, "asked for it"];
  const channel = { use: "text-token", channel: "text", cellPhone: account.cellPhone ?? "" } as const;
  immediately(context.db, () => {
    const secrets = { secrets: [secret] };
    if (sort === "text-token") {
      recordEvent(
        context,
        subject,
        { kind: "token-issued", subject, data: { ...issued, ...channel, expiresAt: until } },
        secrets,
      );
    } else if (sort === "setup-code") {
      const data = { ...issued, expiresAt: until, for: use, reason };
      recordEvent(context, null, { kind: "setup-code-issued", subject, data }, secrets);
    } else {
      const data = { ...issued, expiresAt: until, signIns: 1, reason };
      recordEvent(context, null, { kind: "bypass-code-issued", subject, data }, secrets);
    }
  });
  return issued.code;
}

/** Recovery codes that the test knows. */
export function giveRecoveryCodes(context: VaultContext, account: Account, ...codes: readonly string[]): void {
  const made = codes.map((code) => newCode(context, account.id, "recovery-code", code));
  const data = { codes: made.map(({ issued }) => issued) };
  const secrets = made.map(({ secret }) => secret);
  const subject = account.id;
  immediately(context.db, () =>
    recordEvent(context, subject, { kind: "recovery-codes-made", subject, data }, { secrets }),
  );
}

/** E-mail and password as somebody types them at the first screen. */
export function typePassword(context: TestContext, email: string, password = PASSWORD) {
  return signIn(context, nobodyAt(context), { email, password });
}

/** The app was quit and opened again: the same file, a new memory. The old context's database is closed. */
export function restarted(context: TestContext): TestContext {
  context.db.close();
  const db = openDatabase(context.file, context.key, { mustExist: true });
  const clock = correctedStoppedClock(context.computerClock, db, context.workstation);
  return {
    ...context,
    db,
    clock,
    memory: createMemory(),
    session: createSession(context.session.host),
    close: closing(context, () => db.close()),
  };
}

function closing(context: TestContext, closeNew: () => void): () => void {
  return () => {
    closeNew();
    // Closing the old handle again does nothing; its folder goes with it.
    context.close();
  };
}

/** Records a sign-in, as of somebody who is active; nobody is signed in by it. */
export function noteSignIn(context: VaultContext, account: { readonly id: string }): void {
  const data = { factors: [{ factor: "password" }] } as const;
  immediately(context.db, () => recordEvent(context, account.id, { kind: "signed-in", subject: account.id, data }));
}

/** The account that an e-mail belongs to. */
export function accountOf(context: VaultContext, email: string): Account | undefined {
  return findAccountByEmail(context.db, emailKey(email));
}

export type PhoneOwner = { readonly account: Account; readonly key: string };

/** Somebody signs in with the code that their phone shows, whose clock is so far from the computer's. */
export async function typeCodeOf(context: TestContext, { account, key }: PhoneOwner, phoneMs: number) {
  await typePassword(context, account.email);
  const token = appCode(key, context.computerClock.now() + phoneMs);
  return submitToken(context, nobodyAt(context), { token, remember: false });
}
