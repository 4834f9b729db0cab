import { isDeepStrictEqual } from "node:util";
import { ledgerRows } from "../../../src/main/core/store/ledger/ledger";
import { ingest } from "../../../src/main/core/workstations/ingest";
import { chainOf, tablesOf } from "../../support/workstations";
import { readHistory } from "../history";
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

/** What counts: of a workstation that was removed somebody may have taken in more than others. */
const acceptedBy = (at: Workstation) =>
  readHistory(appOf(at).context.db).entries.map(({ workstation, seq, hash }) => ({ workstation, seq, hash }));

export function checkAgreement({ report, workstations }: Simulation): void {
  const [first, ...others] = workstations.filter(({ isRemoved }) => !isRemoved);
  if (first === undefined) return;
  const tables = tablesOf(appOf(first).context.db);
  const accepted = acceptedBy(first);
  for (const other of others) {
    if (!isDeepStrictEqual(acceptedBy(other), accepted))
      report(`${other.name} and ${first.name} have other entries at the end`);
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
