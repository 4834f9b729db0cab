import { type EventGroup, kindsOf } from "../../domain/event-groups";
import type { Entry, ExportFilter } from "../../domain/events";
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
