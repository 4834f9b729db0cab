import { isDeepStrictEqual } from "node:util";
import { ledgerRows } from "../../../src/main/core/store/ledger/ledger";
import { ingest } from "../../../src/main/core/workstations/ingest";
import { chainOf, tablesOf } from "../../support/workstations";
import type { Simulation } from "../simulation";
import { appOf, settled, type Workstation } from "../workstation";
import { differing } from "./replay";

/* Equal sets of entries give equal tables, in whatever order they came; and what comes twice changes nothing. */

const rowsOf = (at: Workstation) =>
  [...ledgerRows(appOf(at).context.db)].map(({ workstation, seq, kind, hash, h, stream }) => ({
    workstation,
    kind,
    seq,
    hash,
    h,
    stream,
  }));

export function checkAgreement({ report, workstations }: Simulation): void {
  const [first, ...others] = workstations.filter(({ isRemoved }) => !isRemoved);
  if (first === undefined) return;
  const rows = rowsOf(first);
  const tables = tablesOf(appOf(first).context.db);
  const isWhole = !rows.some(({ kind }) => kind === "workstation-removed");
  for (const other of others) {
    const isSame = isDeepStrictEqual(rowsOf(other), rows);
    if (!isSame && isWhole) report(`${other.name} and ${first.name} have other entries at the end`);
    if (!isSame) continue;
    const there = tablesOf(appOf(other).context.db);
    if (!isDeepStrictEqual(there, tables))
      report(`${first.name} and ${other.name} have the same entries and other tables: ${differing(tables, there)}`);
  }
}

/** All that a workstation has of others is handed to it once more. */
export async function checkRepeats({ report, workstations }: Simulation, at: Workstation): Promise<void> {
  const { context } = appOf(at);
  const before = { rows: rowsOf(at), tables: tablesOf(context.db) };
  for (const { id, name } of workstations) {
    const entries = chainOf({ id: at.id, db: context.db, clock: 0 }, id);
    const ingested = ingest(context, entries, []);
    await settled(at);
    if (ingested.is !== "taken" || ingested.entries > 0)
      report(`${at.name}: ${name}'s chain, once more, is ${JSON.stringify(ingested)}`);
  }
  const after = { rows: rowsOf(at), tables: tablesOf(context.db) };
  if (!isDeepStrictEqual(after.rows, before.rows)) report(`${at.name}: what comes twice adds entries`);
  if (!isDeepStrictEqual(after.tables, before.tables))
    report(`${at.name}: what comes twice changes ${differing(before.tables, after.tables)}`);
}
