import { prepared } from "../../../src/main/core/store/open";
import { shadowTables } from "../../../src/main/core/store/shadow";
import type { History } from "../history";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/*
 * What a workstation wrote after the number up to which it was accepted when it was removed is kept, and no row is made of it.
 */

export function checkRemoved({ report }: Simulation, at: Workstation, { unaccepted }: History): void {
  const { db } = appOf(at).context;
  const tables = Object.entries(shadowTables).filter(([, key]) => /\bworkstation, seq\b/.test(key));
  for (const [table] of tables) {
    const find = prepared(db, `SELECT 1 FROM ${table} WHERE workstation = ? AND seq = ?`);
    const made = unaccepted.find(({ workstation, seq }) => find.get(workstation, seq) !== undefined);
    if (made !== undefined) report(`${at.name}: ${table} has a row of entry ${made.seq}, which was not accepted`);
  }
}
