import { type EventGroup, kindsOf } from "../domain/event-groups";
import type { Entry } from "../domain/events";
import { type LedgerRow, toEntry } from "./ledger";
import { type Db, prepared } from "./open";

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
  /** Only entries that arrived before this place; null begins with the newest. */
  readonly before: number | null;
  readonly limit: number;
};

/** Rows as they are stored, newest first. A page costs what it holds, however long the ledger is. */
export function listLedgerRows(db: Db, filter: EntryFilter, { before, limit }: EntryPage): readonly LedgerRow[] {
  const { streams, values } = streamsOf(db, filter);
  const places = streams.map((where) => `SELECT place FROM ledger WHERE ${where} AND place < @before`);
  const page = `${places.join(" UNION ALL ")} ORDER BY place DESC LIMIT @limit`;
  const sql = `SELECT l.* FROM (${page}) p CROSS JOIN ledger l ON l.place = p.place ORDER BY p.place DESC`;
  return prepared(db, sql).all({ ...values, before: before ?? Number.MAX_SAFE_INTEGER, limit }) as LedgerRow[];
}

/** The same as entries. */
export function listEntries(db: Db, filter: EntryFilter, page: EntryPage): readonly Entry[] {
  return listLedgerRows(db, filter, page).map(toEntry);
}

/** How many entries fit in all. */
export function countEntriesOf(db: Db, filter: EntryFilter): number {
  const { streams, values } = streamsOf(db, filter);
  const counts = streams.map((where) => `(SELECT count(*) FROM ledger WHERE ${where})`);
  return (prepared(db, `SELECT ${counts.join(" + ")} AS n`).get(values) as { n: number }).n;
}

/**
 * The filter as conditions of which no two hold for one entry, each answered by one index in order of place, so that
 * SQLite merges them without sorting. The plus signs keep it from choosing another index.
 */
function streamsOf(db: Db, { person, group, from, to }: EntryFilter) {
  const values: Record<string, string | number> = {};
  const rest: string[] = [];
  if (from !== null || to !== null) {
    const time = { from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER };
    Object.assign(values, time, placesWithin(db, time));
    rest.push("place BETWEEN @first AND @last AND +at >= @from AND +at < @to");
  }
  const kinds = (group === null ? [] : kindsOf(group)).map((kind, index) => {
    values[`kind${index}`] = kind;
    return `@kind${index}`;
  });
  if (person !== null) {
    values["person"] = person;
    if (group !== null) rest.push(`+kind IN (${kinds.join(", ")})`);
  }
  const heads = person === null ? kindStreams(kinds) : personStreams;
  return { streams: heads.map((head) => [head, ...rest].join(" AND ")), values };
}

/** Between which places all entries of a time lie; other times may lie there too, where a clock was set back. */
function placesWithin(db: Db, time: { from: number; to: number }): { first: number; last: number } {
  const sql = `SELECT coalesce(min(place), 1) AS first, coalesce(max(place), 0) AS last
    FROM ledger WHERE at >= @from AND at < @to`;
  return prepared(db, sql).get(time) as { first: number; last: number };
}

const personStreams = ["subject = @person", "actor = @person AND +subject IS NOT @person"];

function kindStreams(kinds: readonly string[]): readonly string[] {
  return kinds.length === 0 ? ["1"] : kinds.map((kind) => `kind = ${kind}`);
}

/** The place of the entry that arrived last; 0 in an empty ledger. */
export function newestPlace(db: Db): number {
  return (prepared(db, "SELECT coalesce(max(place), 0) AS place FROM ledger").get() as { place: number }).place;
}
