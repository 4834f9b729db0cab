import { type Db, prepared } from "../open";
import { isKind } from "./lift";

/** The names of the backups that were made for a kit, on whatever workstation. */
export function listBackupsFor(db: Db, kit: number): ReadonlySet<string> {
  const sql = `SELECT data ->> '$.facts.file' FROM ledger
    WHERE ${isKind("kind", "backup-made")} AND data ->> '$.facts.kit' = ?`;
  return new Set(prepared(db, sql).pluck().all(kit) as string[]);
}
