import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, SCHEMA_VERSION, schemaVersion } from "../../../src/main/core/store/migrations";
import { type Db, openDatabase } from "../../../src/main/core/store/open";
import {
  addMessage,
  listDueDeferrables,
  listMessages,
  type Notice,
  type Reminder,
  type TokenMessage,
} from "../../../src/main/core/store/outbox";
import { asInTheFifthVersion } from "../../support/earlier-schemas";

let folder: string;
let db: Db;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-migrations-"));
  db = openDatabase(join(folder, "vault.db"), new Uint8Array(randomBytes(32)));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const NOW = Date.UTC(2026, 10, 2, 9);
const token: TokenMessage = {
  id: "t",
  at: NOW - 1,
  account: "a",
  code: "c",
  channel: "text",
  recipient: "+14155552671",
  purpose: "text-token",
  about: null,
  state: "sent",
  attempts: 1,
  nextAt: NOW - 1,
  expiresAt: NOW,
  reason: null,
};
const waiting = { code: null, purpose: "reminder", state: "waiting", nextAt: NOW, expiresAt: NOW + 1 } as const;
const reminder: Reminder = { ...token, id: "r", at: NOW, ...waiting };
const notice: Notice = { ...reminder, id: "n", at: NOW + 1, purpose: "notice", about: "two-factor-reset" };

/** The vault as its third version left it: sign-ins are counted from the entries themselves. */
function asInTheThirdVersion(): void {
  migrate(db);
  asInTheFifthVersion(db);
  db.exec("DROP INDEX ledger_sign_ins");
  db.pragma("user_version = 3");
}

/** As its second version left it: with reminders, and without notices. */
function asInTheSecondVersion(): void {
  asInTheThirdVersion();
  db.exec("ALTER TABLE outbox DROP COLUMN about");
  db.pragma("user_version = 2");
}

/** As its first version left it. */
function asInTheFirstVersion(): void {
  asInTheSecondVersion();
  db.exec("DROP INDEX outbox_waiting; DROP INDEX outbox_by_account");
  db.pragma("user_version = 1");
}

/** A message as a version without notices wrote it. */
function addAsBefore(message: TokenMessage | Reminder): void {
  db.prepare(
    `INSERT INTO outbox (id, at, account, code, channel, recipient, purpose, state, attempts, next_at, expires_at, reason)
     VALUES (@id, @at, @account, @code, @channel, @recipient, @purpose, @state, @attempts, @nextAt, @expiresAt, @reason)`,
  ).run(message);
}

const all = () => listMessages(db, { tokens: 10, notices: 10, reminders: 10 });

test("a vault of the first version keeps its outbox, and takes reminders", () => {
  asInTheFirstVersion();
  addAsBefore(token);
  migrate(db);
  expect(schemaVersion(db)).toBe(SCHEMA_VERSION);
  addMessage(db, reminder);
  expect(all()).toEqual([reminder, token]);
  expect(listDueDeferrables(db, NOW, 10)).toEqual([reminder]);
});

test("a vault of the second version keeps its outbox, and takes notices, which come before reminders", () => {
  asInTheSecondVersion();
  addAsBefore(token);
  addAsBefore(reminder);
  migrate(db);
  expect(schemaVersion(db)).toBe(SCHEMA_VERSION);
  addMessage(db, notice);
  expect(all()).toEqual([notice, reminder, token]);
  expect(listDueDeferrables(db, NOW, 10)).toEqual([notice, reminder]);
  expect(listDueDeferrables(db, NOW, 1)).toEqual([notice]);
});

test("a vault of the third version counts its sign-ins from an index, as a new one does", () => {
  asInTheThirdVersion();
  migrate(db);
  expect(schemaVersion(db)).toBe(SCHEMA_VERSION);
  const plan = db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT subject, max(data ->> '$.facts.factor'), sum(data ->> '$.facts.refused') FROM ledger
       INDEXED BY ledger_sign_ins WHERE kind IN ('signed-in', 'attempt-refused', 'stranger-refused', 'guesses-summed', 'account-locked') AND at > 1 GROUP BY subject`,
    )
    .all() as { detail: string }[];
  expect(plan.map(({ detail }) => detail)).toEqual(["SCAN ledger USING COVERING INDEX ledger_sign_ins"]);
});

test("notices of a vault of the fourth version are called by the kinds of today", () => {
  migrate(db);
  asInTheFifthVersion(db);
  db.pragma("user_version = 4");
  const before = [
    "set-up-code-issued",
    "break-glass-opened",
    "refounding-asked",
    "refounding-stopped",
    "manager-refounded",
    "password-set",
  ];
  for (const about of before) addMessage(db, { ...notice, id: about, about: about as Notice["about"] });
  addMessage(db, reminder);
  migrate(db);
  expect(schemaVersion(db)).toBe(SCHEMA_VERSION);
  expect(db.prepare("SELECT about FROM outbox ORDER BY rowid").pluck().all()).toEqual([
    ...["setup-code-issued", "emergency-access-opened", "manager-recovery-asked", "manager-recovery-stopped"],
    ...["manager-recovery-finished", "password-set", null],
  ]);
});

test("due reminders are found without reading the others", () => {
  migrate(db);
  const plan = db
    .prepare(
      "EXPLAIN QUERY PLAN SELECT id FROM outbox WHERE state = 'waiting' AND purpose = 'reminder' AND next_at <= ?",
    )
    .all(NOW) as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toContain("outbox_waiting");
});

test("a vault that is up to date is not written to", () => {
  migrate(db);
  const before = db.pragma("data_version", { simple: true });
  const changes = db.prepare("SELECT total_changes() AS n").get();
  migrate(db);
  expect(db.prepare("SELECT total_changes() AS n").get()).toEqual(changes);
  expect(db.pragma("data_version", { simple: true })).toBe(before);
});
