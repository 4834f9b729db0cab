import { createHash } from "node:crypto";
import { type Db, forgetPrepared, prepared } from "./open";

/**
 * The shadow tables: what applying the ledger in order yields. One current schema; any change of it or of an applier
 * (say so by raising APPLIERS) rebuilds them by replay. `owner` is the account, or '' for the practice itself; it lets
 * one account's rows be compared with a replay of its own entries.
 */
const APPLIERS = 1;

const ddl = `
  CREATE TABLE practice (
    owner TEXT PRIMARY KEY,
    vault_id TEXT NOT NULL,
    workstation TEXT NOT NULL,
    public_key TEXT NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    still_stuck TEXT,
    text_token_minutes INTEGER, -- NULL: tokens never expire
    digits INTEGER NOT NULL,
    idle_minutes INTEGER NOT NULL,
    remember_days INTEGER NOT NULL DEFAULT 0,
    requirement TEXT NOT NULL DEFAULT '[]', -- its rules as canonical JSON
    text_tokens_chosen INTEGER NOT NULL DEFAULT 0,
    kit TEXT,
    kit_confirmed INTEGER NOT NULL DEFAULT 0,
    founded_at INTEGER,
    gateway_url TEXT,
    gateway_sid TEXT,
    gateway_sender TEXT,
    gateway_secret TEXT
  ) STRICT;

  CREATE TABLE accounts (
    owner TEXT PRIMARY KEY,
    two_factor_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    cell_phone TEXT,
    confirmed_phone TEXT,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    deactivated_at INTEGER,
    password_secret TEXT,
    password_set_at INTEGER,
    password_fits_manager INTEGER NOT NULL DEFAULT 0,
    two_factor TEXT NOT NULL DEFAULT 'none',
    two_factor_at INTEGER,
    started_by TEXT,
    set_up_due INTEGER NOT NULL DEFAULT 0, -- two-factor has to be set up before anything else is reachable
    set_up_code_needed INTEGER NOT NULL DEFAULT 0,
    recovery_stored INTEGER NOT NULL DEFAULT 0,
    recovery_codes_left INTEGER NOT NULL DEFAULT 0, -- the open ones in codes
    enrolment_open INTEGER NOT NULL DEFAULT 0, -- overdue or not: 1 in the session of a first password, 2 until two-factor is on
    first_sign_in_at INTEGER,
    last_sign_in_at INTEGER,
    exempt_until_at INTEGER,
    exempt_until_on TEXT,
    exempt_reason TEXT,
    exempt_by TEXT,
    exempt_at INTEGER,
    reminded_at INTEGER,
    import TEXT,
    search_text TEXT NOT NULL -- begins with the folded name, which lists are sorted by
  ) STRICT;
  -- A search passes over every text: in this order, and over as little else as can be.
  CREATE INDEX accounts_by_name ON accounts (search_text, owner);
  -- All that lists filter and sort by, so that a keystroke reads no table of 100,000 accounts.
  CREATE INDEX accounts_in_lists ON accounts
    (search_text, owner, role, kind, two_factor, deactivated_at, last_sign_in_at, created_at, first_sign_in_at,
     exempt_until_at, cell_phone, password_set_at, recovery_codes_left);
  CREATE INDEX accounts_groups ON accounts (owner, kind, role);
  CREATE INDEX accounts_by_import ON accounts (import) WHERE import IS NOT NULL;
  CREATE INDEX accounts_exempt ON accounts (exempt_until_at) WHERE exempt_until_at IS NOT NULL;
  CREATE INDEX accounts_by_phone ON accounts (cell_phone, deactivated_at) WHERE cell_phone IS NOT NULL;

  CREATE TABLE authenticators (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    secret TEXT NOT NULL,
    digits INTEGER NOT NULL,
    state TEXT NOT NULL, -- sealed (printed on an enrolment sheet), offered, active, revoked
    offered_at INTEGER NOT NULL,
    offer_ends_at INTEGER NOT NULL,
    enabled_at INTEGER,
    last_step INTEGER,
    drift INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    last_used_at INTEGER,
    phone_verified INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX authenticators_by_owner ON authenticators (owner);

  CREATE TABLE codes (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    secret TEXT NOT NULL,
    sort TEXT NOT NULL, -- set-up-code, bypass-code, recovery-code, text-token, phone-proof, workstation
    good_for TEXT, -- of a set-up code: password, enrolment
    channel TEXT,
    cell_phone TEXT,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER, -- NULL: never
    state TEXT NOT NULL -- open, spent, replaced, revoked
  ) STRICT;
  CREATE INDEX codes_by_owner ON codes (owner, sort, state);

  CREATE TABLE failures (
    owner TEXT PRIMARY KEY, -- the account, or the keyed hash of an e-mail that belongs to nobody
    value TEXT NOT NULL,
    locked_until INTEGER,
    held INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX failures_with_lock ON failures (locked_until, owner) WHERE locked_until IS NOT NULL;
  CREATE INDEX failures_held ON failures (owner) WHERE held = 1;

  CREATE TABLE approvals (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    asker TEXT NOT NULL,
    act TEXT NOT NULL,
    parameters TEXT NOT NULL,
    digest TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    proceeds_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    approved_by TEXT,
    approved_until INTEGER,
    declined_by TEXT,
    declined_because TEXT,
    state TEXT NOT NULL -- open, declined, used
  ) STRICT;
  CREATE INDEX approvals_open ON approvals (asked_at) WHERE state = 'open';
  CREATE INDEX approvals_by_digest ON approvals (digest, asker);

  -- Every change of how an account proves its second factor: what reports over time are made of.
  CREATE TABLE method_changes (
    place INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    at INTEGER NOT NULL,
    was TEXT NOT NULL, -- none, text, app, or absent: not there, or deactivated
    became TEXT NOT NULL
  ) STRICT;
  CREATE INDEX method_changes_by_time ON method_changes (at, was, became, owner);
  CREATE INDEX method_changes_by_owner ON method_changes (owner, place);

  CREATE TABLE commitments (
    secret TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    mac TEXT NOT NULL
  ) STRICT;
  CREATE INDEX commitments_by_owner ON commitments (owner);
`;

/** Every shadow table with the column that orders its rows for comparing. */
export const shadowTables = {
  practice: "owner",
  accounts: "owner",
  authenticators: "id",
  codes: "id",
  failures: "owner",
  approvals: "id",
  method_changes: "place",
  commitments: "secret",
} as const;
export type ShadowTable = keyof typeof shadowTables;

const shape = createHash("sha256").update(`${APPLIERS}\n${ddl}`).digest("hex");

export function makeShadow(db: Db): void {
  db.exec(ddl);
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
  for (const table of Object.keys(shadowTables)) db.exec(`DROP TABLE IF EXISTS ${table}`);
}

/** Rows of one shadow table in a fixed order. */
export function* shadowRows(db: Db, table: ShadowTable): Generator<Record<string, unknown>> {
  const sql = `SELECT * FROM ${table} ORDER BY ${shadowTables[table]}`;
  for (const row of db.prepare(sql).iterate()) yield row as Record<string, unknown>;
}

/** The same of one owner, who has few. */
export function shadowRowsOf(db: Db, table: ShadowTable, owner: string): readonly Record<string, unknown>[] {
  const sql = `SELECT * FROM ${table} WHERE owner = ? ORDER BY ${shadowTables[table]}`;
  return prepared(db, sql).all(owner) as Record<string, unknown>[];
}
