import type { Entry, EventKind } from "../../domain/events";
import { type Db, prepared } from "../open";
import { isKind, namesOf } from "./lift";
import { type LedgerRow, toEntry } from "./row";

/* What one workstation wrote, by its own numbers. */

/** Entries that a workstation wrote after one of its own (by number), of some kinds, in order. */
export function listOwnAfter(
  db: Db,
  workstation: string,
  { after, kinds, limit }: { readonly after: number; readonly kinds: readonly EventKind[]; readonly limit: number },
): readonly Entry[] {
  const sql = `SELECT * FROM ledger WHERE workstation = @workstation AND seq > @after
    AND +kind IN (SELECT value FROM json_each(@kinds)) ORDER BY seq LIMIT @limit`;
  return (prepared(db, sql).all({ workstation, after, kinds: namesOf(kinds), limit }) as LedgerRow[]).map(toEntry);
}

/** A workstation's newest entries of a kind, newest first. Its own came here in the order of their numbers. */
export function listNewestOwn<K extends EventKind>(
  db: Db,
  workstation: string,
  kind: K,
  limit: number,
): readonly Extract<Entry, { kind: K }>[] {
  const sql = `SELECT * FROM ledger WHERE ${isKind("kind", kind)} AND +workstation = ? ORDER BY arrival DESC LIMIT ?`;
  const rows = prepared(db, sql).all(workstation, limit) as LedgerRow[];
  return rows.map(toEntry) as Extract<Entry, { kind: K }>[];
}

/** The entries up to a number of a workstation that follow from one of it, in order. */
export function listCausedBy(
  db: Db,
  { workstation, seq, hash }: Pick<Entry, "workstation" | "seq" | "hash">,
  last: number,
): readonly Entry[] {
  const sql = "SELECT * FROM ledger WHERE workstation = ? AND seq > ? AND seq <= ? AND cause = ? ORDER BY seq";
  return (prepared(db, sql).all(workstation, seq, last, hash) as LedgerRow[]).map(toEntry);
}

/** An entry of a workstation, by its number; 0: before its first one. */
export type Own = { readonly workstation: string; readonly seq: number };

/** The latest time (epoch ms) of a workstation's entries from a number on; 0 where there is none. */
export function latestFrom(db: Db, { workstation, seq }: Own): number {
  const sql = `SELECT at FROM ledger INDEXED BY ledger_by_time WHERE workstation = ? AND seq >= ?
    ORDER BY at DESC LIMIT 1`;
  return (prepared(db, sql).get(workstation, seq) as { at: number } | undefined)?.at ?? 0;
}

/** The times (epoch ms) of a workstation's entries from one on that lie around an instant; null where none does. */
export function timesAround(
  db: Db,
  from: Own,
  instant: number,
): { readonly before: number | null; readonly after: number | null } {
  const own = "FROM ledger INDEXED BY ledger_by_time WHERE workstation = @workstation";
  const sql = `SELECT (SELECT max(at) ${own} AND at <= @instant AND seq >= @seq) AS before,
    (SELECT min(at) ${own} AND at > @instant AND seq > @seq) AS after`;
  return prepared(db, sql).get({ ...from, instant }) as { before: number | null; after: number | null };
}
