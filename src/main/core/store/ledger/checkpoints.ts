import type { OrderKey } from "../../domain/order";
import type { Stream } from "../../domain/streams";
import { type Db, prepared } from "../open";
import type { ShadowTable } from "../shadow";
import { putRow, type Row, tables } from "./stream-rows";

/*
 * The rows of a stream as they were after one of its entries, so that folding it anew need not begin at its first one. Each
 * was folded from entries in this run and lives in memory alone: nobody but the ledger has a say in what it holds. It is
 * dropped once something arrives that comes before it.
 */

export type Checkpoint = { readonly after: OrderKey; readonly rows: readonly (readonly [ShadowTable, Row])[] };

/** Of so many streams, the ones that were folded last, a checkpoint is kept: some megabytes at most. */
const KEPT = 100;
/** More rows than that take as long to put back as their entries to apply. */
const ROWS_AT_MOST = 1000;

const checkpoints = new WeakMap<Db, Map<Stream, Checkpoint>>();

export function findCheckpoint(db: Db, stream: Stream): Checkpoint | undefined {
  return checkpoints.get(db)?.get(stream);
}

/** Keeps the rows that `folded` has of a stream after one of its entries, for the next time that `db` folds it anew. */
export function keepCheckpoint(db: Db, folded: Db, stream: Stream, { h, workstation, seq }: OrderKey): void {
  const rows = tables.flatMap((table) => {
    const found = prepared(folded, `SELECT * FROM ${table} WHERE owner = ? LIMIT ${ROWS_AT_MOST + 1}`).all(stream);
    return (found as Row[]).map((row) => [table, row] as const);
  });
  const kept = checkpoints.get(db) ?? new Map<Stream, Checkpoint>();
  kept.delete(stream);
  if (rows.length <= ROWS_AT_MOST) kept.set(stream, { after: { h, workstation, seq }, rows });
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  checkpoints.set(db, kept);
}

/** Puts the rows of a checkpoint into tables that hold none of its stream. */
export function putBack(to: Db, { rows }: Checkpoint): void {
  for (const [table, row] of rows) putRow(to, table, row);
}

/** Of one stream, or of all. */
export function dropCheckpoints(db: Db, stream?: Stream): void {
  if (stream === undefined) checkpoints.delete(db);
  else checkpoints.get(db)?.delete(stream);
}
