import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backupPasswordIsRight, changePassword, passwordIsRight } from "../../src/main/core/authentication/passwords";
import { submitToken } from "../../src/main/core/authentication/sign-in";
import { claimSetupCode } from "../../src/main/core/enrollment/claim-setup-code";
import { getMySecurity } from "../../src/main/core/enrollment/security";
import { disableTwoFactor } from "../../src/main/core/enrollment/two-factor-method";
import {
  removeBackupPassword,
  setBackupPassword,
  skipBackupPassword,
} from "../../src/main/core/recovery/backup-password";
import type { Caller } from "../../src/main/core/session/session";
import { signOut } from "../../src/main/core/session/sessions";
import type { Account } from "../../src/main/core/store/accounts";
import { createTestContext, PASSWORD, signedInAs, type TestContext } from "../support/context";
import { expectSound, kindsLeftBy, newestEntry } from "../support/entries";
import { callerNow, nobodyAt } from "../support/session";
import { addMember, again, cheapHashing, giveCode, setUpApp, typePassword } from "../support/sign-in";
import { PROOF } from "../support/two-factor";

let context: TestContext;
let marcus: Account;
let me: Caller;

beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  marcus = await addMember(context);
  await setUpApp(context, marcus);
  me = signedInAs(context, marcus);
});
afterEach(() => {
  expectSound(context, marcus);
  context.close();
});

const BACKUP = "nine otters in Lisbon";
const done = { ok: true, value: null };
const notNow = (because: string) => ({ ok: false, refusal: { code: "not-now", because } });
const bad = (problem: string) => ({ ok: false, refusal: { code: "bad-password", problem } });
const set = (backupPassword = BACKUP) => setBackupPassword(context, me, { backupPassword });
const now = () => again(context, marcus);
const shown = () => {
  const security = getMySecurity(context, me, {});
  return security.ok ? security.value.backupPassword : undefined;
};
const kept = () =>
  context.db.prepare("SELECT bytes FROM secrets WHERE kind = 'backup-password'").all() as { bytes: Uint8Array }[];

describe("a backup password", () => {
  test("is set with one entry, and shown by its day alone", async () => {
    expect(await kindsLeftBy(context, marcus, async () => expect(await set()).toEqual(done))).toEqual([
      "backup-password-set",
    ]);
    expect(shown()).toEqual({ setAt: context.clock.now(), skipped: false });
    expect(await backupPasswordIsRight(context, now(), BACKUP)).toBe(true);
    expect(await backupPasswordIsRight(context, now(), PASSWORD)).toBe(false);
  });

  test("is kept as an Argon2id hash with its parameters, and is in no table in any other form", async () => {
    await set();
    const text = new TextDecoder().decode(kept()[0]?.bytes);
    expect(text).toMatch(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$/);
    const rows = ["ledger", "accounts", "codes", "working", "outbox"].flatMap((table) =>
      context.db.prepare(`SELECT * FROM ${table}`).all(),
    );
    expect(JSON.stringify(rows)).not.toContain(BACKUP);
    expect(JSON.stringify(rows)).not.toContain(text);
    expect(newestEntry(context, marcus, "backup-password-set")?.commits).toMatchObject([{ kind: "backup-password" }]);
  });

  test("takes the place of the one before it, whose hash is forgotten", async () => {
    await set();
    await set("twelve kites over Porto");
    expect(kept()).toHaveLength(1);
    expect(await backupPasswordIsRight(context, now(), BACKUP)).toBe(false);
    expect(await backupPasswordIsRight(context, now(), "twelve kites over Porto")).toBe(true);
  });

  test("signs nobody in", async () => {
    await set();
    signOut(context, me);
    expect(await typePassword(context, marcus.email, BACKUP)).toMatchObject({ refusal: { code: "wrong-credentials" } });
  });

  test("swapped hashes are damage: it is not theirs any more", async () => {
    await set();
    context.db.prepare("UPDATE secrets SET bytes = x'00' WHERE kind = 'backup-password'").run();
    expect(await backupPasswordIsRight(context, now(), BACKUP)).toBe(false);
    expect(context.memory.damaged.has(marcus.id)).toBe(true);
    context.db.prepare("DELETE FROM secrets WHERE kind = 'backup-password'").run();
  });

  test("is removed with one entry, and its hash with it", async () => {
    await set();
    const left = await kindsLeftBy(context, marcus, () => expect(removeBackupPassword(context, me, {})).toEqual(done));
    expect(left).toEqual(["backup-password-removed"]);
    expect(shown()).toEqual({ setAt: null, skipped: false });
    expect(kept()).toEqual([]);
    expect(removeBackupPassword(context, me, {})).toEqual(notNow("no-backup-password"));
  });

  test("goes with two-factor", async () => {
    await set();
    disableTwoFactor(context, me, { proof: PROOF });
    expect(now().backupSecret).toBeNull();
    expect(kept()).toEqual([]);
    expect(await set()).toEqual(notNow("two-factor-off"));
    expect(skipBackupPassword(context, me, {})).toEqual(notNow("two-factor-off"));
    expect(removeBackupPassword(context, me, {})).toEqual(notNow("two-factor-off"));
  });
});

describe("what it must be", () => {
  test.each([
    ["eleven char", "too-short"],
    ["x".repeat(129), "too-long"],
    ["password1234", "too-guessable"],
    ["Marcus of the nine otters", "contains-name"],
    ["Northside has nine otters", "contains-practice"],
  ])("%j is refused: %s", async (typed, problem) => {
    expect(await kindsLeftBy(context, undefined, async () => expect(await set(typed)).toEqual(bad(problem)))).toEqual(
      [],
    );
  });

  test("twelve characters are enough, for a manager too", async () => {
    expect(await set("qZ7!wv-Krx2m")).toEqual(done);
    marcus = await addMember(context, { email: "ana@northside.example", role: "manager" });
    await setUpApp(context, marcus);
    me = signedInAs(context, marcus);
    expect(await set("qZ7!wv-Krx2m")).toEqual(done);
  });

  test("unlike the account password, however a keyboard composes it", async () => {
    expect(await set(PASSWORD)).toEqual(bad("same-as-other"));
    await changePassword(context, me, { newPassword: "crème brûlée ünder bridges" });
    expect(await set("crème brûlée ünder bridges".normalize("NFD"))).toEqual(bad("same-as-other"));
    expect(now().backupSecret).toBeNull();
  });
});

describe("nor may a new account password be the backup password", () => {
  beforeEach(async () => {
    await set();
  });

  test("when it is changed", async () => {
    expect(await changePassword(context, me, { newPassword: BACKUP })).toEqual(bad("same-as-other"));
    expect(await passwordIsRight(context, now(), PASSWORD)).toBe(true);
    expect(await changePassword(context, me, { newPassword: "twelve kites over Porto" })).toEqual(done);
  });

  test("when it is chosen with a setup code, which is not spent by it", async () => {
    signOut(context, me);
    giveCode(context, marcus, { sort: "setup-code", code: "7K2M9XQD4R" });
    const claim = (password: string) =>
      claimSetupCode(context, nobodyAt(context), { email: marcus.email, code: "7K2M9XQD4R", password });
    expect(await claim(BACKUP)).toEqual(bad("same-as-other"));
    expect(await claim("twelve kites over Porto")).toEqual({ ok: true, value: { next: "token" } });
  });

  test("when both are changed at the same time, one after the other", async () => {
    const other = "twelve kites over Porto";
    const [changed, alsoSet] = await Promise.all([changePassword(context, me, { newPassword: other }), set(other)]);
    expect(changed).toEqual(done);
    expect(alsoSet).toEqual(bad("same-as-other"));
    expect(await backupPasswordIsRight(context, now(), BACKUP)).toBe(true);
  });
});

describe("going on without one", () => {
  test("is recorded once, however often somebody is asked", async () => {
    const skip = () => expect(skipBackupPassword(context, me, {})).toEqual(done);
    expect(await kindsLeftBy(context, marcus, skip)).toEqual(["backup-password-skipped"]);
    expect(await kindsLeftBy(context, marcus, skip)).toEqual([]);
    expect(shown()).toEqual({ setAt: null, skipped: true });
  });

  test("is over once there is one, and skipping leaves that alone", async () => {
    skipBackupPassword(context, me, {});
    await set();
    expect(shown()).toEqual({ setAt: context.clock.now(), skipped: false });
    expect(await kindsLeftBy(context, marcus, () => skipBackupPassword(context, me, {}))).toEqual([]);
    expect(now().backupSecret).not.toBeNull();
  });
});

test("a session that came in by a remembered workstation changes nothing about it", async () => {
  await set();
  if (context.session.signedIn !== null) context.session.signedIn.factors = ["password", "remembered-sign-in"];
  expect(await set("twelve kites over Porto")).toEqual(notNow("second-factor-needed"));
  expect(removeBackupPassword(context, me, {})).toEqual(notNow("second-factor-needed"));
  expect(now().backupSecret).not.toBeNull();
});

test("a session that ended, or was locked, while it was hashed sets nothing", async () => {
  const setting = set();
  signOut(context, me);
  expect(await setting).toEqual({ ok: false, refusal: { code: "not-allowed" } });
  expect(now().backupSecret).toBeNull();
});

test("is no token: at the token screen it is a wrong one", async () => {
  await set();
  signOut(context, me);
  await typePassword(context, marcus.email);
  expect(await submitToken(context, nobodyAt(context), { token: BACKUP, remember: false })).toMatchObject({
    refusal: { code: "wrong-token" },
  });
  expect(callerNow(context).sessionState).toBe("password-passed");
});
