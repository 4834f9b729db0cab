import { isDeepStrictEqual } from "node:util";
import { compareOrder, type OrderKey } from "../../domain/order";
import { isPracticeStream, type Stream } from "../../domain/streams";
import { apply } from "../effects/apply";
import { type Db, immediately, openInMemory, prepared } from "../open";
import { makeShadowToReplay } from "../shadow";
import { dropCheckpoints, findCheckpoint, keepCheckpoint, putBack } from "./checkpoints";
import { knowingOf } from "./order";
import { countOthers, findRemoved, hasOthers, listStreamsOfOthers } from "./removed";
import { type LedgerRow, toEntry } from "./row";
import { makingSense } from "./senseless";
import { putRow, removeRow, removeRows, rowLike, type Sliced, slicedRows, tables } from "./stream-rows";

/*
 * Folding streams after entries from elsewhere have arrived: what comes after all that was there is applied to it; where
 * something comes in between, the stream is folded anew, which gives what it would be had everything arrived in order
 * (LEDGER-13). It begins at the last checkpoint before what arrived, where there is one.
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
  const others = new Set(foldOthers(db, from));
  for (const stream of streams) if (!others.has(stream)) foldNew(db, stream, from);
  return [...new Set([...streams, ...others])].filter((stream) => !isMarked(db, stream));
}

/** Folds anew what yields more, or less, since workstations were added or removed; gives back which streams. */
export function foldOthers(db: Db, from: number): readonly Stream[] {
  if (!hasOthers(db, from)) return [];
  dropCheckpoints(db);
  const streams = listStreamsOfOthers(db, from);
  for (const stream of streams) foldAnew(db, stream);
  return streams;
}

function foldNew(db: Db, stream: Stream, from: number): void {
  const first = firstOf(db, stream, from);
  if (first === undefined) return;
  const checkpoint = findCheckpoint(db, stream);
  if (checkpoint !== undefined && compareOrder(first, checkpoint.after) < 0) dropCheckpoints(db, stream);
  if (isLate(db, stream, from)) foldAnew(db, stream);
  else applyRows(db, db, rowsOf(db, stream, "arrival >= ?", from));
}

function applyRows(db: Db, to: Db, rows: readonly LedgerRow[]): void {
  const isRemoved = findRemoved(db);
  for (const row of rows) if (!isRemoved(row)) applyRow(db, to, row);
}

function applyRow(db: Db, to: Db, row: LedgerRow): void {
  makingSense(row, () => apply(to, toEntry(row), knowingOf(db, row)));
}

function foldAnew(db: Db, stream: Stream): void {
  const checkpoint = findCheckpoint(db, stream);
  const rows = rowsAfter(db, stream, checkpoint?.after, AT_ONCE + 1);
  if ((rows.length > AT_ONCE && !isPracticeStream(stream)) || isMarked(db, stream)) {
    prepared(db, "INSERT OR IGNORE INTO stale_streams (stream) VALUES (?)").run(stream);
    return;
  }
  removeRows(db, stream);
  if (checkpoint !== undefined) putBack(db, checkpoint);
  applyRows(db, db, rows.length > AT_ONCE ? rowsAfter(db, stream, checkpoint?.after) : rows);
}

const order = "h, workstation, seq";
const START: OrderKey = { h: -1, workstation: "", seq: 0 };

function rowsOf(db: Db, stream: Stream, where: string, from: number): readonly LedgerRow[] {
  const sql = `SELECT * FROM ledger WHERE stream = ? AND ${where} ORDER BY ${order}`;
  return prepared(db, sql).all(stream, from) as LedgerRow[];
}

/** The rows of a stream that come after an entry of it, or all. `limit`: so many of them at most. */
function rowsAfter(db: Db, stream: Stream, after = START, limit = -1): readonly LedgerRow[] {
  const sql = `SELECT * FROM ledger WHERE stream = ? AND (${order}) > (?, ?, ?) ORDER BY ${order} LIMIT ?`;
  return prepared(db, sql).all(stream, after.h, after.workstation, after.seq, limit) as LedgerRow[];
}

/** What comes first of what has arrived since. */
function firstOf(db: Db, stream: Stream, from: number): OrderKey | undefined {
  const sql = `SELECT ${order} FROM ledger WHERE stream = ? AND arrival >= ? ORDER BY ${order} LIMIT 1`;
  return prepared(db, sql).get(stream, from) as OrderKey | undefined;
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
    const folded = whatYields(db, stream);
    const changes = await replayed(db, { stream, slice: SLICE, pause });
    done = immediately(db, () => {
      if (whatYields(db, stream) !== folded) return false;
      for (const change of changes) change();
      prepared(db, "DELETE FROM stale_streams WHERE stream = ?").run(stream);
      return true;
    });
  }
}

/** What has to be done to the rows of a stream for them to be those of a replay. */
async function replayed(db: Db, sliced: Sliced): Promise<readonly (() => void)[]> {
  const scratch = openInMemory();
  try {
    makeShadowToReplay(scratch);
    await replayInto(scratch, db, sliced);
    return await differences(db, scratch, sliced);
  } finally {
    scratch.close();
  }
}

/** What the rows of a stream follow from: it changes once more arrives, or somebody is added or removed. */
function whatYields(db: Db, stream: Stream): string {
  const sql = "SELECT max(arrival) AS arrival FROM ledger WHERE stream = ?";
  const { arrival } = prepared(db, sql).get(stream) as { arrival: number };
  return `${arrival}, ${countOthers(db)}`;
}

async function replayInto(scratch: Db, db: Db, { stream, slice, pause }: Sliced): Promise<void> {
  const folded = whatYields(db, stream);
  const checkpoint = findCheckpoint(db, stream);
  if (checkpoint !== undefined) putBack(scratch, checkpoint);
  let last = checkpoint?.after ?? START;
  for (let left = countAfter(db, stream, last); ; ) {
    const rows = rowsAfter(db, stream, last, slice);
    applyRows(db, scratch, rows);
    last = rows.at(-1) ?? last;
    if (rows.length < slice) return;
    left -= slice;
    // What arrives late is mostly not much older than the newest entries: the next checkpoint is a slice before these.
    const isNearEnd = left >= slice && left < 2 * slice;
    if (isNearEnd && whatYields(db, stream) === folded) keepCheckpoint(db, scratch, stream, last);
    await pause();
  }
}

function countAfter(db: Db, stream: Stream, { h, workstation, seq }: OrderKey): number {
  const sql = `SELECT count(*) AS n FROM ledger WHERE stream = ? AND (${order}) > (?, ?, ?)`;
  return (prepared(db, sql).get(stream, h, workstation, seq) as { n: number }).n;
}

/** What has to be done to the rows of a stream for them to be those of another database. */
async function differences(db: Db, scratch: Db, sliced: Sliced): Promise<readonly (() => void)[]> {
  const changes: (() => void)[] = [];
  for (const table of tables) {
    for await (const row of slicedRows(db, table, sliced)) {
      if (!isDeepStrictEqual(rowLike(scratch, table, row), row)) changes.push(() => removeRow(db, table, row));
    }
    for await (const row of slicedRows(scratch, table, sliced)) {
      if (!isDeepStrictEqual(rowLike(db, table, row), row)) changes.push(() => putRow(db, table, row));
    }
  }
  return changes;
}
