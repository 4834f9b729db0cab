import type { Entry, EventKind } from "../domain/events";
import { type LedgerRow, toEntry } from "./ledger";
import { type Db, prepared } from "./open";

const MOST_NOTICES = 50;

/** Where in the ledger the sign-in before the present one stands; undefined where there was none. */
export function findPreviousSignIn(db: Db, account: string): number | undefined {
  const sql = `SELECT place FROM ledger WHERE subject = ? AND kind = 'signed-in' ORDER BY place DESC LIMIT 1 OFFSET 1`;
  return (prepared(db, sql).get(account) as { place: number } | undefined)?.place;
}

/** The numbers that an account had, and that were changed after `since` (epoch ms). */
export function listFormerNumbers(db: Db, account: string, since: number): readonly string[] {
  const sql = `SELECT DISTINCT data ->> '$.facts.before.cellPhone' AS number FROM ledger
    WHERE subject = ? AND kind = 'account-edited' AND at > ?
      AND data ->> '$.facts.before.cellPhone' IS NOT data ->> '$.facts.after.cellPhone'`;
  const rows = prepared(db, sql).all(account, since) as { number: string | null }[];
  return rows.flatMap(({ number }) => (number === null ? [] : [number]));
}

/** Entries about an account by others, of these kinds, that came after a place; newest first. */
export function listEntriesByOthers(
  db: Db,
  account: string,
  after: number,
  kinds: readonly EventKind[],
): readonly Entry[] {
  const rows = prepared(
    db,
    `SELECT * FROM ledger WHERE subject = @account AND place > @after AND actor IS NOT NULL AND actor <> @account
       AND kind IN (SELECT value FROM json_each(@kinds)) ORDER BY place DESC LIMIT @most`,
  ).all({ account, after, kinds: JSON.stringify(kinds), most: MOST_NOTICES });
  return (rows as LedgerRow[]).map(toEntry);
}
