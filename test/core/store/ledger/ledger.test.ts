import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findAccount } from "../../../../src/main/core/store/accounts";
import { findHead } from "../../../../src/main/core/store/ledger/ledger";
import { rebuildShadowIfStale, record } from "../../../../src/main/core/store/ledger/record";
import {
  accountDamage,
  headDamage,
  newestSegmentDamage,
  verifyLedger,
} from "../../../../src/main/core/store/ledger/verify";
import { immediately, openDatabase, openInMemory } from "../../../../src/main/core/store/open";
import { putSecret, readSecret } from "../../../../src/main/core/store/secrets";
import { addAccount, createWorld, givePassword, type TestWorld } from "../../../support/context";

let world: TestWorld;

beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.close());

/** What somebody with the vault's key can do to its file. */
function tamper(sql: string): void {
  world.db.exec("DROP TRIGGER IF EXISTS ledger_is_never_updated; DROP TRIGGER IF EXISTS ledger_is_never_deleted;");
  expect(world.db.prepare(sql).run().changes).toBeGreaterThan(0);
}

const check = () => verifyLedger(world.db, openInMemory(), undefined, () => {});

describe("the vault's file", () => {
  test("opens with its key alone", () => {
    expect(() => openDatabase(world.file, new Uint8Array(32))).toThrow(/not a database/);
  });

  test("is ciphertext: no name of anybody is in it or its WAL", () => {
    const raw = Buffer.concat([readFileSync(world.file), readFileSync(`${world.file}-wal`)]);
    expect(raw.length).toBeGreaterThan(4096);
    expect(raw.includes("Joan Price")).toBe(false);
    expect(raw.includes("SQLite format 3")).toBe(false);
  });

  test("a flipped byte is an error, never another value", () => {
    world.db.pragma("wal_checkpoint(TRUNCATE)");
    const bytes = readFileSync(world.file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    const copy = `${world.file}.flipped`;
    writeFileSync(copy, bytes);
    expect(() => {
      const db = openDatabase(copy, world.key);
      db.pragma("quick_check");
      for (const table of ["ledger", "accounts", "secrets"]) db.prepare(`SELECT * FROM ${table}`).all();
    }).toThrow();
  });

  test("keeps what a power cut must not take: WAL, FULL, foreign keys, untrusted schema", () => {
    const pragmas = ["journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete"];
    expect(pragmas.map((name) => world.db.pragma(name, { simple: true }))).toEqual(["wal", 2, 1, 0, 1]);
  });
});

describe("the ledger", () => {
  test("is append-only for everybody who uses SQL", () => {
    expect(() => world.db.exec("UPDATE ledger SET at = 0")).toThrow(/append-only/);
    expect(() => world.db.exec("DELETE FROM ledger")).toThrow(/append-only/);
  });

  test("refuses to record outside of a transaction", () => {
    const how = { workstation: world.workstation, at: 0, actor: null, commitmentKey: world.keys.commitments };
    expect(() => record(world.db, how, { kind: "signed-out", subject: null, data: {} })).toThrow(/transaction/);
  });

  test("replays to exactly its tables", async () => {
    const marcus = addAccount(world, { name: "Marcus Webb", email: "marcus@northside.example" });
    await givePassword(world, marcus);
    expect(check()).toBeUndefined();
    expect(accountDamage(world.db, openInMemory(), marcus.id)).toBeUndefined();
  });

  test("rebuilds its tables by replay when their shape has changed", () => {
    const marcus = addAccount(world, { name: "Marcus Webb", email: "marcus@northside.example" });
    world.db.exec("UPDATE working SET value = 'older' WHERE name = 'shadow'; DELETE FROM accounts");
    expect(rebuildShadowIfStale(world.db)).toBe(true);
    expect(findAccount(world.db, marcus.id)).toEqual(marcus);
    expect(rebuildShadowIfStale(world.db)).toBe(false);
    expect(check()).toBeUndefined();
  });

  test("a changed entry is found by its number", () => {
    tamper("UPDATE ledger SET data = replace(data, 'Joan Price', 'Joan Prise') WHERE kind = 'account-created'");
    expect(check()).toEqual({ what: "ledger-changed", seq: 3 });
    expect(newestSegmentDamage(world.db, world.workstation)).toEqual({ what: "ledger-changed", seq: 3 });
    expect(accountDamage(world.db, openInMemory(), world.manager.id)).toEqual({ what: "ledger-changed", seq: 3 });
  });

  test("a deleted entry is found by the gap it leaves", () => {
    tamper("DELETE FROM ledger WHERE seq = 2");
    expect(check()).toEqual({ what: "ledger-changed", seq: 2 });
    expect(newestSegmentDamage(world.db, world.workstation)).toEqual({ what: "ledger-changed", seq: 2 });
  });

  test("a cut tail is found by the head that is kept elsewhere", () => {
    const head = findHead(world.db, world.workstation);
    expect(headDamage(world.db, head)).toBeUndefined();
    tamper("DELETE FROM ledger WHERE seq = 3");
    expect(newestSegmentDamage(world.db, world.workstation)).toBeUndefined();
    expect(headDamage(world.db, head)).toEqual({ what: "ledger-cut", seq: 3 });
  });

  test("an edited row of a table is found, for the practice and for the account alone", () => {
    tamper("UPDATE accounts SET role = 'auditor'");
    expect(check()).toEqual({ what: "tables-differ", table: "accounts" });
    expect(accountDamage(world.db, openInMemory(), world.manager.id)).toEqual({
      what: "tables-differ",
      table: "accounts",
    });
  });

  test("a row that no entry made is found", () => {
    tamper("INSERT INTO failures (owner, value) SELECT owner, '{}' FROM accounts");
    expect(accountDamage(world.db, openInMemory(), world.manager.id)).toEqual({
      what: "tables-differ",
      table: "failures",
    });
  });
});

describe("a secret", () => {
  test("is read back only for its account and kind", async () => {
    await givePassword(world, world.manager);
    const id = findAccount(world.db, world.manager.id)?.passwordSecret ?? "";
    const read = (account: string | null, kind: "password" | "totp-key") =>
      readSecret(world.db, world.keys.commitments, id, account, kind).is;
    expect(read(world.manager.id, "password")).toBe("intact");
    expect(read(world.manager.id, "totp-key")).toBe("damaged");
    expect(read(null, "password")).toBe("damaged");
  });

  test("that was put in the place of another is damaged", async () => {
    const marcus = addAccount(world, { name: "Marcus Webb", email: "marcus@northside.example" });
    await givePassword(world, world.manager);
    await givePassword(world, marcus, "another long password here");
    const secretOf = (id: string) => findAccount(world.db, id)?.passwordSecret ?? "";
    tamper(
      `UPDATE secrets SET bytes = (SELECT bytes FROM secrets WHERE id = '${secretOf(marcus.id)}') WHERE id = '${secretOf(world.manager.id)}'`,
    );
    const { commitments } = world.keys;
    expect(readSecret(world.db, commitments, secretOf(world.manager.id), world.manager.id, "password").is).toBe(
      "damaged",
    );
    expect(readSecret(world.db, commitments, secretOf(marcus.id), marcus.id, "password").is).toBe("intact");
  });

  test("without an entry that commits to it is damaged", () => {
    const secret = { id: "stray", account: null, kind: "gateway-token", bytes: new Uint8Array(4) } as const;
    immediately(world.db, () => putSecret(world.db, world.keys.commitments, secret));
    expect(readSecret(world.db, world.keys.commitments, "stray", null, "gateway-token").is).toBe("damaged");
  });
});
