import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signIn, submitToken } from "../../../src/main/core/authentication/sign-in";
import type { VaultContext } from "../../../src/main/core/context";
import type { Caller } from "../../../src/main/core/session/session";
import { findAccountName } from "../../../src/main/core/store/accounts";
import { checkVault, type VerifyNews } from "../../../src/main/core/store/ledger/check-vault";
import { ledgerRows } from "../../../src/main/core/store/ledger/ledger";
import { toEntry } from "../../../src/main/core/store/ledger/row";
import { type Db, openDatabase } from "../../../src/main/core/store/open";
import { everyKind } from "../../golden/every-kind";
import { auditLogOf, type Expected, factsOf, storedKinds } from "../../golden/facts";
import { inTodaysSentences } from "../../golden/reworded";
import { saveVault } from "../../golden/save-vault";
import { type Computer, createComputer, PRACTICE_SETUP } from "../../support/computer";
import { PASSWORD } from "../../support/context";
import { expectReplayEqualsTables } from "../../support/entries";
import { contextOf, type Open, started } from "../../support/heads";
import { appCode } from "../../support/phone";

/*
 * Vaults that earlier versions wrote, and one of today's, each with entries of every kind of its time
 * (test/golden/README.md): whatever changes since, they open, read, replay and verify as they did.
 */

const GOLDEN = join(import.meta.dirname, "../../golden");
const names = ["2026-11-116222b", "2026-11-d5922d9", "2026-11-f5747c8"];

let computer: Computer;
let installation: Open | undefined;
beforeEach(() => {
  computer = createComputer({ keyStore: false });
});
afterEach(() => {
  installation?.close();
  installation = undefined;
  computer.clear();
});

type Golden = {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly kinds: string[];
  readonly expected: Expected;
};

function goldenIn(folder: string): Golden {
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const [kinds, expected] = [JSON.parse(read("kinds.json")), JSON.parse(read("expected.json"))];
  return { folder, kinds, expected, key: Buffer.from(read("key.hex").trim(), "hex") };
}

/** The vault lies on the computer, an hour after it was closed; `change` is done to the file first. */
function putOnComputer({ folder, key, expected }: Golden, change?: (db: Db) => void): void {
  computer.clock.set(expected.closedAt + 60 * 60_000);
  const vault = join(computer.folder, "data", "vault");
  mkdirSync(vault, { recursive: true });
  for (const name of ["vault.db", "vault.json"]) cpSync(join(folder, name), join(vault, name));
  cpSync(join(folder, "heads"), join(computer.folder, "heads"), { recursive: true });
  if (change !== undefined) changeFile(fileNow(), key, change);
}

/** Writes to a vault's file as somebody who has its key: no rule is in the way, and none is missing afterwards. */
function changeFile(file: string, key: Uint8Array, change: (db: Db) => void): void {
  const db = openDatabase(file, key, { mustExist: true });
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers as { name: string }[]) db.exec(`DROP TRIGGER ${name}`);
  change(db);
  for (const { sql } of triggers as { sql: string }[]) db.exec(sql);
  db.close();
}

const fileNow = () => join(computer.folder, "data", "vault", "vault.db");

/** Opened as the app does it: brought up to date, its heads judged, its tables made anew. */
async function opened(golden: Golden): Promise<VaultContext> {
  putOnComputer(golden);
  installation = await started(computer);
  expect(installation.now.vault).toEqual({ is: "open" });
  return contextOf(installation);
}

function callerNow(): Caller {
  if (installation === undefined) throw new Error("no vault is open");
  return installation.caller();
}

/** What the check of the whole vault says in the end, by the head with which it was closed. */
function lastNewsOf({ key, expected }: Golden): VerifyNews | undefined {
  const news: VerifyNews[] = [];
  checkVault({ file: fileNow(), key, head: expected.head, depth: "full" }, (one) => news.push(one));
  return news.at(-1);
}

/** The state as expected.json has it: what JSON leaves out is not compared. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** What somebody with the key does to the file, and what the check of the whole vault calls it. */
const faults: readonly [name: string, change: (db: Db) => void, what: string][] = [
  [
    "one changed byte of an entry",
    (db) =>
      db.exec(`UPDATE ledger SET data = replace(data, 'Tom Reyes', 'Tom Reyez')
        WHERE seq = (SELECT min(seq) FROM ledger WHERE instr(data, 'Tom Reyes') > 0)`),
    "ledger-changed",
  ],
  ["an entry that is missing", (db) => db.exec("DELETE FROM ledger WHERE seq = 200"), "ledger-changed"],
  [
    "two passwords that are swapped",
    (db) => {
      const passwordOf = db.prepare(`SELECT s.id, s.bytes FROM secrets s JOIN accounts a ON a.password_secret = s.id
        WHERE a.name LIKE ?`);
      const [tom, ana] = ["Tom%", "Ana%"].map((name) => passwordOf.get(name) as { id: string; bytes: Uint8Array });
      const put = db.prepare("UPDATE secrets SET bytes = ? WHERE id = ?");
      put.run(ana?.bytes, tom?.id);
      put.run(tom?.bytes, ana?.id);
    },
    "tables-differ",
  ],
];

const today = mkdtempSync(join(tmpdir(), "wardkey-golden-"));
/** A vault of a year is written, with real password hashes. */
const WRITING_MS = 60_000;
beforeAll(() => saveVault(today, "today"), WRITING_MS);
afterAll(() => rmSync(today, { recursive: true, force: true }));

describe.each([...names, "of today's code"])("the golden vault %s", (name) => {
  const golden = () => goldenIn(names.includes(name) ? join(GOLDEN, name) : today);

  test("opens without a question, and verifies with its head", async () => {
    const context = await opened(golden());
    expect(await context.ledgerCheck.done()).toBe(true);
    expect(context.memory).toMatchObject({ alarm: null, damaged: new Set() });
    expectReplayEqualsTables(context);
    expect(lastNewsOf(golden())).toMatchObject({ is: "verified" });
  });

  test("has the state that it was closed with", async () => {
    const context = await opened(golden());
    expect(plain(factsOf(context))).toEqual(golden().expected.state);
  });

  test("has entries of every kind of its time, and each is of a kind that is known today", async () => {
    const context = await opened(golden());
    const { kinds: ofItsTime, expected } = golden();
    expect(storedKinds(context, expected.entries)).toEqual(ofItsTime);
    const kinds = new Set([...ledgerRows(context.db)].map(toEntry).map(({ kind }) => kind));
    expect([...kinds].filter((kind) => !(kind in everyKind))).toEqual([]);
  });

  test("has the audit log that it had", async () => {
    const { expected } = golden();
    const sentences = auditLogOf(await opened(golden())).slice(0, expected.entries);
    expect(sentences).toEqual(expected.auditLog.map(inTodaysSentences));
    expect(sentences.filter((sentence) => /undefined|\[object|NaN/.test(sentence))).toEqual([]);
  });

  test("lets its manager in with password and token, and nobody who is locked out", async () => {
    const context = await opened(golden());
    const { email, password } = PRACTICE_SETUP.manager;
    expect(await signIn(context, callerNow(), { email, password })).toMatchObject({ ok: true });
    const token = appCode(golden().expected.phones["Joan"] ?? "", context.clock.now());
    expect(await submitToken(context, callerNow(), { token, remember: false })).toMatchObject({ ok: true });
    const held = await signIn(context, callerNow(), { email: "ingrid@northside.example", password: PASSWORD });
    expect(held).toMatchObject({ ok: false, refusal: { code: "locked", until: null } });
  });

  test.each(faults)("does not pass with %s", async (_, change, what) => {
    await opened(golden());
    installation?.close();
    changeFile(fileNow(), golden().key, change);
    expect(lastNewsOf(golden())).toMatchObject({ is: "wrong", what });
  });

  test.each(faults)("is not simply opened with %s", async (_, change, what) => {
    putOnComputer(golden(), change);
    installation = await started(computer);
    const { vault, context } = installation.now;
    if (what === "ledger-changed") return expect(vault).toEqual({ is: "trouble", trouble: "changed" });
    expect(await context?.ledgerCheck.done()).toBe(true);
    const names = [...(context?.memory.damaged ?? [])].map((id) => context && findAccountName(context.db, id));
    expect(names.sort()).toEqual(["Ana Castillo", "Tom Reyes"]);
  });
});

test("are all there", () => {
  expect(readdirSync(GOLDEN).filter((name) => /^\d/.test(name))).toEqual(names);
});

test(
  "today's code writes a vault with entries of every kind, and the same ledger for the same seed",
  async () => {
    const again = mkdtempSync(join(tmpdir(), "wardkey-golden-"));
    await saveVault(again, "today");
    expect(goldenIn(again)).toEqual({ ...goldenIn(today), folder: again });
    rmSync(again, { recursive: true });
    const context = await opened(goldenIn(today));
    const kinds = new Set<string>([...ledgerRows(context.db)].map(toEntry).map(({ kind }) => kind));
    expect(Object.keys(everyKind).filter((kind) => !kinds.has(kind))).toEqual([]);
  },
  WRITING_MS,
);
