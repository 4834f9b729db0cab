import type { Entry } from "../domain/events";
import { knownAt } from "./ledger/ledger";
import { type LedgerRow, toEntry } from "./ledger/row";
import { type Db, prepared } from "./open";

export type Help = { readonly helper: string; readonly factor: "password" | "second" };

/** Which factors helpers have replaced for an account since `from` (epoch ms), whatever the clock was set to. */
export function listHelps(db: Db, account: string, from: number): readonly Help[] {
  const sql = `SELECT DISTINCT helper, factor FROM helps h WHERE owner = ? AND ${knownAt("h")} > ?`;
  return prepared(db, sql).all(account, from) as Help[];
}

/* Help for somebody whom the helper has seen with a photo ID: each of these entries is the cause of what was then done. */

const seen = "kind = 'identity-proven' AND at > ? AND data ->> '$.facts.identity.kind' = 'photo-id'";

/** How often somebody was helped in person after `since` (epoch ms). */
export function countInPerson(db: Db, since: number): number {
  return (prepared(db, `SELECT count(*) AS n FROM ledger WHERE ${seen}`).get(since) as { n: number }).n;
}

/** The newest help in person after `since` (epoch ms), newest first. */
export function listInPerson(db: Db, since: number, limit: number): readonly Entry[] {
  const sql = `SELECT * FROM ledger WHERE ${seen} ORDER BY arrival DESC LIMIT ?`;
  return (prepared(db, sql).all(since, limit) as LedgerRow[]).map(toEntry);
}
