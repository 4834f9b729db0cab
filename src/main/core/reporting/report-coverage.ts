import {
  formatDay,
  coverageWords as methods,
  statedWords,
  reportWords as words,
} from "../../../contract/reporting/messages";
import type { CoverageSeries } from "../../../contract/reporting/views";
import { ACCOUNT_TYPES, ROLES } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import { ruleLabel } from "../policy/account-policy";
import { thePractice } from "../store/practice";
import { listMethodCounts, type MethodCounts, type Who } from "../store/reports";
import { endsOf, type Period } from "./report-period";
import type { Asked, ReportTable } from "./report-shape";
import { statedPeriod, statedSince, statedWho } from "./report-stated";

export const methodSeries = (["app", "text", "none"] as const).map((key) => ({ key, label: methods[key] }));

const countColumns: ReportTable["columns"] = [
  ...methodSeries.map((series) => ({ ...series, is: "number" as const })),
  { key: "all", label: words.columns.all, is: "number" },
  { key: "share", label: words.columns.protectedShare, is: "number" },
];

/** How many people had which method at the end of each day of the period. */
export function coverage(context: VaultContext, asked: Asked): ReportTable {
  const days = coverageOn(context, asked.period.days, asked.period, asked.who);
  return {
    columns: [{ key: "on", label: words.columns.day, is: "day" }, ...countColumns],
    chart: {
      is: "area",
      xLabel: words.columns.day,
      series: methodSeries,
      points: days.map(({ on, counts }) => ({ x: on, values: counts })),
      markers: markersOn(context, asked.period.days).map(({ on, label }) => ({ x: on, label })),
    },
    filter: null,
    total: days.length,
    stated: statedPeriod(context, asked),
    pages: () => [days.map(({ on, counts }) => ({ on, ...figures(counts) }))],
  };
}

/** The counts at the end of some days of the period, in order. */
export function coverageOn(
  context: VaultContext,
  days: readonly string[],
  period: Pick<Period, "timeZone">,
  who: Who,
): readonly { readonly on: string; readonly counts: MethodCounts }[] {
  const counted = listMethodCounts(context.db, endsOf(period, days), who);
  return days.flatMap((on, index) => {
    const counts = counted[index];
    return counts === undefined ? [] : [{ on, counts }];
  });
}

/** Which of the days are the first on which a rule that is in force today holds. */
export function markersOn(context: VaultContext, days: readonly string[]): CoverageSeries["markers"] {
  return thePractice(context.db)
    .policy.filter(({ fromOn }) => days.includes(fromOn))
    .map((rule) => ({ on: rule.fromOn, label: words.required(ruleLabel(context, rule)) }));
}

/** The counts of each account type and each role at the end of the period's last day. */
export function coverageByGroup(context: VaultContext, { period, who }: Asked): ReportTable {
  const groups = groupsAt(context, period, who);
  const lastOn = period.days.at(-1);
  const at = lastOn === undefined ? [] : [statedWords.endOf(formatDay(lastOn, thePractice(context.db)))];
  const only = statedWho(who);
  return {
    columns: [{ key: "group", label: words.columns.group, is: "text" }, ...countColumns],
    chart: {
      is: "bars",
      xLabel: words.columns.group,
      series: methodSeries,
      points: groups.map(({ group, counts }) => ({ x: group, values: counts })),
      markers: [],
    },
    filter: null,
    total: groups.length,
    stated: [...at, ...statedSince(context, period), ...(only.length === 0 ? [statedWords.asToday] : only)],
    pages: () => [groups.map(({ group, counts }) => ({ group, ...figures(counts) }))],
  };
}

function groupsAt(context: VaultContext, period: Period, who: Who) {
  const { days } = period;
  const groups = [
    ...ACCOUNT_TYPES.filter((accountType) => who.accountType === null || who.accountType === accountType).map(
      (accountType) => ({
        group: words.accountTypeGroup(accountType),
        who: { ...who, accountType },
      }),
    ),
    ...ROLES.filter((role) => who.role === null || who.role === role).map((role) => ({
      group: words.roleGroup(role),
      who: { ...who, role },
    })),
  ];
  return groups.flatMap(({ group, who: of }) =>
    coverageOn(context, days.slice(-1), period, of).map(({ counts }) => ({ group, counts })),
  );
}

/** The share is rounded down: nothing is called whole that is not. */
function figures(counts: MethodCounts) {
  const all = counts.app + counts.text + counts.none;
  const share = all === 0 ? null : Math.floor(((counts.app + counts.text) * 1000) / all) / 10;
  return { ...counts, all, share };
}
