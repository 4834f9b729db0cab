import type { Db } from "../../src/main/core/store/open";

/** Takes a vault of today back to its fifth version: entries have a place, and neither an order nor a stream. */
export function asInTheFifthVersion(db: Db): void {
  db.exec(`DROP TABLE strangers; DROP INDEX ledger_sign_ins;
    CREATE INDEX ledger_sign_ins ON ledger (subject, at, kind, data ->> '$.facts.factor')
    WHERE kind IN ('signed-in', 'attempt-refused', 'stranger-refused', 'account-locked');
    DROP TABLE seen; DROP TABLE stale_streams; DROP INDEX ledger_by_stream; DROP TRIGGER ledger_is_never_updated;
    ALTER TABLE ledger DROP COLUMN h; ALTER TABLE ledger DROP COLUMN stream;
    ALTER TABLE ledger RENAME COLUMN arrival TO place;
    CREATE TRIGGER ledger_is_never_updated BEFORE UPDATE ON ledger BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;`);
  db.pragma("user_version = 5");
}
