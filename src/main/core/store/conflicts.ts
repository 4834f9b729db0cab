import { type Conflict, named } from "../domain/conflicts";
import type { Written } from "../domain/order";
import { listApart } from "./claims";
import { type Db, prepared } from "./open";
import { settledIn } from "./registers";

/*
 * What two workstations recorded apart and cannot both hold. It is derived from the tables at every look; what was found
 * and settled is kept beside (effects/conflicts.ts), so that everybody hears of it and the audit log says so.
 */

/** A conflict that is no longer there: since when, by whom (null: by what was recorded since) and for which reason. */
export type SettledConflict = {
  readonly conflict: Conflict;
  readonly foundAt: number;
  readonly settledAt: number;
  readonly settledBy: string | null;
  /** Of a manager who keeps what is in force; null where another entry settled it. */
  readonly reason: string | null;
  /** The entry that settled it, where it is known. */
  readonly by: Written | null;
};

/** What is in conflict now, in a fixed order. */
export function listOpenConflicts(db: Db): readonly Conflict[] {
  const kept = listKept(db);
  return listApart(db)
    .map((register) => settledIn(db, register)?.facts)
    .filter((facts) => facts !== undefined)
    .map(named)
    .filter(({ id }) => !kept.has(id));
}

/** How many conflicts have been found that are not settled: one lookup where there are none. */
export function countOpenConflicts(db: Db): number {
  const sql = "SELECT count(*) AS n FROM conflicts WHERE settled_at IS NULL";
  return (prepared(db, sql).get() as { n: number }).n;
}

/** The conflicts that were settled last, the newest first. */
export function listSettledConflicts(db: Db, limit: number): readonly SettledConflict[] {
  const sql = `SELECT conflict, found_at AS foundAt, settled_at AS settledAt, settled_by AS settledBy,
      settled_reason AS reason, by_workstation AS workstation, by_seq AS seq
    FROM conflicts WHERE settled_at IS NOT NULL ORDER BY settled_at DESC, id LIMIT ?`;
  return (prepared(db, sql).all(limit) as SettledRow[]).map(({ conflict, workstation, seq, ...settled }) => ({
    ...settled,
    conflict: JSON.parse(conflict) as Conflict,
    by: workstation === null || seq === null ? null : { workstation, seq },
  }));
}

type SettledRow = Omit<SettledConflict, "conflict" | "by"> & {
  readonly conflict: string;
  readonly workstation: string | null;
  readonly seq: number | null;
};

/** The conflicts that a manager settled by keeping what is in force. */
function listKept(db: Db): ReadonlySet<string> {
  const sql = "SELECT id FROM conflicts WHERE settled_at IS NOT NULL AND settled_reason IS NOT NULL";
  return new Set((prepared(db, sql).all() as { id: string }[]).map(({ id }) => id));
}

/** When (epoch ms) and at which workstation each open conflict was found, by its id. */
export function listFound(db: Db): ReadonlyMap<string, { readonly at: number; readonly workstation: string }> {
  const sql = "SELECT id, found_at AS at, found_workstation AS workstation FROM conflicts WHERE settled_at IS NULL";
  const rows = prepared(db, sql).all() as { id: string; at: number; workstation: string }[];
  return new Map(rows.map(({ id, ...found }) => [id, found]));
}

/** Whether a conflict was ever found, settled or not. */
export function hasHadConflicts(db: Db): boolean {
  return prepared(db, "SELECT 1 FROM conflicts LIMIT 1").get() !== undefined;
}
