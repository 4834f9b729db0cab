import { canonicalText, entryHash } from "../../domain/canonical";
import type { Commitment, DomainEvent, Entry } from "../../domain/events";
import type { Head } from "../../domain/head-signature";
import { type Db, prepared } from "../open";
import { ENTRY_VERSION, isKind, lift } from "./lift";

/**
 * The row as it is stored: `data` is canonical text of { commits, facts }, and of behindMs where the clock stood before the
 * entry's time; the text is what the hash covers.
 */
export type LedgerRow = {
  place: number;
  workstation: string;
  seq: number;
  at: number;
  actor: string | null;
  kind: string;
  version: number;
  subject: string | null;
  cause: string | null;
  data: string;
  prev: string;
  hash: string;
};

/** What a workstation's first entry names as its predecessor. */
export const NO_ENTRY = "0".repeat(64);

export function toEntry(row: LedgerRow): Entry {
  const stored = JSON.parse(row.data) as { commits: Commitment[]; facts: DomainEvent["data"]; behindMs?: number };
  const { commits, facts, behindMs = 0 } = stored;
  return lift({ ...row, commits, behindMs, data: facts } as Entry);
}

/** The last entry of a workstation; undefined before its first. */
export function findHead(db: Db, workstation: string): Head | undefined {
  const row = prepared(
    db,
    "SELECT workstation, seq, hash FROM ledger WHERE workstation = ? ORDER BY seq DESC LIMIT 1",
  ).get(workstation);
  return row as Head | undefined;
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
  const head = findHead(db, workstation);
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
  const hash = entryHash(unhashed);
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO ledger (workstation, seq, at, actor, kind, version, subject, cause, data, prev, hash)
     VALUES (@workstation, @seq, @at, @actor, @kind, @version, @subject, @cause, @data, @prev, @hash)`,
  ).run({ ...unhashed, hash });
  return toEntry({ ...unhashed, hash, place: Number(lastInsertRowid) });
}

/** All rows in order of arrival, after a place; of one subject where given. */
export function* ledgerRows(db: Db, after = 0, subject?: string): Generator<LedgerRow> {
  const statement =
    subject === undefined
      ? db.prepare("SELECT * FROM ledger WHERE place > @after ORDER BY place")
      : db.prepare("SELECT * FROM ledger WHERE subject = @subject AND place > @after ORDER BY place");
  for (const row of statement.iterate(subject === undefined ? { after } : { after, subject })) yield row as LedgerRow;
}

export function countEntries(db: Db): number {
  return (prepared(db, "SELECT count(*) AS n FROM ledger").get() as { n: number }).n;
}

/**
 * SQL for when a row with an entry's place and time was recorded, as the clock that was corrected since would have it: what
 * was dated into the future no later than the correction, what a slow clock dated back as much later as it was slow. Entries
 * of an older Wardkey were dated by a clock that could be set back: never before the newest ones of then.
 */
export function knownAt(row: string): string {
  const before = `SELECT at FROM ledger b WHERE b.place < ${row}.place ORDER BY b.place DESC LIMIT 50`;
  const corrections = (what: string) =>
    `(SELECT ${what} FROM ledger c WHERE ${isKind("c.kind", "clock-corrected")} AND c.place > ${row}.place)`;
  const known = `max(${row}.at, coalesce((SELECT max(at) FROM (${before})), 0))`;
  const earliest = corrections(`min(${correctedTo("c")})`);
  const later = corrections(`sum(max(${correctedTo("c")} - ${correctedFrom("c")}, 0))`);
  return `(min(${known}, coalesce(${earliest}, ${known})) + coalesce(${later}, 0))`;
}

/** SQL for rule time before and after a correction. An older Wardkey dated the entry by the clock that was wrong. */
const correctedFrom = (entry: string) => `coalesce(${entry}.data ->> '$.facts.from', ${entry}.at)`;
const correctedTo = (entry: string) => `CASE WHEN ${entry}.data ->> '$.facts.from' IS NULL
  THEN ${entry}.at - (${entry}.data ->> '$.facts.before') + (${entry}.data ->> '$.facts.after') ELSE ${entry}.at END`;

/** One entry of a workstation by its number. */
export function findEntryAt(db: Db, workstation: string, seq: number): LedgerRow | undefined {
  return prepared(db, "SELECT * FROM ledger WHERE workstation = ? AND seq = ?").get(workstation, seq) as
    | LedgerRow
    | undefined;
}
