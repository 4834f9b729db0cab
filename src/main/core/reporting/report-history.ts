import {
  type LockoutCause,
  lockoutCauses,
  setupUses,
  reportWords as words,
} from "../../../contract/reporting/messages";
import type { ReportChart } from "../../../contract/reporting/views";
import type { Factor } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import { startOfDayAt } from "../domain/calendar";
import type { Entry, EventKind } from "../domain/events";
import { findAccountName } from "../store/accounts";
import { countEntriesOfKinds, listEntriesOfKinds } from "../store/ledger/entries-of-kinds";
import { thePractice } from "../store/practice";
import { monthsOf, type Period } from "./report-period";
import type { Asked, ReportRow, ReportTable } from "./report-shape";
import { statedPeriod } from "./report-stated";

/** Read in a few milliseconds. */
const PAGE = 500;

/** Entries of some kinds in the period about whom was asked for, page by page. */
export function* entryPages<K extends EventKind>(
  context: VaultContext,
  kinds: readonly K[],
  { period: { span }, who }: Asked,
): Generator<readonly Extract<Entry, { kind: K }>[]> {
  let after = 0;
  while (true) {
    const page = listEntriesOfKinds(context.db, kinds, { span, who, after, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < PAGE) return;
    after = last.arrival;
  }
}

/** How often a sign-in was closed in each month of the period, by what was typed wrong last. */
export function lockouts(context: VaultContext, asked: Asked): ReportTable {
  const { months, causes } = lockoutsByMonth(context, asked);
  const series = causes.map((key) => ({ key, label: lockoutCauses[key] }));
  return {
    columns: [
      { key: "month", label: words.columns.month, is: "text" },
      ...series.map((one) => ({ ...one, is: "number" as const })),
      { key: "all", label: words.columns.lockouts, is: "number" },
      { key: "held", label: words.columns.held, is: "number" },
    ],
    chart: barsOrNone(
      words.columns.month,
      series,
      months.map(({ label, counts }) => ({ x: label, values: counts })),
    ),
    filter: null,
    total: months.length,
    stated: statedPeriod(context, asked),
    pages: () => [months.map(({ label, counts, all, held }) => ({ month: label, ...counts, all, held }))],
  };
}

type Month = { readonly startAt: number; readonly label: string; counts: Record<LockoutCause, number> } & {
  all: number;
  held: number;
};

/** The lockouts of each month of the period, by cause. */
export function lockoutsByMonth(context: VaultContext, asked: Asked) {
  const causes = Object.keys(lockoutCauses) as LockoutCause[];
  const months = monthsIn(context, asked.period).map((month): Month => {
    const counts = Object.fromEntries(causes.map((cause) => [cause, 0])) as Record<LockoutCause, number>;
    return { ...month, counts, all: 0, held: 0 };
  });
  for (const page of entryPages(context, ["account-locked"], asked)) {
    for (const { at, data } of page) {
      const month = months.findLast(({ startAt }) => startAt <= at) ?? months[0];
      if (month === undefined) continue;
      month.counts[lockoutCause(data.factor)] += 1;
      month.all += 1;
      if (data.until === null) month.held += 1;
    }
  }
  return { months, causes };
}

function lockoutCause(factor: Factor): LockoutCause {
  return factor in lockoutCauses ? (factor as LockoutCause) : "other";
}

function monthsIn(context: VaultContext, period: Period) {
  const { region } = thePractice(context.db);
  const format = new Intl.DateTimeFormat(`en-${region}`, { month: "short", year: "numeric", timeZone: "UTC" });
  return monthsOf(period).map((firstOn) => ({
    startAt: startOfDayAt(period.timeZone, firstOn),
    label: format.format(Date.parse(firstOn)),
  }));
}

/** Setup codes that were typed in: when, by whom, for what and where; by month and use as a chart. */
export function claimedCodes(context: VaultContext, asked: Asked): ReportTable {
  const { period, who } = asked;
  return {
    columns: [
      { key: "at", label: words.columns.at, is: "instant" },
      { key: "person", label: words.columns.person, is: "text" },
      { key: "use", label: words.columns.use, is: "text" },
      { key: "where", label: words.columns.where, is: "text" },
    ],
    chart: claimsChart(context, asked),
    filter: null,
    total: countEntriesOfKinds(context.db, ["setup-code-claimed"], period.span, who),
    stated: statedPeriod(context, asked),
    pages: () => claimPages(context, asked),
  };
}

function* claimPages(context: VaultContext, asked: Asked): Generator<readonly ReportRow[]> {
  for (const page of entryPages(context, ["setup-code-claimed"], asked)) {
    yield page.map(({ at, subject, workstation, data }) => ({
      at,
      person: nameOf(context, subject),
      use: setupUses[data.for],
      where: words.workstation(workstation),
    }));
  }
}

function claimsChart(context: VaultContext, asked: Asked): ReportChart | null {
  const months = monthsIn(context, asked.period).map((month) => ({ ...month, counts: { password: 0, enrollment: 0 } }));
  for (const page of entryPages(context, ["setup-code-claimed"], asked)) {
    for (const { at, data } of page) {
      const month = months.findLast(({ startAt }) => startAt <= at) ?? months[0];
      if (month !== undefined) month.counts[data.for] += 1;
    }
  }
  const series = (["password", "enrollment"] as const).map((key) => ({ key, label: setupUses[key] }));
  return barsOrNone(
    words.columns.month,
    series,
    months.map(({ label, counts }) => ({ x: label, values: counts })),
  );
}

/** The name today of who acted or was concerned. */
export function nameOf(context: VaultContext, id: string | null): string {
  return id === null ? words.wardkey : (findAccountName(context.db, id) ?? words.nobody);
}

/** Nothing to draw where every bar is empty. */
export function barsOrNone(
  xLabel: string,
  series: ReportChart["series"],
  points: ReportChart["points"],
): ReportChart | null {
  const empty = points.every(({ values }) => Object.values(values).every((value) => value === 0));
  return empty ? null : { is: "bars", xLabel, series, points, markers: [] };
}
