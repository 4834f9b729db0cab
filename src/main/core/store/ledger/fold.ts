import { isDeepStrictEqual } from "node:util";
import { isPracticeStream, type Stream } from "../../domain/streams";
import { apply } from "../effects/apply";
import { type Db, immediately, openInMemory, prepared } from "../open";
import { makeShadowToReplay, type ShadowTable, shadowTables } from "../shadow";
import { knowingOf } from "./order";
import { findRemoved, listRemovals, listStreamsOfRemoved, type Removal } from "./removed";
import { type LedgerRow, toEntry } from "./row";

/*
 * Folding streams after entries from elsewhere have arrived: what comes after all that was there is applied to it; where
 * something comes in between, the stream is folded anew, which gives what it would be had everything arrived in order
 * (LEDGER-13).
 */

/**
 * Accounts with more entries than this are folded anew in slices, so that nobody else waits for them. What the practice
 * itself has decided holds at once.
 */
const AT_ONCE = 500;
/** How many entries, or rows, a slice takes: some milliseconds. */
const SLICE = 200;

/**
 * Folds streams of which entries have arrived since `from` (an arrival), and those of a workstation that was removed, inside
 * the caller's transaction. Gives back which are folded now: those that take longer are marked, `foldInSlices` does them,
 * and until then they are not what their entries say.
 */
export function foldStreams(db: Db, streams: readonly Stream[], from: number): readonly Stream[] {
  const removed = new Set(listRemovals(db, from).flatMap((removal) => listStreamsOfRemoved(db, removal)));
  for (const stream of streams) if (!removed.has(stream)) foldNew(db, stream, from);
  for (const stream of removed) foldAnew(db, stream);
  return [...new Set([...streams, ...removed])].filter((stream) => !isMarked(db, stream));
}

/** Folds anew what a removed workstation had written to after the number up to which it was accepted. */
export function foldWithout(db: Db, removal: Removal): void {
  for (const stream of listStreamsOfRemoved(db, removal)) foldAnew(db, stream);
}

function foldNew(db: Db, stream: Stream, from: number): void {
  if (isLate(db, stream, from)) foldAnew(db, stream);
  else applyRows(db, db, rowsOf(db, stream, "arrival >= ?", from));
}

function applyRows(db: Db, to: Db, rows: readonly LedgerRow[]): void {
  const isRemoved = findRemoved(db);
  for (const row of rows) if (!isRemoved(row)) apply(to, toEntry(row), knowingOf(db, row));
}

function foldAnew(db: Db, stream: Stream): void {
  const { n } = prepared(db, "SELECT count(*) AS n FROM ledger WHERE stream = ?").get(stream) as { n: number };
  if ((n > AT_ONCE && !isPracticeStream(stream)) || isMarked(db, stream)) {
    prepared(db, "INSERT OR IGNORE INTO stale_streams (stream) VALUES (?)").run(stream);
    return;
  }
  for (const table of tables) prepared(db, `DELETE FROM ${table} WHERE owner = ?`).run(stream);
  applyRows(db, db, rowsOf(db, stream));
}

const tables = Object.keys(shadowTables) as ShadowTable[];
const order = "h, workstation, seq";

function rowsOf(db: Db, stream: Stream, where = "1", ...values: readonly number[]): readonly LedgerRow[] {
  const sql = `SELECT * FROM ledger WHERE stream = ? AND ${where} ORDER BY ${order}`;
  return prepared(db, sql).all(stream, ...values) as LedgerRow[];
}

/** Whether something that arrived since comes before something that was there. */
function isLate(db: Db, stream: Stream, from: number): boolean {
  const last = `SELECT ${order} FROM ledger WHERE stream = @stream AND arrival < @from ORDER BY h DESC, workstation DESC, seq DESC LIMIT 1`;
  const sql = `SELECT 1 FROM ledger WHERE stream = @stream AND arrival >= @from AND (${order}) < (${last}) LIMIT 1`;
  return prepared(db, sql).get({ stream, from }) !== undefined;
}

/** Whether a stream waits to be folded anew: its rows lack what has arrived. */
export function isMarked(db: Db, stream: Stream): boolean {
  return prepared(db, "SELECT 1 FROM stale_streams WHERE stream = ?").get(stream) !== undefined;
}

/** The streams that wait to be folded anew. */
export function listMarked(db: Db): readonly Stream[] {
  const rows = prepared(db, "SELECT stream FROM stale_streams ORDER BY stream").all() as { stream: Stream }[];
  return rows.map(({ stream }) => stream);
}

/**
 * Folds one marked stream anew beside the tables, a slice at a time with `pause` between them, and then puts what differs
 * in its place in one short transaction. What arrives meanwhile is folded too.
 */
export async function foldInSlices(db: Db, stream: Stream, pause: () => Promise<void>): Promise<void> {
  for (let done = false; !done; ) {
    const scratch = openInMemory();
    makeShadowToReplay(scratch);
    const newest = newestOf(db, stream);
    await replayInto(scratch, db, { stream, pause });
    const changes = await differences(db, scratch, { stream, pause });
    scratch.close();
    done = immediately(db, () => {
      if (newestOf(db, stream) !== newest) return false;
      for (const change of changes) change();
      prepared(db, "DELETE FROM stale_streams WHERE stream = ?").run(stream);
      return true;
    });
  }
}

type Sliced = { readonly stream: Stream; readonly pause: () => Promise<void> };

function newestOf(db: Db, stream: Stream): number {
  const sql = "SELECT max(arrival) AS arrival FROM ledger WHERE stream = ?";
  return (prepared(db, sql).get(stream) as { arrival: number }).arrival;
}

async function replayInto(scratch: Db, db: Db, { stream, pause }: Sliced): Promise<void> {
  const sql = `SELECT * FROM ledger WHERE stream = ? AND (${order}) > (?, ?, ?) ORDER BY ${order} LIMIT ${SLICE}`;
  let last = { h: -1, workstation: "", seq: 0 };
  for (;;) {
    const rows = prepared(db, sql).all(stream, last.h, last.workstation, last.seq) as LedgerRow[];
    applyRows(db, scratch, rows);
    last = rows.at(-1) ?? last;
    if (rows.length < SLICE) return;
    await pause();
  }
}

/** What has to be done to the rows of a stream for them to be those of another database. */
async function differences(db: Db, scratch: Db, { stream, pause }: Sliced): Promise<readonly (() => void)[]> {
  const changes: (() => void)[] = [];
  for (const table of tables) {
    for await (const row of slicedRows(db, table, { stream, pause })) {
      if (!isDeepStrictEqual(rowLike(scratch, table, row), row)) changes.push(() => removeRow(db, table, row));
    }
    for await (const row of slicedRows(scratch, table, { stream, pause })) {
      if (!isDeepStrictEqual(rowLike(db, table, row), row)) changes.push(() => putRow(db, table, row));
    }
  }
  return changes;
}

type Row = Readonly<Record<string, unknown>>;
const keysOf = (table: ShadowTable) => shadowTables[table].split(", ");
const hasKey = (table: ShadowTable) =>
  keysOf(table)
    .map((key) => `${key} = @${key}`)
    .join(" AND ");

async function* slicedRows(db: Db, table: ShadowTable, { stream, pause }: Sliced): AsyncGenerator<Row> {
  const sql = `SELECT * FROM ${table} WHERE owner = ? ORDER BY ${shadowTables[table]} LIMIT ${SLICE} OFFSET ?`;
  for (let from = 0; ; from += SLICE) {
    const rows = prepared(db, sql).all(stream, from) as Row[];
    yield* rows;
    if (rows.length < SLICE) return;
    await pause();
  }
}

function rowLike(db: Db, table: ShadowTable, row: Row): Row | undefined {
  const key = Object.fromEntries(keysOf(table).map((name) => [name, row[name]]));
  return prepared(db, `SELECT * FROM ${table} WHERE ${hasKey(table)}`).get(key) as Row | undefined;
}

function removeRow(db: Db, table: ShadowTable, row: Row): void {
  const key = Object.fromEntries(keysOf(table).map((name) => [name, row[name]]));
  prepared(db, `DELETE FROM ${table} WHERE ${hasKey(table)}`).run(key);
}

function putRow(db: Db, table: ShadowTable, row: Row): void {
  const names = Object.keys(row);
  const sql = `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((name) => `@${name}`).join(", ")})`;
  prepared(db, sql).run(row);
}
