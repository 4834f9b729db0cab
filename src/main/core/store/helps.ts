import { knownAt } from "./ledger/ledger";
import { type Db, prepared } from "./open";

export type Help = { readonly helper: string; readonly factor: "password" | "second" };

/** Which factors helpers have replaced for an account since `from` (epoch ms), whatever the clock was set to. */
export function listHelps(db: Db, account: string, from: number): readonly Help[] {
  const sql = `SELECT DISTINCT helper, factor FROM helps h WHERE owner = ? AND ${knownAt("h")} > ?`;
  return prepared(db, sql).all(account, from) as Help[];
}
