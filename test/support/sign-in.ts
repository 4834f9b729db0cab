import { hash } from "@node-rs/argon2";
import { newCode } from "../../src/main/core/authentication/codes";
import { hashNewPassword, setPassword } from "../../src/main/core/authentication/passwords";
import { signIn, submitToken } from "../../src/main/core/authentication/sign-in";
import { type Caller, createMemory, recordEvent, type World } from "../../src/main/core/context";
import type { SetUpUse } from "../../src/main/core/domain/events";
import { emailKey } from "../../src/main/core/domain/names";
import type { Hashing } from "../../src/main/core/ports";
import { type Account, findAccount, findAccountByEmail } from "../../src/main/core/store/accounts";
import { immediately, openDatabase } from "../../src/main/core/store/open";
import { addAccount, correctedStoppedClock, createWorld, PASSWORD, signedInAs, type TestWorld } from "./context";
import { realHashing } from "./hashing";
import { appCode } from "./phone";
import { enableByApp } from "./two-factor";

/** The caller before anybody has signed in. */
export const NOBODY: Caller = { stance: "signed-out", account: null, role: null };

/**
 * Argon2id like the real one, at the least cost it takes: for tests of hundreds of attempts. Nothing else differs, and no
 * test that is about passwords or their time uses it.
 */
export const cheapHashing: Hashing = {
  ...realHashing,
  hashPassword: (password) => hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 }),
  needsRehash: () => false,
};

/** An account with a password under the world's own hashing. */
export async function addMember(
  world: World,
  facts: Partial<Parameters<typeof addAccount>[1]> = {},
  password = PASSWORD,
): Promise<Account> {
  const account = addAccount(world, { name: "Marcus Reed", email: "marcus@northside.example", ...facts });
  return choosePassword(world, account, password);
}

/** Gives an account a password under the world's own hashing. */
export async function choosePassword(world: World, account: Account, password = PASSWORD): Promise<Account> {
  const hashed = await hashNewPassword(world.hashing, password);
  immediately(world.db, () => setPassword(world, account, { password: hashed, by: "set-up-code" }));
  return again(world, account);
}

/** The account as it is now. */
export function again(world: World, { id }: { readonly id: string }): Account {
  const account = findAccount(world.db, id);
  if (account === undefined) throw new Error("the account is not there");
  return account;
}

/** A member whose phone has the app; nobody is signed in afterwards. `key` is the phone's, in base32. */
export async function addMemberWithApp(
  world: World,
  facts: Partial<Parameters<typeof addAccount>[1]> = {},
): Promise<{ readonly account: Account; readonly key: string }> {
  const account = await addMember(world, facts);
  const key = await setUpApp(world, account);
  return { account: again(world, account), key };
}

/**
 * A practice whose manager and one member have both set up an app, the member text messages before; the hashing is the
 * cheap one, and nobody is signed in afterwards. `key` is the member's phone's.
 */
export async function createWorldWithApps(): Promise<{ readonly world: TestWorld } & PhoneOwner> {
  const world = { ...createWorld(), hashing: cheapHashing };
  await setUpApp(world, await choosePassword(world, world.manager));
  const account = await addMember(world);
  setUpText(world, account);
  const key = await setUpApp(world, again(world, account));
  return { world, account: again(world, account), key };
}

/** Sets the app up for an account through the services; nobody is signed in afterwards. */
export async function setUpApp(world: World, account: Account): Promise<string> {
  const key = await enableByApp(world, signedInAs(world, account));
  world.memory.session = null;
  world.memory.papers.clear();
  return key;
}

/** Tokens by text for an account, from its events: for tests that send none. */
export function setUpText(world: World, account: Account): void {
  const proof = newCode(world, account.id, "phone-proof", "0000000");
  const data = { ...proof.issued, channel: "text", cellPhone: account.cellPhone ?? "" } as const;
  immediately(world.db, () => {
    const issued = { ...data, use: "phone-proof", expiresAt: null } as const;
    const subject = account.id;
    recordEvent(world, subject, { kind: "token-issued", subject, data: issued }, { secrets: [proof.secret] });
    const { secret: _secret, ...confirmed } = data;
    recordEvent(world, subject, { kind: "phone-confirmed", subject, data: confirmed });
    recordEvent(world, subject, { kind: "two-factor-enabled", subject, data: { method: "text" } });
  });
}

type Given = {
  readonly sort: "text-token" | "set-up-code" | "bypass-code";
  readonly code: string;
  readonly expiresAt?: number;
  /** Of a set-up code. */
  readonly use?: SetUpUse;
};

/** Issues a code that the test knows, as its own service would. Its id is returned. */
export function giveCode(world: World, account: Account, { sort, code, expiresAt, use = "password" }: Given): string {
  const { issued, secret } = newCode(world, account.id, sort, code);
  const until = expiresAt ?? world.clock.now() + 600_000;
  const [subject, reason] = [account.id, "asked for it"];
  const channel = { use: "text-token", channel: "text", cellPhone: account.cellPhone ?? "" } as const;
  immediately(world.db, () => {
    const secrets = { secrets: [secret] };
    if (sort === "text-token") {
      recordEvent(
        world,
        subject,
        { kind: "token-issued", subject, data: { ...issued, ...channel, expiresAt: until } },
        secrets,
      );
    } else if (sort === "set-up-code") {
      const data = { ...issued, expiresAt: until, for: use, reason };
      recordEvent(world, null, { kind: "set-up-code-issued", subject, data }, secrets);
    } else {
      const data = { ...issued, expiresAt: until, signIns: 1, reason };
      recordEvent(world, null, { kind: "bypass-code-issued", subject, data }, secrets);
    }
  });
  return issued.code;
}

/** Recovery codes that the test knows. */
export function giveRecoveryCodes(world: World, account: Account, ...codes: readonly string[]): void {
  const made = codes.map((code) => newCode(world, account.id, "recovery-code", code));
  const data = { codes: made.map(({ issued }) => issued) };
  const secrets = made.map(({ secret }) => secret);
  const subject = account.id;
  immediately(world.db, () => recordEvent(world, subject, { kind: "recovery-codes-made", subject, data }, { secrets }));
}

/** E-mail and password as somebody types them at the first screen. */
export function typePassword(world: World, email: string, password = PASSWORD) {
  return signIn(world, NOBODY, { email, password });
}

/** The app was quit and opened again: the same file, a new memory. The old world's database is closed. */
export function restarted(world: TestWorld): TestWorld {
  world.db.close();
  const db = openDatabase(world.file, world.key, { mustExist: true });
  const clock = correctedStoppedClock(world.computerClock, db);
  return { ...world, db, clock, memory: createMemory(), close: closing(world, () => db.close()) };
}

function closing(world: TestWorld, closeNew: () => void): () => void {
  return () => {
    closeNew();
    // Closing the old handle again does nothing; its folder goes with it.
    world.close();
  };
}

/** Records a sign-in, as of somebody who is active; nobody is signed in by it. */
export function noteSignIn(world: World, account: { readonly id: string }): void {
  const data = { factors: [{ factor: "password" }] } as const;
  immediately(world.db, () => recordEvent(world, account.id, { kind: "signed-in", subject: account.id, data }));
}

/** The account that an e-mail belongs to. */
export function accountOf(world: World, email: string): Account | undefined {
  return findAccountByEmail(world.db, emailKey(email));
}

export type PhoneOwner = { readonly account: Account; readonly key: string };

/** Somebody signs in with the code that their phone shows, whose clock is so far from the computer's. */
export async function typeCodeOf(world: TestWorld, { account, key }: PhoneOwner, phoneMs: number) {
  await typePassword(world, account.email);
  const token = appCode(key, world.computerClock.now() + phoneMs);
  return submitToken(world, NOBODY, { token, remember: false });
}
