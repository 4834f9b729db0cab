import { knownAt } from "./ledger/ledger";
import { type Db, prepared } from "./open";

/* What an account was known by until it was edited. */

/** The numbers that an account had, and that were changed after `since` (epoch ms), whatever the clock was set to. */
export function listFormerNumbers(db: Db, account: string, since: number): readonly string[] {
  const sql = `SELECT DISTINCT number_before AS number FROM edits e
    WHERE owner = ? AND number_changed = 1 AND number_before IS NOT NULL AND ${knownAt("e")} > ?`;
  return (prepared(db, sql).all(account, since) as { number: string }[]).map(({ number }) => number);
}

/** When an account's number was changed last (epoch ms), whatever the clock was set to; null: never. */
export function findNumberChange(db: Db, account: string): number | null {
  const sql = `SELECT ${knownAt("e")} AS at FROM edits e WHERE owner = ? AND number_changed = 1
    ORDER BY h DESC, workstation DESC, seq DESC LIMIT 1`;
  return (prepared(db, sql).get(account) as { at: number } | undefined)?.at ?? null;
}

const changes = { name: "name_changed", emailKey: "email_changed" } as const;

/** Whether an account's name or e-mail was changed after `since` (epoch ms), whatever the clock was set to. */
export function wasChangedSince(db: Db, account: string, what: "name" | "emailKey", since: number): boolean {
  const sql = `SELECT 1 FROM edits e WHERE owner = ? AND ${changes[what]} = 1 AND ${knownAt("e")} > ?`;
  return prepared(db, sql).get(account, since) !== undefined;
}
