import { WINDOWS } from "../../../src/contract/vocabulary";
import { readFailures } from "../../../src/main/core/store/failures";
import { groupsOf, type History, type Known } from "../history";
import type { Simulation } from "../simulation";
import { appOf, type Workstation } from "../workstation";

/*
 * No account is guessed at more often than its locks allow: the fifth failure in a row locks for a minute, each further one
 * twice as long, up to an hour; 20 after a right password, or 100 others, lock until support acts. A workstation counts all
 * failures that it knows of, its own and others', but for those that a completed sign-in had in sight.
 */

type Failure = Extract<Known, { kind: "attempt-refused" }>;

const isAtWindows = (entry: Known): entry is Failure =>
  entry.kind === "attempt-refused" && entry.data.point === undefined && entry.data.during !== "recovery";

/** Proves all that is due: nothing but the setup, and nothing that stands in for a factor. */
function clears(entry: Known): boolean {
  if (entry.kind !== "signed-in" || entry.data.setupOnly === true) return false;
  return entry.data.factors.every(({ factor }) => factor !== "remembered-sign-in" && factor !== "emergency-access");
}

const LIFTS: ReadonlySet<string> = new Set(["account-unlocked", "recovery-kit-used", "manager-recovery-finished"]);

/** What is only evaluated where nothing locks. */
const EVALUATED: ReadonlySet<string> = new Set(["attempt-refused", "signed-in", "proof-accepted"]);

function lockMs(count: number): number {
  return count < 5 ? 0 : Math.min(60, 2 ** (count - 5)) * 60_000;
}

export function checkGuesses({ report }: Simulation, at: Workstation, history: History): void {
  const { db } = appOf(at).context;
  const byAccount = groupsOf(history.entries, ({ subject }) => subject ?? "");
  for (const [account, entries] of byAccount) {
    if (account === "") continue;
    const counted = uncleared(history, entries).length;
    const kept = readFailures(db, account, WINDOWS, Number.MAX_SAFE_INTEGER).count;
    if (kept !== counted)
      report(`${at.name}: ${kept} failures of ${account} are kept, and ${counted} are to be counted`);
    for (const entry of entries) {
      if (!EVALUATED.has(entry.kind) || isOfRecovery(entry)) continue;
      const because = whyNot(history, entries, entry);
      if (because !== undefined)
        report(`${at.name}: entry ${entry.seq} of ${entry.workstation} (${entry.kind}) about ${account}: ${because}`);
    }
  }
}

function isOfRecovery(entry: Known): boolean {
  return entry.kind === "attempt-refused" && !isAtWindows(entry);
}

/** Failures among some entries, but for those that a completed sign-in among them had in sight. */
function uncleared({ knew }: History, entries: readonly Known[]): readonly Failure[] {
  return entries.filter(isAtWindows).filter((failure) => !entries.some((one) => clears(one) && knew(one, failure)));
}

/** Why nothing should have been evaluated when an entry was written; undefined where nothing was in the way. */
function whyNot(history: History, entries: readonly Known[], entry: Known): string | undefined {
  const { knew } = history;
  const known = entries.filter((one) => knew(entry, one));
  const failures = uncleared(history, known);
  const lifts = known.filter(({ kind }) => LIFTS.has(kind));
  const last = failures.findLast(({ workstation }) => workstation === entry.workstation);
  if (last !== undefined && !lifts.some((lift) => knew(lift, last))) {
    const count = uncleared(
      history,
      entries.filter((one) => one === last || knew(last, one)),
    ).length;
    const until = last.at + lockMs(count);
    if (entry.at < until && !isCorrectedBetween(history, last, entry))
      return `locked until ${until} after ${count} failures, and evaluated at ${entry.at}`;
  }
  const towardsHold = failures.filter((failure) => !lifts.some((lift) => knew(lift, failure)));
  const afterPassword = towardsHold.filter(
    ({ data }) => data.factor !== "password" && data.during !== "setup-code",
  ).length;
  if (afterPassword >= 20) return `${afterPassword} failures after a right password were known`;
  if (towardsHold.length - afterPassword >= 100) return `${towardsHold.length} failures were known`;
  return undefined;
}

/** A correction of the clock moves what runs along with it. */
function isCorrectedBetween({ entries, knew }: History, from: Known, to: Known): boolean {
  return entries.some(
    (one) => one.kind === "clock-corrected" && one.workstation === to.workstation && knew(to, one) && !knew(from, one),
  );
}
