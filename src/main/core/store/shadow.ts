import { createHash } from "node:crypto";
import { type Db, forgetPrepared, prepared } from "./open";
import { LIST_INDEXES, TABLES } from "./shadow-tables";

/**
 * The shadow tables: what applying the ledger in order yields. One current schema; any change of it or of an applier
 * (say so by raising APPLIERS) rebuilds them by replay. `owner` is the stream that a row belongs to (domain/streams.ts): it
 * is made by the entries of that stream alone, and can be compared with a replay of these. An entry is named by its
 * workstation and number, and with its h where order matters: where it lies in this ledger depends on how it came here.
 */
const APPLIERS = 15;

/** Every shadow table with the column that orders its rows for comparing. */
export const shadowTables = {
  practice: "owner",
  workstations: "owner, id",
  restores: "owner, workstation, seq",
  settings: "owner",
  policies: "owner",
  gateways: "owner",
  kits: "owner, kit",
  practice_keys: "owner",
  key_changes: "owner, change",
  backup_folders: "owner, id",
  backup_generations: "owner",
  backups_late: "owner",
  clocks: "owner",
  clock_corrections: "owner, workstation, seq",
  clock_troubles: "owner, workstation, seq",
  accounts: "owner",
  used_emails: "owner, email_key",
  authenticators: "owner, id",
  drifts: "authenticator, workstation, owner",
  codes: "owner, id",
  failures: "owner, sign_in_point, workstation, seq",
  authenticator_failures: "owner, authenticator, workstation, seq",
  approvals: "owner, id",
  departures: "owner, h, workstation, seq",
  helper_starts: "owner, h, workstation, seq",
  edits: "owner, h, workstation, seq",
  in_person: "owner, h, workstation, seq",
  helps: "owner, h, workstation, seq",
  vouchings: "owner, id",
  emergency_codes: "owner, id",
  emergency_accesses: "owner, id",
  manager_recoveries: "owner, id",
  shown: "owner, workstation, seq",
  method_changes: "owner, h, workstation, seq",
  claims: "owner, field, workstation, seq",
  revocations: "owner, what, workstation, seq",
  conflicts: "owner, id",
  commitments: "owner, secret",
} as const;
export type ShadowTable = keyof typeof shadowTables;

/** Tables of earlier schemas: in a vault that an older version wrote they go when today's are made. */
const retiredTables: readonly string[] = ["envelopes", "openings", "refoundings"];

/** Whether a table is one of the shadow tables, as they are called today or were called once. */
export function isShadowTable(name: string): boolean {
  return name in shadowTables || retiredTables.includes(name);
}

const shape = createHash("sha256").update(`${APPLIERS}\n${TABLES}${LIST_INDEXES}`).digest("hex");

export function makeShadow(db: Db): void {
  makeShadowToReplay(db);
  makeListIndexes(db);
}

/** Shadow tables to replay into: without the indexes for lists, which take half of the time to fill entry by entry. */
export function makeShadowToReplay(db: Db): void {
  db.exec(TABLES);
}

export function makeListIndexes(db: Db): void {
  db.exec(LIST_INDEXES);
}

/** True where the tables were made by another schema or other appliers than today's. */
export function shadowIsStale(db: Db): boolean {
  const row = prepared(db, "SELECT value FROM working WHERE name = 'shadow'").get() as { value: string } | undefined;
  return row?.value !== shape;
}

export function markShadow(db: Db): void {
  prepared(
    db,
    "INSERT INTO working (name, value) VALUES ('shadow', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  ).run(shape);
}

export function dropShadow(db: Db): void {
  forgetPrepared(db);
  for (const table of [...Object.keys(shadowTables), ...retiredTables]) db.exec(`DROP TABLE IF EXISTS ${table}`);
}

/** Rows of one shadow table in a fixed order. */
export function* shadowRows(db: Db, table: ShadowTable): Generator<Record<string, unknown>> {
  const sql = `SELECT * FROM ${table} ORDER BY ${shadowTables[table]}`;
  for (const row of db.prepare(sql).iterate()) yield row as Record<string, unknown>;
}

/** The rows of one owner in one shadow table, in a fixed order. */
export function shadowRowsOf(db: Db, table: ShadowTable, owner: string): readonly Record<string, unknown>[] {
  const sql = `SELECT * FROM ${table} WHERE owner = ? ORDER BY ${shadowTables[table]}`;
  return prepared(db, sql).all(owner) as Record<string, unknown>[];
}
