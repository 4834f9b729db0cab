import type { Entry, EventKind } from "../domain/events";
import { knownAt } from "./ledger/ledger";
import { storedNames } from "./ledger/lift";
import { type LedgerRow, toEntry } from "./ledger/row";
import { type Db, prepared } from "./open";

const MOST_NOTICES = 50;

/** Where in the ledger the last two sign-ins of an account stand, the newest first. */
export function findLastSignIns(db: Db, account: string): readonly number[] {
  const sql = `SELECT arrival FROM ledger WHERE subject = ? AND kind = 'signed-in' ORDER BY arrival DESC LIMIT 2`;
  return (prepared(db, sql).all(account) as { arrival: number }[]).map(({ arrival }) => arrival);
}

const otherNumber = "data ->> '$.facts.before.cellPhone' IS NOT data ->> '$.facts.after.cellPhone'";

/** The numbers that an account had, and that were changed after `since` (epoch ms), whatever the clock was set to. */
export function listFormerNumbers(db: Db, account: string, since: number): readonly string[] {
  const sql = `SELECT DISTINCT data ->> '$.facts.before.cellPhone' AS number FROM ledger l
    WHERE subject = ? AND kind = 'account-edited' AND ${otherNumber} AND ${knownAt("l")} > ?`;
  const rows = prepared(db, sql).all(account, since) as { number: string | null }[];
  return rows.flatMap(({ number }) => (number === null ? [] : [number]));
}

/** When an account's number was changed last (epoch ms), whatever the clock was set to; null: never. */
export function findNumberChange(db: Db, account: string): number | null {
  const sql = `SELECT ${knownAt("l")} AS at FROM ledger l
    WHERE subject = ? AND kind = 'account-edited' AND ${otherNumber} ORDER BY arrival DESC LIMIT 1`;
  return (prepared(db, sql).get(account) as { at: number } | undefined)?.at ?? null;
}

/** Whether an account's name or e-mail was changed after `since` (epoch ms), whatever the clock was set to. */
export function wasChangedSince(db: Db, account: string, what: "name" | "emailKey", since: number): boolean {
  const other = `data ->> '$.facts.before.${what}' IS NOT data ->> '$.facts.after.${what}'`;
  const sql = `SELECT 1 FROM ledger l WHERE subject = ? AND kind = 'account-edited' AND ${other} AND ${knownAt("l")} > ?`;
  return prepared(db, sql).get(account, since) !== undefined;
}

type Sought = { readonly from: number; readonly kinds: readonly EventKind[]; readonly fits: (entry: Entry) => boolean };

/** The newest entries about an account that fit, of these kinds and from a arrival on; newest first. */
export function listEntriesAbout(db: Db, account: string, { from, kinds, fits }: Sought): readonly Entry[] {
  const rows = prepared(
    db,
    `SELECT * FROM ledger WHERE subject = @account AND arrival >= @from
       AND kind IN (SELECT value FROM json_each(@kinds)) ORDER BY arrival DESC`,
  ).iterate({ account, from, kinds: JSON.stringify(kinds.flatMap(storedNames)) });
  const entries: Entry[] = [];
  for (const row of rows) {
    const entry = toEntry(row as LedgerRow);
    if (fits(entry)) entries.push(entry);
    if (entries.length === MOST_NOTICES) break;
  }
  return entries;
}

/** The newest entries of some kinds about whomever, from a arrival on; newest first. */
export function listOfKinds(db: Db, kinds: readonly EventKind[], from: number): readonly Entry[] {
  const sql = `SELECT * FROM ledger WHERE kind IN (SELECT value FROM json_each(?)) AND arrival >= ?
    ORDER BY arrival DESC LIMIT ${MOST_NOTICES}`;
  return (prepared(db, sql).all(JSON.stringify(kinds.flatMap(storedNames)), from) as LedgerRow[]).map(toEntry);
}
