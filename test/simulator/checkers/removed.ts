import type { History, Known } from "../history";
import type { Simulation } from "../simulation";
import type { Workstation } from "../workstation";

/*
 * Once a workstation knows that another one was removed, it takes in nothing of what that one wrote after the number up to
 * which it was accepted. What it had taken in before yields nothing (order.ts).
 */

type Removal = Extract<Known, { kind: "workstation-removed" }>;

export function checkRemoved({ report }: Simulation, at: Workstation, { entries, unaccepted }: History): void {
  const removals = entries.filter((entry): entry is Removal => entry.kind === "workstation-removed");
  for (const { arrival, data } of removals) {
    const late = unaccepted.find((one) => one.workstation === data.workstation && one.arrival > arrival);
    if (late !== undefined)
      report(`${at.name}: entry ${late.seq} of a workstation that was removed at ${data.acceptedUpTo} was taken in`);
  }
}
