import type { Entry } from "../domain/events";
import { findEntryAt, knownAt } from "./ledger/ledger";
import { toEntry } from "./ledger/row";
import { type Db, prepared } from "./open";

export type Help = { readonly helper: string; readonly factor: "password" | "second" };

/** Which factors helpers have replaced for an account since `from` (epoch ms), whatever the clock was set to. */
export function listHelps(db: Db, account: string, from: number): readonly Help[] {
  const sql = `SELECT DISTINCT helper, factor FROM helps h WHERE owner = ? AND ${knownAt("h")} > ?`;
  return prepared(db, sql).all(account, from) as Help[];
}

/* Help for somebody whom the helper has seen with a photo ID. */

/** How often somebody was helped in person after `since` (epoch ms). */
export function countInPerson(db: Db, since: number): number {
  return (prepared(db, "SELECT count(*) AS n FROM in_person WHERE at > ?").get(since) as { n: number }).n;
}

/** The newest help in person after `since` (epoch ms), newest first. */
export function listInPerson(db: Db, since: number, limit: number): readonly Entry[] {
  const sql = `SELECT workstation, seq FROM in_person WHERE at > ?
    ORDER BY h DESC, workstation DESC, seq DESC LIMIT ?`;
  const keys = prepared(db, sql).all(since, limit) as { workstation: string; seq: number }[];
  return keys.flatMap(({ workstation, seq }) => {
    const row = findEntryAt(db, workstation, seq);
    return row === undefined ? [] : [toEntry(row)];
  });
}
