import { canonicalText, entryHash } from "../domain/canonical";
import type { Commitment, DomainEvent, Entry } from "../domain/events";
import type { Head } from "../domain/head-signature";
import { type Db, prepared } from "./open";

/** The row as it is stored: `data` is canonical text of { commits, facts }, and the text is what the hash covers. */
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
  const { commits, facts } = JSON.parse(row.data) as { commits: Commitment[]; facts: unknown };
  return { ...row, commits, data: facts } as Entry;
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
  readonly actor: string | null;
  readonly cause: string | null;
  readonly commits: readonly Commitment[];
  readonly event: DomainEvent;
};

/** Appends one entry to its workstation's chain and gives it back as stored. Only inside a transaction (see `record`). */
export function appendEntry(db: Db, draft: Draft): Entry {
  const { workstation, at, actor, cause, commits, event } = draft;
  const head = findHead(db, workstation);
  const unhashed = {
    workstation,
    seq: (head?.seq ?? 0) + 1,
    at,
    actor,
    kind: event.kind,
    version: 1,
    subject: event.subject,
    cause,
    data: canonicalText({ commits, facts: event.data }),
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

/** Epoch ms of the newest entry: the high-water mark below which no lock ends. 0 in an empty ledger. */
export function newestEntryAt(db: Db): number {
  return (
    (
      prepared(db, "SELECT max(at) AS at FROM (SELECT at FROM ledger ORDER BY place DESC LIMIT 50)").get() as {
        at: number | null;
      }
    ).at ?? 0
  );
}

/**
 * SQL for when a row with an entry's place and time was recorded: never before the newest entries of then, so that a clock
 * that was set back for a while dates nothing back.
 */
export function knownAt(row: string): string {
  const before = `SELECT at FROM ledger b WHERE b.place < ${row}.place ORDER BY b.place DESC LIMIT 50`;
  return `max(${row}.at, coalesce((SELECT max(at) FROM (${before})), 0))`;
}

/** One entry of a workstation by its number. */
export function findEntryAt(db: Db, workstation: string, seq: number): LedgerRow | undefined {
  return prepared(db, "SELECT * FROM ledger WHERE workstation = ? AND seq = ?").get(workstation, seq) as
    | LedgerRow
    | undefined;
}
