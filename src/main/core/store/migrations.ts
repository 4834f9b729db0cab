import { type Db, immediately } from "./open";

/** Ledger, secret and working tables: forward only, one transaction, counted by `user_version`. Shadow tables are rebuilt instead. */
const migrations: readonly string[] = [
  `CREATE TABLE ledger (
     place INTEGER PRIMARY KEY,
     workstation TEXT NOT NULL,
     seq INTEGER NOT NULL,
     at INTEGER NOT NULL,
     actor TEXT,
     kind TEXT NOT NULL,
     version INTEGER NOT NULL,
     subject TEXT,
     cause TEXT,
     data TEXT NOT NULL,
     prev TEXT NOT NULL,
     hash TEXT NOT NULL,
     UNIQUE (workstation, seq)
   ) STRICT;
   CREATE INDEX ledger_by_subject ON ledger (subject, place) WHERE subject IS NOT NULL;
   CREATE INDEX ledger_by_actor ON ledger (actor, place) WHERE actor IS NOT NULL AND actor IS NOT subject;
   CREATE INDEX ledger_by_kind ON ledger (kind, place, at);
   CREATE INDEX ledger_by_time ON ledger (at);
   CREATE TRIGGER ledger_is_never_updated BEFORE UPDATE ON ledger BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
   CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON ledger BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

   CREATE TABLE secrets (
     id TEXT PRIMARY KEY,
     account TEXT,
     kind TEXT NOT NULL,
     bytes BLOB NOT NULL
   ) STRICT;

   CREATE TABLE outbox (
     id TEXT PRIMARY KEY,
     at INTEGER NOT NULL,
     account TEXT,
     code TEXT,
     channel TEXT NOT NULL,
     recipient TEXT NOT NULL,
     purpose TEXT NOT NULL,
     state TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     next_at INTEGER,
     expires_at INTEGER,
     reason TEXT
   ) STRICT;
   CREATE INDEX outbox_by_time ON outbox (at);

   CREATE TABLE working (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`,
  // Thousands of reminders may wait: what is due is found without reading all of them.
  `CREATE INDEX outbox_waiting ON outbox (purpose, next_at, at) WHERE state = 'waiting';
   CREATE INDEX outbox_by_account ON outbox (account);`,
  // What a notice tells a person of.
  "ALTER TABLE outbox ADD COLUMN about TEXT",
  // Hundreds of thousands of sign-ins are counted by account without reading their entries.
  `CREATE INDEX ledger_sign_ins ON ledger (subject, at, kind, data ->> '$.facts.factor')
   WHERE kind IN ('signed-in', 'attempt-refused', 'stranger-refused', 'account-locked')`,
  // Notices are called by the kinds that they tell of, which have other names since.
  `UPDATE outbox SET about = CASE about
     WHEN 'set-up-code-issued' THEN 'setup-code-issued'
     WHEN 'break-glass-opened' THEN 'emergency-access-opened'
     WHEN 'refounding-asked' THEN 'manager-recovery-asked'
     WHEN 'refounding-stopped' THEN 'manager-recovery-stopped'
     WHEN 'manager-refounded' THEN 'manager-recovery-finished'
     ELSE about END WHERE about IS NOT NULL`,
  // The order in which state is folded, and the stream of an entry, lie beside what its hash covers: rebuilding the
  // tables fills them in. Paging by arrival stays as it was.
  `ALTER TABLE ledger RENAME COLUMN place TO arrival;
   ALTER TABLE ledger ADD COLUMN h INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE ledger ADD COLUMN stream TEXT NOT NULL DEFAULT '';
   DROP TRIGGER ledger_is_never_updated;
   CREATE TRIGGER ledger_is_never_updated
     BEFORE UPDATE OF arrival, workstation, seq, at, actor, kind, version, subject, cause, data, prev, hash ON ledger
     BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
   CREATE INDEX ledger_by_stream ON ledger (stream, h, workstation, seq);
   CREATE TABLE seen (
     workstation TEXT NOT NULL,
     seq INTEGER NOT NULL,
     other TEXT NOT NULL,
     up_to INTEGER NOT NULL,
     PRIMARY KEY (workstation, other, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE stale_streams (stream TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;`,
  // Guesses at e-mails that belong to nobody are counted in packed records (domain/packed-failures.ts), and summed up by
  // entries that are counted beside sign-ins.
  `CREATE TABLE strangers (bucket INTEGER PRIMARY KEY, records BLOB NOT NULL) STRICT;
   DROP INDEX ledger_sign_ins;
   CREATE INDEX ledger_sign_ins ON ledger (subject, at, kind, data ->> '$.facts.factor', data ->> '$.facts.refused')
   WHERE kind IN ('signed-in', 'attempt-refused', 'stranger-refused', 'guesses-summed', 'account-locked');`,
];

export const SCHEMA_VERSION = migrations.length;

export function schemaVersion(db: Db): number {
  return Number(db.pragma("user_version", { simple: true }));
}

/** Brings an older vault up to this version. The caller has refused a newer one (`schemaVersion`) before. */
export function migrate(db: Db): void {
  // A vault that is up to date is not written to: it may yet turn out to be the wrong one.
  if (schemaVersion(db) === SCHEMA_VERSION) return;
  immediately(db, () => migrateTo(db, SCHEMA_VERSION));
}

/** Brings a vault up to a version, inside the caller's transaction. */
export function migrateTo(db: Db, version: number): void {
  for (const sql of migrations.slice(schemaVersion(db), version)) db.exec(sql);
  db.pragma(`user_version = ${version}`);
}
