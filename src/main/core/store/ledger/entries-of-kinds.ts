import type { Entry, EventKind } from "../../domain/events";
import { type Db, prepared } from "../open";
import { type Who, whoIs } from "../reports";
import type { Sought } from "./entries-about";
import { namesOf, storedNames } from "./lift";
import { type LedgerRow, toEntry } from "./row";

/* Entries of some kinds, whomever they are about. */

/** The newest entries of a kind in the canonical order, newest first; all of them where `limit` is -1. */
export function listOfKind<K extends EventKind>(db: Db, kind: K, limit = -1): readonly Extract<Entry, { kind: K }>[] {
  const sql = `SELECT * FROM ledger WHERE kind IN (SELECT value FROM json_each(?))
    ORDER BY h DESC, workstation DESC, seq DESC LIMIT ?`;
  return (prepared(db, sql).all(namesOf([kind]), limit) as LedgerRow[]).map(toEntry) as Extract<Entry, { kind: K }>[];
}

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

/** Where in the ledger a report looks: up to an entry, in a time from `from` on and before `to` (epoch ms). */
export type Span = { readonly from: number; readonly to: number; readonly upTo: number };

/** One page of the entries of some kinds that fit, oldest first; `after` is the arrival of the last one that was seen. */
export function listEntriesOfKinds<K extends EventKind>(
  db: Db,
  kinds: readonly K[],
  {
    span,
    who,
    after,
    limit,
  }: { readonly span: Span; readonly who: Who; readonly after: number; readonly limit: number },
): readonly Extract<Entry, { kind: K }>[] {
  const { from, to, upTo } = span;
  const { where, values } = entriesOf(kinds, who);
  const sql = `SELECT * FROM ledger WHERE ${where} AND arrival > @after ORDER BY arrival LIMIT @limit`;
  const rows = prepared(db, sql).all({ ...values, from, to, upTo, after, limit }) as LedgerRow[];
  return rows.map(toEntry) as Extract<Entry, { kind: K }>[];
}

/** How many there are in all. */
export function countEntriesOfKinds(db: Db, kinds: readonly EventKind[], span: Span, who: Who): number {
  const { where, values } = entriesOf(kinds, who);
  return (prepared(db, `SELECT count(*) AS n FROM ledger WHERE ${where}`).get({ ...values, ...span }) as { n: number })
    .n;
}

function entriesOf(kinds: readonly EventKind[], who: Who) {
  const values: Record<string, string> = {};
  const names = kinds.flatMap(storedNames).map((kind, index) => {
    values[`kind${index}`] = kind;
    return `@kind${index}`;
  });
  const conditions = [`kind IN (${names.join(", ")})`, "at >= @from", "at < @to", "arrival <= @upTo"];
  if (who.accountType !== null || who.role !== null) {
    const { where, values: sought } = whoIs(who);
    conditions.push(`EXISTS (SELECT 1 FROM accounts WHERE accounts.owner = ledger.subject AND ${where})`);
    Object.assign(values, sought);
  }
  return { where: conditions.join(" AND "), values };
}

/** Epoch ms of the first entry in the canonical order: history begins with it. */
export function findBeginningAt(db: Db): number | undefined {
  // From one workstation's entries to the next one's: all of them may be a million.
  const sql = `WITH RECURSIVE writers (id) AS (SELECT min(workstation) FROM ledger
      UNION ALL SELECT (SELECT min(workstation) FROM ledger WHERE workstation > writers.id) FROM writers
        WHERE writers.id IS NOT NULL)
    SELECT l.at FROM writers CROSS JOIN ledger l ON l.workstation = writers.id AND l.seq = 1
    ORDER BY l.h, l.workstation LIMIT 1`;
  return (prepared(db, sql).get() as { at: number } | undefined)?.at;
}
