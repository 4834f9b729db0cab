import { listOpenConflicts } from "../../../src/main/core/store/conflicts";
import type { History } from "../history";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/* What is called a conflict was said apart: of no two of its entries one was written with the other in sight. */

export function checkConflicts({ report }: Simulation, at: Workstation, { entries, knew }: History): void {
  const { db } = appOf(at).context;
  for (const conflict of listOpenConflicts(db)) {
    if (!("sides" in conflict)) continue;
    const said = conflict.sides.flatMap(({ workstation, seq }) =>
      entries.filter((entry) => entry.workstation === workstation && entry.seq === seq),
    );
    const later = said.find((one) => said.some((other) => knew(one, other)));
    if (later !== undefined)
      report(`${at.name}: ${conflict.what} is in conflict, and ${later.kind} knew of what it is in conflict with`);
  }
}
