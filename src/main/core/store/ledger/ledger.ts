import { canonicalText, entryHash } from "../../domain/canonical";
import type { Commitment, DomainEvent, Entry } from "../../domain/events";
import type { Head } from "../../domain/head-signature";
import { compareOrder } from "../../domain/order";
import { streamOf } from "../../domain/streams";
import { type Db, prepared } from "../open";
import { ENTRY_VERSION } from "./lift";
import { orderOf } from "./order";
import { type LedgerRow, NO_ENTRY, toEntry } from "./row";

/** The last entry of a workstation; undefined before its first. Also of a ledger that is to be brought up to date yet. */
export function findHead(db: Db, workstation: string): Head | undefined {
  const sql = "SELECT workstation, seq, hash FROM ledger WHERE workstation = ? ORDER BY seq DESC LIMIT 1";
  return prepared(db, sql).get(workstation) as Head | undefined;
}

function findLast(db: Db, workstation: string): Pick<LedgerRow, "seq" | "hash" | "h"> | undefined {
  const sql = "SELECT seq, hash, h FROM ledger WHERE workstation = ? ORDER BY seq DESC LIMIT 1";
  return prepared(db, sql).get(workstation) as Pick<LedgerRow, "seq" | "hash" | "h"> | undefined;
}

export type Draft = {
  readonly workstation: string;
  readonly at: number;
  readonly behindMs: number;
  readonly actor: string | null;
  readonly cause: string | null;
  readonly commits: readonly Commitment[];
  readonly event: DomainEvent;
};

/** Appends one entry to its workstation's chain and gives it back as stored. Only inside a transaction (see `record`). */
export function appendEntry(db: Db, draft: Draft): Entry {
  const { workstation, at, behindMs, actor, cause, commits, event } = draft;
  const head = findLast(db, workstation);
  const unhashed = {
    workstation,
    seq: (head?.seq ?? 0) + 1,
    at,
    actor,
    kind: event.kind,
    version: ENTRY_VERSION,
    subject: event.subject,
    cause,
    data: canonicalText({ commits, facts: event.data, ...(behindMs === 0 ? {} : { behindMs }) }),
    prev: head?.hash ?? NO_ENTRY,
  };
  const h = orderOf(db, { ...event, at }, head?.h ?? -1);
  const row = { ...unhashed, hash: entryHash(unhashed), h, stream: streamOf(event, workstation) };
  return toEntry({ ...row, arrival: insertRow(db, row) });
}

/** Puts a row at the end of what has arrived here, and gives its arrival. */
export function insertRow(db: Db, row: Omit<LedgerRow, "arrival">): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO ledger (workstation, seq, at, actor, kind, version, subject, cause, data, prev, hash, h, stream)
     VALUES (@workstation, @seq, @at, @actor, @kind, @version, @subject, @cause, @data, @prev, @hash, @h, @stream)`,
  ).run(row);
  return Number(lastInsertRowid);
}

/** How many rows of a chain are read at once. */
const CHUNK = 1000;

/**
 * All rows in canonical order. Along one workstation's chain h goes up, so that the chains only have to be merged; nothing
 * is held open meanwhile, and the connection may write.
 */
export function* ledgerRows(db: Db): Generator<LedgerRow> {
  const workstations = listWorkstations(db);
  const [only, ...others] = workstations;
  if (only !== undefined && others.length === 0) return yield* chainRows(db, only);
  const chains = workstations.map((workstation) => readAhead(chainRows(db, workstation)));
  for (;;) {
    const waiting = chains.filter(({ next }) => next !== undefined);
    const [first] = waiting.toSorted((one, other) => compareOrder(one.next as LedgerRow, other.next as LedgerRow));
    if (first?.next === undefined) return;
    yield first.next;
    first.advance();
  }
}

function readAhead(rows: Generator<LedgerRow>) {
  const ahead = {
    next: undefined as LedgerRow | undefined,
    advance: () => {
      const { done, value } = rows.next();
      ahead.next = done === true ? undefined : value;
    },
  };
  ahead.advance();
  return ahead;
}

/** The workstations that have written something. From one to the next by the index: no ledger is read from end to end. */
export function listWorkstations(db: Db): readonly string[] {
  const find = prepared(db, "SELECT min(workstation) AS next FROM ledger WHERE workstation > ?");
  const workstations: string[] = [];
  for (;;) {
    const { next } = find.get(workstations.at(-1) ?? "") as { next: string | null };
    if (next === null) return workstations;
    workstations.push(next);
  }
}

/** The rows of a workstation in their order. */
export function* chainRows(db: Db, workstation: string, after = 0): Generator<LedgerRow> {
  const sql = `SELECT * FROM ledger WHERE workstation = ? AND seq > ? ORDER BY seq LIMIT ${CHUNK}`;
  for (let last = after; ; ) {
    const rows = prepared(db, sql).all(workstation, last) as LedgerRow[];
    yield* rows;
    if (rows.length < CHUNK) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

/** The rows about an account in canonical order. */
export function listRowsAbout(db: Db, account: string): readonly LedgerRow[] {
  const sql = "SELECT * FROM ledger WHERE subject = ? ORDER BY h, workstation, seq";
  return prepared(db, sql).all(account) as LedgerRow[];
}

export function countEntries(db: Db): number {
  return (prepared(db, "SELECT count(*) AS n FROM ledger").get() as { n: number }).n;
}

/**
 * SQL for when a row with an entry's workstation, number and time was recorded, as that workstation's clock that was corrected
 * since would have it: what was dated into the future no later than the correction, what a slow clock dated back as much
 * later as it was slow. Entries of an older Wardkey were dated by a clock that could be set back: never before the newest
 * ones of then.
 */
export function knownAt(row: string): string {
  const before = `SELECT at FROM ledger b WHERE b.workstation = ${row}.workstation AND b.seq < ${row}.seq
    ORDER BY b.seq DESC LIMIT 50`;
  const corrections = (what: string) =>
    `(SELECT ${what} FROM clock_corrections c WHERE c.workstation = ${row}.workstation AND c.seq > ${row}.seq)`;
  const known = `max(${row}.at, coalesce((SELECT max(at) FROM (${before})), 0))`;
  const earliest = corrections("min(c.to_at)");
  const later = corrections("sum(max(c.to_at - c.from_at, 0))");
  return `(min(${known}, coalesce(${earliest}, ${known})) + coalesce(${later}, 0))`;
}

/** One entry of a workstation by its number. */
export function findEntryAt(db: Db, workstation: string, seq: number): LedgerRow | undefined {
  return prepared(db, "SELECT * FROM ledger WHERE workstation = ? AND seq = ?").get(workstation, seq) as
    | LedgerRow
    | undefined;
}
