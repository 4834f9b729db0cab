import { isDeepStrictEqual } from "node:util";
import { apply } from "../../../src/main/core/store/effects/apply";
import { openInMemory } from "../../../src/main/core/store/open";
import { makeShadowToReplay } from "../../../src/main/core/store/shadow";
import { tablesOf } from "../../support/workstations";
import type { History, Known } from "../history";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";
import { differing } from "./replay";

/*
 * State is a function of the set of entries: in their canonical order, with what each one's writer knew, and without what a
 * removed workstation wrote after it was accepted. All three are worked out anew here, from the entries alone.
 */

/** Applies the entries one by one, as the checkers order them, and compares. */
export function checkOrder({ report }: Simulation, at: Workstation, history: History): void {
  const { db } = appOf(at).context;
  const { entries, unaccepted, knew, count, orderOf } = history;
  const misplaced = [...entries, ...unaccepted].find((entry) => entry.h !== orderOf(entry));
  if (misplaced !== undefined)
    report(`${at.name}: ${wordsOf(misplaced)} stands at ${misplaced.h}, not at ${orderOf(misplaced)}`);
  const empty = openInMemory();
  makeShadowToReplay(empty);
  for (const entry of entries) {
    apply(empty, entry, { saw: (other) => knew(entry, { ...entry, ...other }), count: () => count(entry) });
  }
  const [here, replayed] = [tablesOf(db), tablesOf(empty)];
  empty.close();
  if (!isDeepStrictEqual(here, replayed))
    report(`${at.name}: the entries in their order yield other tables: ${differing(here, replayed)}`);
  checkExchanges(report, at, history);
}

const wordsOf = ({ kind, workstation, seq }: Known) => `entry ${seq} of ${workstation} (${kind})`;

/** Whatever was here before an own entry was written, that entry says that it was known; and it says no more. */
function checkExchanges(report: Simulation["report"], at: Workstation, { entries, knew }: History): void {
  const inArrival = entries.toSorted((one, other) => one.arrival - other.arrival);
  const here: Known[] = [];
  for (const entry of inArrival) {
    if (entry.workstation === at.id) {
      const newest = [...new Map(here.map((one) => [one.workstation, one])).values()];
      const unsaid = newest.find(
        (other) => other.workstation !== at.id && !knew(entry, other) && entry.kind !== "exchanged",
      );
      if (unsaid !== undefined) report(`${at.name}: ${wordsOf(entry)} does not say that ${wordsOf(unsaid)} was here`);
    }
    here.push(entry);
  }
}
