import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { submitToken } from "../../src/main/core/authentication/sign-in";
import { recordEvent } from "../../src/main/core/context";
import { entryHash } from "../../src/main/core/domain/canonical";
import { claimSetupCode } from "../../src/main/core/enrollment/claim-setup-code";
import { accountVerifier, markDamaged, verifyAccountOnce } from "../../src/main/core/integrity";
import { signOut } from "../../src/main/core/session/sessions";
import type { Account } from "../../src/main/core/store/accounts";
import { listRowsAbout } from "../../src/main/core/store/ledger/ledger";
import type { LedgerRow } from "../../src/main/core/store/ledger/row";
import { immediately } from "../../src/main/core/store/open";
import { addAccount, createTestContext, PASSWORD, type TestContext } from "../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy } from "../support/entries";
import { appCode } from "../support/phone";
import { callerNow, nobodyAt } from "../support/session";
import {
  accountOf,
  addMember,
  addMemberWithApp,
  cheapHashing,
  giveCode,
  restarted,
  typePassword,
} from "../support/sign-in";

let context: TestContext;
let account: Account;
let key: string;

/** A member with the app, one completed sign-in and three failures since; no entry of Ana's stands beside one of theirs. */
beforeEach(async () => {
  context = { ...createTestContext(), hashing: cheapHashing };
  ({ account, key } = await addMemberWithApp(context));
  noteOfThePractice();
  await addMember(context, { email: "ana@northside.example" });
  noteOfThePractice();
  context.clock.advance(60_000);
  await typePassword(context, account.email);
  await submitToken(context, nobodyAt(context), { token: appCode(key, context.clock.now()), remember: false });
  signOut(context, callerNow(context));
  for (let failure = 0; failure < 3; failure++) await typePassword(context, account.email, WRONG);
  noteOfThePractice();
  await typePassword(context, "ana@northside.example", WRONG);
  expectReplayEqualsTables(context, account);
});
afterEach(() => context.close());

const WRONG = "a wrong one altogether";
const damaged = { ok: false, refusal: { code: "records-damaged" } };
const credentials = { ok: false, refusal: { code: "wrong-credentials" } };

/** An entry that is about no account. */
const noteOfThePractice = () =>
  immediately(context.db, () => recordEvent(context, null, { kind: "vault-closed", subject: null, data: {} }));

/** What somebody with the vault's key can do to its file. */
function tamper(sql: string, ...values: readonly (string | number)[]): void {
  context.db.exec("DROP TRIGGER IF EXISTS ledger_is_never_updated; DROP TRIGGER IF EXISTS ledger_is_never_deleted;");
  expect(context.db.prepare(sql).run(...values).changes).toBeGreaterThan(0);
  context = restarted(context);
}

const rowsOf = () => listRowsAbout(context.db, account.id);
function refusedRows(): readonly LedgerRow[] {
  return rowsOf().filter(({ kind }) => kind === "attempt-refused");
}

/** Nobody gets in with the account, now or after another restart; it is recorded once in a run, and Ana is not concerned. */
async function expectKeptOut(answer: object = damaged) {
  for (let run = 0; run < 2; run++) {
    const before = entriesAbout(context).length;
    for (let attempt = 0; attempt < 2; attempt++) expect(await typePassword(context, account.email)).toEqual(answer);
    expect(callerNow(context)).toEqual(nobodyAt(context));
    const troubles = entriesAbout(context)
      .slice(before)
      .filter(({ kind }) => kind === "trouble-found");
    expect(troubles).toMatchObject([{ subject: account.id, data: { account: account.id } }]);
    expect(context.memory.alarm).not.toBeNull();
    expect(context.memory.damaged).toEqual(new Set([account.id]));
    expect(await typePassword(context, "ana@northside.example")).toMatchObject({ ok: true });
    context = restarted(context);
  }
}

describe("before the first sign-in in a run", () => {
  test("an account whose records are whole is verified once, and gets in", async () => {
    context = restarted(context);
    expect(await typePassword(context, account.email)).toMatchObject({ ok: true, value: { next: "token" } });
    expect(context.memory.verified.has(account.id)).toBe(true);
    expect(context.memory.alarm).toBeNull();
  });

  const edits: Record<string, [string, ...(string | number)[]]> = {
    "its role": ["UPDATE accounts SET role = 'manager' WHERE owner = ?"],
    "its count of failures": ["UPDATE failures SET count = 0 WHERE owner = ?"],
    "the count of its app": [
      `INSERT INTO authenticator_failures (owner, authenticator, workstation, seq, count)
       SELECT owner, id, 'w', 1, 1 FROM authenticators WHERE owner = ?`,
    ],
    "the last accepted step of its app": ["UPDATE authenticators SET last_step = 0 WHERE owner = ?"],
    "two-factor, switched off": ["UPDATE accounts SET two_factor = 'none' WHERE owner = ?"],
    "a code, open again": ["UPDATE codes SET state = 'open' WHERE owner = ?"],
    "the number that tokens go to": ["UPDATE accounts SET confirmed_phone = '+14155550000' WHERE owner = ?"],
  };
  test.each(Object.entries(edits))("an edited shadow row is found: %s", async (_what, [sql]) => {
    if (sql.includes("codes")) giveCode(context, account, { sort: "setup-code", code: "AAAAAAAAAA" });
    if (sql.includes("codes")) giveCode(context, account, { sort: "setup-code", code: "BBBBBBBBBB" });
    tamper(sql, account.id);
    await expectKeptOut();
  });

  test("a row that was added, or taken away, is found", async () => {
    tamper("DELETE FROM failures WHERE owner = ?", account.id);
    await expectKeptOut();
  });

  test("a swapped password is found; the account looks like any other to whoever tries", async () => {
    const other = accountOf(context, "ana@northside.example");
    const swap = "UPDATE secrets SET bytes = (SELECT bytes FROM secrets WHERE id = ?) WHERE id = ?";
    tamper(swap, other?.passwordSecret ?? "", account.passwordSecret ?? "");
    await expectKeptOut(credentials);
  });

  test("a swapped key of the app is found before its token is asked for", async () => {
    tamper("UPDATE secrets SET bytes = zeroblob(20) WHERE account = ? AND kind = 'totp-key'", account.id);
    await expectKeptOut();
  });

  test("a deleted entry is found by the ones beside it, though the tables fit what is left", async () => {
    const [, second] = refusedRows();
    for (const table of ["ledger", "failures"]) tamper(`DELETE FROM ${table} WHERE seq = ?`, second?.seq ?? 0);
    await expectKeptOut();
  });

  test("a deleted last entry is found, though the tables were made to fit what is left", async () => {
    const [, , third] = refusedRows();
    for (const table of ["ledger", "failures"]) tamper(`DELETE FROM ${table} WHERE seq = ?`, third?.seq ?? 0);
    await expectKeptOut();
  });

  test("an edited entry is found, with a hash of its own made for it too", async () => {
    const row = refusedRows()[2];
    if (row === undefined) throw new Error("there is no such entry");
    const edited = { ...row, data: row.data.replace('"cause":"wrong"', '"cause":"used"') };
    tamper("UPDATE ledger SET data = ?, hash = ? WHERE seq = ?", edited.data, entryHash(edited), row.seq);
    await expectKeptOut();
  });
});

describe("a damaged account", () => {
  beforeEach(() => tamper("UPDATE accounts SET role = 'manager' WHERE owner = ?", account.id));

  test("is told so after its right password alone; a wrong one is answered and locked like any", async () => {
    for (let failure = 1; failure <= 4; failure++)
      expect(await typePassword(context, account.email, WRONG)).toEqual(credentials);
    const locked = { ok: false, refusal: { code: "locked", until: context.clock.now() + 60_000 } };
    expect(await typePassword(context, account.email, WRONG)).toEqual(locked);
    expect(await typePassword(context, account.email)).toEqual(locked);
    context = restarted(context);
    expect(await typePassword(context, account.email)).toEqual(locked);
    context.clock.advance(60_000);
    expect(await typePassword(context, account.email)).toEqual(damaged);
  });

  test("gets no entry that would hide the damage: the next run finds it again", async () => {
    const left = await kindsLeftBy(context, account, () => typePassword(context, account.email, WRONG));
    expect(left).toEqual(["trouble-found"]);
    context = restarted(context);
    expect(verifyAccountOnce(context, account.id)).toBe(false);
  });

  test("claims nothing with a setup code either", async () => {
    giveCode(context, account, { sort: "setup-code", code: "AAAAAAAAAA" });
    const claim = (code: string) =>
      claimSetupCode(context, nobodyAt(context), {
        email: account.email,
        code,
        password: "seven lanterns over Bristol",
      });
    expect(await claim("BBBBBBBBBB")).toEqual({ ok: false, refusal: { code: "wrong-set-up-code" } });
    expect(await claim("AAAAAAAAAA")).toEqual(damaged);
  });
});

describe("damage that is found while somebody is signed in", () => {
  test("ends the session at its next call", async () => {
    await typePassword(context, "ana@northside.example");
    const ana = callerNow(context).account ?? "";
    markDamaged(context, ana);
    expect(callerNow(context)).toEqual(nobodyAt(context));
    const kinds = entriesAbout(context, { id: ana }).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(["trouble-found", "session-ended"]);
  });

  test("of the app's key ends the sign-in that waits for its token", async () => {
    await typePassword(context, account.email, PASSWORD);
    context.db
      .prepare("UPDATE secrets SET bytes = zeroblob(20) WHERE account = ? AND kind = 'totp-key'")
      .run(account.id);
    context.clock.advance(60_000);
    expect(
      await submitToken(context, nobodyAt(context), { token: appCode(key, context.clock.now()), remember: false }),
    ).toEqual(damaged);
    expect(callerNow(context)).toEqual(nobodyAt(context));
    expect(await typePassword(context, account.email)).toEqual(damaged);
  });
});

describe("many accounts, one after another", () => {
  test("are verified as each would be alone, whatever was found about the others", () => {
    const { id } = account;
    const ana = accountOf(context, "ana@northside.example");
    const taken = addAccount(context, { name: "Ben", email: "ben@northside.example" });
    const facts = {
      name: "Ben",
      emailKey: "ben.ray@northside.example",
      cellPhone: null,
      accountType: "staff",
    } as const;
    const before = { ...facts, email: taken.email, emailKey: taken.emailKey, cellPhone: taken.cellPhone };
    const data = { before, after: { ...facts, email: "ben.ray@northside.example" }, reason: null };
    immediately(context.db, () => recordEvent(context, null, { kind: "account-edited", subject: taken.id, data }));
    // Has the e-mail now that the other one's entries begin with.
    const next = addAccount(context, { name: "Ben Too", email: "ben@northside.example" });
    tamper("UPDATE accounts SET role = 'manager' WHERE owner = ?", id);
    const verifier = accountVerifier(context);
    const verdicts = [next.id, id, taken.id, ana?.id ?? "", id].map(verifier.verifyOnce);
    verifier.close();
    expect(verdicts).toEqual([true, false, true, true, false]);
    expect(context.memory.verified).toEqual(new Set([next.id, taken.id, ana?.id]));
    expect(entriesAbout(context).filter(({ kind }) => kind === "trouble-found")).toHaveLength(1);
  });
});
