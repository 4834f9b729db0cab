import { isDeepStrictEqual } from "node:util";
import { foldInSlices, listMarked } from "../../../src/main/core/store/ledger/fold";
import { rebuildShadow } from "../../../src/main/core/store/ledger/record";
import { verifyLedger } from "../../../src/main/core/store/ledger/verify";
import { openInMemory, prepared } from "../../../src/main/core/store/open";
import { tablesOf } from "../../support/workstations";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/* The tables are what the entries yield: replayed as a whole, folded stream by stream, and made anew in their place. */

/** The vault's own check: chains, order, tables. */
export function checkReplay({ report }: Simulation, at: Workstation): void {
  const empty = openInMemory();
  const damage = verifyLedger(appOf(at).context.db, empty, undefined, () => {});
  empty.close();
  if (damage !== undefined) report(`${at.name}: a replay says ${JSON.stringify(damage)}`);
}

/** Folding some streams anew, each by itself, and then all of them together, changes nothing. */
export async function checkFolding({ chance, report }: Simulation, at: Workstation): Promise<void> {
  const { db } = appOf(at).context;
  if (listMarked(db).length > 0) return report(`${at.name}: streams still wait to be folded`);
  const before = tablesOf(db);
  const streams = prepared(db, "SELECT DISTINCT stream FROM ledger ORDER BY stream").all() as { stream: string }[];
  for (const { stream } of [1, 2, 3, 4].map(() => chance.pick(streams))) {
    prepared(db, "INSERT INTO stale_streams (stream) VALUES (?)").run(stream);
    await foldInSlices(db, stream, async () => {});
  }
  const folded = tablesOf(db);
  if (!isDeepStrictEqual(folded, before))
    report(`${at.name}: folding streams anew changes ${differing(before, folded)}`);
  rebuildShadow(db);
  const rebuilt = tablesOf(db);
  if (!isDeepStrictEqual(rebuilt, folded)) report(`${at.name}: replaying all changes ${differing(folded, rebuilt)}`);
}

type Tables = ReturnType<typeof tablesOf>;

/** In which tables rows differ, and the first one that does. */
export function differing(one: Tables, other: Tables): string {
  const tables = Object.keys(one).filter((table) => !isDeepStrictEqual(one[table], other[table]));
  return tables
    .map((table) => {
      const [here, there] = [one[table] ?? [], other[table] ?? []];
      const at = here.findIndex((row, index) => !isDeepStrictEqual(row, there[index]));
      const place = at < 0 ? here.length : at;
      return `${table}: ${differingColumns(here[place], there[place])}`;
    })
    .join("; ");
}

type Row = Readonly<Record<string, unknown>>;

function differingColumns(here: unknown, there: unknown): string {
  if (here === undefined || there === undefined) return JSON.stringify({ here, there });
  const [one, other] = [here, there] as [Row, Row];
  const columns = Object.keys(one).filter((column) => one[column] !== other[column]);
  const shown = (row: Row) => JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]])));
  return `${shown(one)} and ${shown(other)} of ${String(one["owner"])}`;
}
