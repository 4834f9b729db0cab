import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findAccount } from "../../../../src/main/core/store/accounts";
import { findHead } from "../../../../src/main/core/store/ledger/ledger";
import { rebuildShadow, rebuildShadowIfStale, record } from "../../../../src/main/core/store/ledger/record";
import {
  accountDamage,
  headDamage,
  newestSegmentDamage,
  verifyLedger,
} from "../../../../src/main/core/store/ledger/verify";
import { immediately, openDatabase, openInMemory } from "../../../../src/main/core/store/open";
import { putSecret, readSecret } from "../../../../src/main/core/store/secrets";
import { addAccount, createTestContext, givePassword, type TestContext } from "../../../support/context";

let context: TestContext;

beforeEach(() => {
  context = createTestContext();
});
afterEach(() => context.close());

/** What somebody with the vault's key can do to its file. */
function tamper(sql: string): void {
  context.db.exec("DROP TRIGGER IF EXISTS ledger_is_never_updated; DROP TRIGGER IF EXISTS ledger_is_never_deleted;");
  expect(context.db.prepare(sql).run().changes).toBeGreaterThan(0);
}

const check = () => verifyLedger(context.db, openInMemory(), undefined, () => {});

describe("the vault's file", () => {
  test("opens with its key alone", () => {
    expect(() => openDatabase(context.file, new Uint8Array(32))).toThrow(/not a database/);
  });

  test("is ciphertext: no name of anybody is in it or its WAL", () => {
    const raw = Buffer.concat([readFileSync(context.file), readFileSync(`${context.file}-wal`)]);
    expect(raw.length).toBeGreaterThan(4096);
    expect(raw.includes("Joan Price")).toBe(false);
    expect(raw.includes("SQLite format 3")).toBe(false);
  });

  test("a flipped byte is an error, never another value", () => {
    context.db.pragma("wal_checkpoint(TRUNCATE)");
    const bytes = readFileSync(context.file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    const copy = `${context.file}.flipped`;
    writeFileSync(copy, bytes);
    expect(() => {
      const db = openDatabase(copy, context.key);
      db.pragma("quick_check");
      for (const table of ["ledger", "accounts", "secrets"]) db.prepare(`SELECT * FROM ${table}`).all();
    }).toThrow();
  });

  test("keeps what a power cut must not take: WAL, FULL, foreign keys, untrusted schema", () => {
    const pragmas = ["journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete"];
    expect(pragmas.map((name) => context.db.pragma(name, { simple: true }))).toEqual(["wal", 2, 1, 0, 1]);
  });
});

describe("the audit log", () => {
  test("is append-only for everybody who uses SQL", () => {
    expect(() => context.db.exec("UPDATE ledger SET at = 0")).toThrow(/append-only/);
    expect(() => context.db.exec("DELETE FROM ledger")).toThrow(/append-only/);
  });

  test("refuses to record outside of a transaction", () => {
    const how = { workstation: context.workstation, at: 0, actor: null, commitmentKey: context.keys.commitments };
    expect(() => record(context.db, how, { kind: "signed-out", subject: null, data: {} })).toThrow(/transaction/);
  });

  test("replays to exactly its tables", async () => {
    const marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
    await givePassword(context, marcus);
    expect(check()).toBeUndefined();
    expect(accountDamage(context.db, openInMemory(), marcus.id)).toBeUndefined();
  });

  test("rebuilds its tables by replay when their shape has changed", () => {
    const marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
    context.db.exec("UPDATE working SET value = 'older' WHERE name = 'shadow'; DELETE FROM accounts");
    expect(rebuildShadowIfStale(context.db)).toBe(true);
    expect(findAccount(context.db, marcus.id)).toEqual(marcus);
    expect(rebuildShadowIfStale(context.db)).toBe(false);
    expect(check()).toBeUndefined();
  });

  test("a changed entry is found by its number", () => {
    tamper("UPDATE ledger SET data = replace(data, 'Joan Price', 'Joan Prise') WHERE kind = 'account-created'");
    expect(check()).toEqual({ what: "ledger-changed", seq: 3 });
    expect(newestSegmentDamage(context.db, context.workstation)).toEqual({ what: "ledger-changed", seq: 3 });
    expect(accountDamage(context.db, openInMemory(), context.manager.id)).toEqual({ what: "ledger-changed", seq: 3 });
  });

  test("a deleted entry is found by the gap it leaves", () => {
    tamper("DELETE FROM ledger WHERE seq = 2");
    expect(check()).toEqual({ what: "ledger-changed", seq: 2 });
    expect(newestSegmentDamage(context.db, context.workstation)).toEqual({ what: "ledger-changed", seq: 2 });
  });

  test("a cut tail is found by the head that is kept elsewhere", () => {
    const head = findHead(context.db, context.workstation);
    expect(headDamage(context.db, head)).toBeUndefined();
    tamper("DELETE FROM ledger WHERE seq = 3");
    expect(newestSegmentDamage(context.db, context.workstation)).toBeUndefined();
    expect(headDamage(context.db, head)).toEqual({ what: "ledger-cut", seq: 3 });
  });

  test("an edited row of a table is found, for the practice and for the account alone", () => {
    tamper("UPDATE accounts SET role = 'auditor'");
    expect(check()).toEqual({ what: "tables-differ", table: "accounts" });
    expect(accountDamage(context.db, openInMemory(), context.manager.id)).toEqual({
      what: "tables-differ",
      table: "accounts",
    });
  });

  test("a row that was taken out is found, also where it was the last one of its table (LEDGER-3)", () => {
    addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
    tamper("DELETE FROM accounts WHERE owner = (SELECT max(owner) FROM accounts)");
    expect(check()).toEqual({ what: "tables-differ", table: "accounts" });
  });

  test.each(["UPDATE ledger SET h = h - 1", "UPDATE ledger SET stream = 'practice:kit'"])(
    "what lies beside an entry's hash is found where it does not follow from it, and made anew: %s",
    (sql) => {
      addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
      tamper(`${sql} WHERE seq = 3`);
      expect(check()).toEqual({ what: "tables-differ", table: "ledger" });
      expect(accountDamage(context.db, openInMemory(), context.manager.id)).toEqual({
        what: "tables-differ",
        table: "ledger",
      });
      rebuildShadow(context.db);
      expect(check()).toBeUndefined();
    },
  );

  test("a row that no entry made is found", () => {
    tamper(`INSERT INTO authenticator_failures (owner, authenticator, workstation, seq, count)
      SELECT owner, 'a', 'w', 1, 1 FROM accounts`);
    expect(accountDamage(context.db, openInMemory(), context.manager.id)).toEqual({
      what: "tables-differ",
      table: "authenticator_failures",
    });
  });
});

describe("a secret", () => {
  test("is read back only for its account and kind", async () => {
    await givePassword(context, context.manager);
    const id = findAccount(context.db, context.manager.id)?.passwordSecret ?? "";
    const read = (account: string | null, kind: "password" | "totp-key") =>
      readSecret(context.db, context.keys.commitments, id, account, kind).is;
    expect(read(context.manager.id, "password")).toBe("intact");
    expect(read(context.manager.id, "totp-key")).toBe("damaged");
    expect(read(null, "password")).toBe("damaged");
  });

  test("that was put in the place of another is damaged", async () => {
    const marcus = addAccount(context, { name: "Marcus Webb", email: "marcus@northside.example" });
    await givePassword(context, context.manager);
    await givePassword(context, marcus, "another long password here");
    const secretOf = (id: string) => findAccount(context.db, id)?.passwordSecret ?? "";
    tamper(
      `UPDATE secrets SET bytes = (SELECT bytes FROM secrets WHERE id = '${secretOf(marcus.id)}') WHERE id = '${secretOf(context.manager.id)}'`,
    );
    const { commitments } = context.keys;
    expect(readSecret(context.db, commitments, secretOf(context.manager.id), context.manager.id, "password").is).toBe(
      "damaged",
    );
    expect(readSecret(context.db, commitments, secretOf(marcus.id), marcus.id, "password").is).toBe("intact");
  });

  test("without an entry that commits to it is damaged", () => {
    const secret = { id: "stray", account: null, kind: "gateway-token", bytes: new Uint8Array(4) } as const;
    immediately(context.db, () => putSecret(context.db, context.keys.commitments, secret));
    expect(readSecret(context.db, context.keys.commitments, "stray", null, "gateway-token").is).toBe("damaged");
  });
});
