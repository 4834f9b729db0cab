import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, SCHEMA_VERSION, schemaVersion } from "../../src/main/store/migrations";
import { type Db, openDatabase } from "../../src/main/store/open";
import {
  addMessage,
  listDueReminders,
  listMessages,
  type Reminder,
  type TokenMessage,
} from "../../src/main/store/outbox";

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
  state: "sent",
  attempts: 1,
  nextAt: NOW - 1,
  expiresAt: NOW,
  reason: null,
};
const waiting = { code: null, purpose: "reminder", state: "waiting", nextAt: NOW, expiresAt: NOW + 1 } as const;
const reminder: Reminder = { ...token, id: "r", at: NOW, ...waiting };

/** The vault as its first version left it. */
function asInTheFirstVersion(): void {
  migrate(db);
  db.exec("DROP INDEX outbox_waiting; DROP INDEX outbox_by_account");
  db.pragma("user_version = 1");
}

test("a vault of the first version keeps its outbox, and takes reminders", () => {
  asInTheFirstVersion();
  addMessage(db, token);
  migrate(db);
  expect(schemaVersion(db)).toBe(SCHEMA_VERSION);
  addMessage(db, reminder);
  expect(listMessages(db, { tokens: 10, reminders: 10 })).toEqual([reminder, token]);
  expect(listDueReminders(db, NOW, 10)).toEqual([reminder]);
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
