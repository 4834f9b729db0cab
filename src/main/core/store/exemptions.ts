import { type Db, prepared } from "./open";

/** An exemption from the 2FA policy that is in force; times in epoch ms. */
export type ExemptionRow = {
  readonly account: string;
  readonly name: string;
  /** The midnight after its last day. */
  readonly untilAt: number;
  readonly reason: string;
  readonly grantedBy: string | null;
  readonly grantedAt: number;
};

const columns = `owner AS account, name, exempt_until_at AS untilAt, exempt_reason AS reason,
  exempt_by AS grantedBy, exempt_at AS grantedAt`;

/** The exemptions of active accounts that hold at `now`, the one that ends first in front. */
export function listExemptions(db: Db, now: number): readonly ExemptionRow[] {
  const sql = `SELECT ${columns} FROM accounts WHERE exempt_until_at > ? AND deactivated_at IS NULL
    ORDER BY exempt_until_at, search_text, owner`;
  return prepared(db, sql).all(now) as ExemptionRow[];
}

/** How many there are. */
export function countExemptions(db: Db, now: number): number {
  const sql = "SELECT count(*) AS n FROM accounts WHERE exempt_until_at > ? AND deactivated_at IS NULL";
  return (prepared(db, sql).get(now) as { n: number }).n;
}

/** An account's own, where it holds at `now`. */
export function findExemption(db: Db, account: string, now: number): ExemptionRow | undefined {
  const sql = `SELECT ${columns} FROM accounts WHERE owner = ? AND exempt_until_at > ?`;
  return prepared(db, sql).get(account, now) as ExemptionRow | undefined;
}
