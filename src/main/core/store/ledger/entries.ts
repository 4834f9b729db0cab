import { type EventGroup, kindsOf } from "../../domain/event-groups";
import type { Entry, EventKind, ExportFilter } from "../../domain/events";
import type { OrderKey } from "../../domain/order";
import { type Db, prepared } from "../open";
import { isKind, storedNames } from "./lift";
import { type LedgerRow, toEntry } from "./row";

/** Which entries: null asks for all. */
export type EntryFilter = {
  /** The account that acted or was concerned. */
  readonly person: string | null;
  readonly group: EventGroup | null;
  /** Epoch ms, included. */
  readonly from: number | null;
  /** Epoch ms, excluded. */
  readonly to: number | null;
};

export type EntryPage = {
  /** Only entries that arrived before this one; null begins with the newest. */
  readonly before: number | null;
  readonly limit: number;
};

/** Rows as they are stored, newest first. A page costs what it holds, however long the ledger is. */
export function listLedgerRows(db: Db, filter: EntryFilter, { before, limit }: EntryPage): readonly LedgerRow[] {
  const { heads, rest, values } = conditionsOf(filter);
  const { first, last } = placesWithin(db, filter);
  const places = heads.map((head) => {
    const where = [head, ...rest.map((condition) => `+${condition}`), "arrival >= @first AND arrival < @end"];
    return `SELECT arrival FROM ledger WHERE ${where.join(" AND ")}`;
  });
  const page = `${places.join(" UNION ALL ")} ORDER BY arrival DESC LIMIT @limit`;
  const sql = `SELECT l.* FROM (${page}) p CROSS JOIN ledger l ON l.arrival = p.arrival ORDER BY p.arrival DESC`;
  const end = Math.min(before ?? last + 1, last + 1);
  return prepared(db, sql).all({ ...values, first, end, limit }) as LedgerRow[];
}

/** One page of the entries that fit, newest first. */
export function listEntries(db: Db, filter: EntryFilter, page: EntryPage): readonly Entry[] {
  return listLedgerRows(db, filter, page).map(toEntry);
}

/** How many entries fit in all. */
export function countEntriesOf(db: Db, filter: EntryFilter): number {
  const { heads, rest, values } = conditionsOf(filter);
  const counts = heads.map((head) => `(SELECT count(*) FROM ledger WHERE ${[head, ...rest].join(" AND ")})`);
  return (prepared(db, `SELECT ${counts.join(" + ")} AS n`).get(values) as { n: number }).n;
}

/**
 * The filter as heads of which no two hold for one entry, each answered by one index in order of arrival, so that SQLite
 * merges them without sorting; and conditions that every entry must meet besides. A plus sign before one of these keeps
 * SQLite from choosing its index, which knows nothing of places.
 */
function conditionsOf({ person, group, from, to }: EntryFilter) {
  const values: Record<string, string | number> = {};
  const rest: string[] = [];
  if (from !== null) {
    values["from"] = from;
    rest.push("at >= @from");
  }
  if (to !== null) {
    values["to"] = to;
    rest.push("at < @to");
  }
  const kinds = (group === null ? [] : kindsOf(group).flatMap(storedNames)).map((kind, index) => {
    values[`kind${index}`] = kind;
    return `@kind${index}`;
  });
  if (person === null)
    return { heads: kinds.length === 0 ? ["1"] : kinds.map((kind) => `kind = ${kind}`), rest, values };
  values["person"] = person;
  if (group !== null) rest.push(`kind IN (${kinds.join(", ")})`);
  return { heads: ["subject = @person", "actor = @person AND actor IS NOT subject"], rest, values };
}

/** Between which places all entries of a time lie; other times may lie there too, where a clock was set back. */
function placesWithin(db: Db, { from, to }: EntryFilter): { first: number; last: number } {
  if (from === null && to === null) return { first: 1, last: Number.MAX_SAFE_INTEGER - 1 };
  const sql = `SELECT coalesce(min(arrival), 1) AS first, coalesce(max(arrival), 0) AS last
    FROM ledger WHERE at >= @from AND at < @to`;
  const time = { from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER };
  return prepared(db, sql).get(time) as { first: number; last: number };
}

/** Somebody's newest sign-in on a workstation: the one that their session there began with, where they have one. */
export function findLastSignIn(db: Db, workstation: string, account: string): Entry | undefined {
  const sql = `SELECT * FROM ledger WHERE stream = ? AND +kind = 'signed-in' AND +workstation = ?
    ORDER BY h DESC, workstation DESC, seq DESC LIMIT 1`;
  const row = prepared(db, sql).get(account, workstation) as LedgerRow | undefined;
  return row === undefined ? undefined : toEntry(row);
}

/** The last sign-ins of an account in the canonical order, the newest first. */
export function findLastSignIns(db: Db, account: string, limit: number): readonly OrderKey[] {
  const sql = `SELECT h, workstation, seq FROM ledger WHERE stream = ? AND +kind = 'signed-in'
    ORDER BY h DESC, workstation DESC, seq DESC LIMIT ?`;
  return prepared(db, sql).all(account, limit) as OrderKey[];
}

/** The newest entries of some kinds about an account, not before `from` (epoch ms); newest first. */
export function listEntriesAbout(
  db: Db,
  account: string,
  { kinds, from, limit }: { readonly kinds: readonly EventKind[]; readonly from: number; readonly limit: number },
): readonly Entry[] {
  const sql = `SELECT * FROM ledger WHERE stream = @account AND +kind IN (SELECT value FROM json_each(@kinds))
    AND +at >= @from ORDER BY h DESC, workstation DESC, seq DESC LIMIT @limit`;
  const rows = prepared(db, sql).all({
    account,
    kinds: namesOf(kinds),
    from,
    limit,
  }) as LedgerRow[];
  return rows.map(toEntry);
}

/** The newest entries about an account, from one on, of these kinds and that fit; newest first. */
export function listEntriesSince(
  db: Db,
  account: string,
  { from: { h, workstation, seq }, kinds, fits, limit }: Sought,
): readonly Entry[] {
  const sql = `SELECT * FROM ledger WHERE stream = @account AND (h, workstation, seq) >= (@h, @workstation, @seq)
    AND +kind IN (SELECT value FROM json_each(@kinds)) ORDER BY h DESC, workstation DESC, seq DESC`;
  const rows = prepared(db, sql).iterate({ account, h, workstation, seq, kinds: namesOf(kinds) });
  const entries: Entry[] = [];
  for (const row of rows) {
    const entry = toEntry(row as LedgerRow);
    if (fits(entry)) entries.push(entry);
    if (entries.length === limit) break;
  }
  return entries;
}

type Sought = {
  readonly from: OrderKey;
  readonly kinds: readonly EventKind[];
  readonly fits: (entry: Entry) => boolean;
  readonly limit: number;
};

/** The newest entries of some kinds about whomever, from one on; newest first. */
export function listOfKindsSince(
  db: Db,
  kinds: readonly EventKind[],
  { from: { h, workstation, seq }, limit }: Pick<Sought, "from" | "limit">,
): readonly Entry[] {
  const sql = `SELECT * FROM ledger WHERE kind IN (SELECT value FROM json_each(@kinds))
    AND (h, workstation, seq) >= (@h, @workstation, @seq) ORDER BY h DESC, workstation DESC, seq DESC LIMIT @limit`;
  return (prepared(db, sql).all({ kinds: namesOf(kinds), h, workstation, seq, limit }) as LedgerRow[]).map(toEntry);
}

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
  const sql = `SELECT * FROM ledger WHERE kind IN (SELECT value FROM json_each(?)) AND +workstation = ?
    ORDER BY arrival DESC LIMIT ?`;
  const rows = prepared(db, sql).all(namesOf([kind]), workstation, limit) as LedgerRow[];
  return rows.map(toEntry) as Extract<Entry, { kind: K }>[];
}

/** Whether an account was created before an entry. */
export function wasThereBefore(db: Db, account: string, { h, workstation, seq }: OrderKey): boolean {
  const sql = `SELECT 1 FROM ledger WHERE stream = ? AND (h, workstation, seq) < (?, ?, ?)
    AND +kind = 'account-created' ORDER BY h, workstation, seq LIMIT 1`;
  return prepared(db, sql).get(account, h, workstation, seq) !== undefined;
}

/**
 * What an account did on the workstation of an entry of its own after that one, oldest first: to the end of its session,
 * which a later sign-in there marks too, where the app was not there to say so.
 */
export function listDoneAfter(
  db: Db,
  account: string,
  { h, workstation, seq }: OrderKey,
  limit: number,
): readonly Entry[] {
  const later = "workstation = @workstation AND seq > @seq";
  const ends = `SELECT min(seq) FROM ledger INDEXED BY ledger_by_stream WHERE stream = @account AND h > @h AND ${later}
    AND kind IN ('signed-in', 'signed-out', 'session-ended')`;
  const mine = `kind <> 'signed-in' AND ${later} AND seq <= coalesce((${ends}), 9007199254740991)`;
  // Apart, so that each is answered by an index.
  const sql = `SELECT * FROM ledger INDEXED BY ledger_by_stream WHERE stream = @account AND h > @h AND actor = @account
      AND ${mine}
    UNION ALL SELECT * FROM ledger INDEXED BY ledger_by_actor WHERE actor = @account AND actor IS NOT subject AND ${mine}
    ORDER BY seq LIMIT @limit`;
  return (prepared(db, sql).all({ account, h, workstation, seq, limit }) as LedgerRow[]).map(toEntry);
}

function namesOf(kinds: readonly EventKind[]): string {
  return JSON.stringify(kinds.flatMap(storedNames));
}

/** The arrival of the entry that arrived last; 0 in an empty ledger. */
export function newestArrival(db: Db): number {
  return (prepared(db, "SELECT coalesce(max(arrival), 0) AS arrival FROM ledger").get() as { arrival: number }).arrival;
}

/** What an account exported of the ledger since an instant (epoch ms) without anybody's approval. */
export function listExportsAlone(db: Db, actor: string, since: number): readonly ExportFilter[] {
  const sql = `SELECT data ->> '$.facts.filter' AS filter FROM ledger
    WHERE ${isKind("kind", "audit-log-exported")} AND actor = ? AND at >= ? AND data ->> '$.facts.alone' IS NOT 0`;
  const rows = prepared(db, sql).all(actor, since) as { filter: string }[];
  return rows.map(({ filter }) => JSON.parse(filter) as ExportFilter);
}
