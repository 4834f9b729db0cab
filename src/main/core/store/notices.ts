import { knownAt } from "./ledger/ledger";
import { type Db, prepared } from "./open";

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
