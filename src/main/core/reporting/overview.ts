import type { InputOf } from "../../../contract/methods";
import type { PeopleFilter } from "../../../contract/people/views";
import type { CoverageSeries, Figure, Overview } from "../../../contract/reporting/views";
import { ok, type Result } from "../../../contract/result";
import { toEntryView } from "../audit/entry-view";
import { ruleTime, type VaultContext } from "../context";
import { addDays, dateIn, recentDays, startOfDayAt } from "../domain/calendar";
import { readSearch } from "../domain/search";
import type { Caller } from "../session/session";
import { countOpenConflicts } from "../store/conflicts";
import { countOwedReviews } from "../store/emergency-accesses";
import { countHeld } from "../store/held-accounts";
import { countInPerson, listInPerson } from "../store/helps";
import { listEntries } from "../store/ledger/entries";
import { findBeginningAt } from "../store/ledger/entries-of-kinds";
import { listDeadlines } from "../store/people";
import { thePractice } from "../store/practice";
import { coverageOn, markersOn } from "./report-coverage";
import { countEach, peopleFilter } from "./report-people";

const COVERAGE_DAYS = 90;
const DEADLINES_SHOWN = 5;
const ENTRIES_SHOWN = 10;
const IN_PERSON_SHOWN = 20;
const DAY_MS = 24 * 60 * 60_000;

/** Every figure's filter: one query is behind the figure and the list that it links to. */
const filters = {
  active: peopleFilter({ status: "active" }),
  app: peopleFilter({ status: "active", method: "app" }),
  text: peopleFilter({ status: "active", method: "text" }),
  none: peopleFilter({ status: "active", method: "none" }),
  overdue: peopleFilter({ status: "overdue" }),
  locked: peopleFilter({ status: "locked" }),
  daysLeft: peopleFilter({ status: "days-left" }),
  codesLow: peopleFilter({ codes: "low" }),
  managersWithout: peopleFilter({ status: "active", role: "manager", method: "none" }),
  notAsked: peopleFilter({ status: "not-set-up" }),
  noWayBack: peopleFilter({ codes: "no-way-back" }),
} as const satisfies Record<string, PeopleFilter>;

/** How the practice stands, what needs a manager, and what happened last. */
export function getOverview(context: VaultContext, caller: Caller, _input: InputOf<"getOverview">): Result<Overview> {
  const now = ruleTime(context);
  const counts = countEach(context, filters, now);
  const figure = (name: keyof typeof filters): Figure => ({ count: counts[name], filter: filters[name] });
  const newest = { before: null, limit: ENTRIES_SHOWN };
  const entries = listEntries(context.db, { person: null, group: null, from: null, to: null }, newest);
  return ok({
    active: figure("active"),
    protectedBy: { app: figure("app"), text: figure("text"), none: figure("none") },
    attention: {
      overdue: figure("overdue"),
      locked: figure("locked"),
      daysLeft: figure("daysLeft"),
      codesLow: figure("codesLow"),
      managersWithout: figure("managersWithout"),
      notAsked: figure("notAsked"),
      inPerson: inPerson(context, caller, now),
      reviews: countOwedReviews(context.db),
      conflicts: countOpenConflicts(context.db),
      held: countHeld(context.db).toDecide,
    },
    readiness: { noWayBack: figure("noWayBack"), textOnly: figure("text") },
    coverage: recentCoverage(context, now),
    deadlines: nextDeadlines(context, now),
    rules: thePractice(context.db).policy.length,
    // The ledger is closed to whoever has emergency access.
    entries: caller.sessionState === "emergency-access" ? [] : entries.map((entry) => toEntryView(context, entry)),
  });
}

/** Help in person is seen daily by managers (HELP-9): nobody but the helper was there. */
function inPerson(context: VaultContext, caller: Caller, now: number): Overview["attention"]["inPerson"] {
  const weekAgo = now - 7 * DAY_MS;
  const entries = caller.sessionState === "emergency-access" ? [] : listInPerson(context.db, weekAgo, IN_PERSON_SHOWN);
  return {
    day: countInPerson(context.db, now - DAY_MS),
    week: countInPerson(context.db, weekAgo),
    entries: entries.map((entry) => toEntryView(context, entry)),
  };
}

/** The last 90 days, as far as there is a ledger, with the days from which a rule holds. */
function recentCoverage(context: VaultContext, now: number): CoverageSeries {
  const { timeZone } = thePractice(context.db);
  const beginningOn = dateIn(timeZone, findBeginningAt(context.db) ?? now);
  const days = recentDays(timeZone, now, COVERAGE_DAYS).filter((day) => day >= beginningOn);
  const counted = coverageOn(context, days, { timeZone }, { accountType: null, role: null });
  const [firstOn = beginningOn] = days;
  return {
    sinceOn: firstOn,
    days: counted.map(({ on, counts }) => ({ on, ...counts })),
    markers: markersOn(context, days),
  };
}

/** The next days on which somebody who has days left can act for the last time, and how many. */
function nextDeadlines(context: VaultContext, now: number): Overview["deadlines"] {
  const { timeZone } = thePractice(context.db);
  const dueAts = listDeadlines(context.db, { ...filters.daysLeft, search: readSearch("") }, now);
  const days: { on: string; count: number }[] = [];
  let from = now;
  while (days.length < DEADLINES_SHOWN) {
    const nextAt = leastFrom(dueAts, from);
    if (nextAt === undefined) break;
    const on = dateIn(timeZone, nextAt - 1);
    const to = startOfDayAt(timeZone, addDays(on, 1));
    days.push({ on, count: dueAts.filter((at) => at >= nextAt && at <= to).length });
    from = to + 1;
  }
  return days.map(({ on, count }) => ({ on, count, filter: { ...filters.daysLeft, dueOn: on } }));
}

function leastFrom(times: readonly number[], from: number): number | undefined {
  let least: number | undefined;
  for (const at of times) if (at >= from && (least === undefined || at < least)) least = at;
  return least;
}
