import type { EntryView } from "../views";
import type { ReportName } from "../words";
import type { PeopleFilter } from "./people";

/** A figure with the filter of the list that it counts: one query is behind both. */
export type Figure = { readonly count: number; readonly filter: PeopleFilter };

export type Overview = {
  /** Active accounts, and how many of them are protected (two-factor on). */
  readonly active: Figure;
  readonly protectedBy: { readonly app: Figure; readonly text: Figure; readonly none: Figure };
  readonly attention: {
    readonly overdue: Figure;
    readonly locked: Figure;
    readonly daysLeft: Figure;
    readonly codesLow: Figure;
    readonly managersWithout: Figure;
  };
  /** Who could not get in if they lost their phone today. */
  readonly readiness: { readonly noWayBack: Figure; readonly textOnly: Figure };
  readonly coverage: CoverageSeries;
  readonly deadlines: readonly { readonly at: number; readonly count: number; readonly label: string }[];
  readonly entries: readonly EntryView[];
};

/** How many accounts had which method at the end of each day, oldest first. */
export type CoverageSeries = {
  /** Since when there are figures: the founding, or the begin of the period. */
  readonly sinceOn: string;
  readonly days: readonly { readonly on: string; readonly app: number; readonly text: number; readonly none: number }[];
  readonly markers: readonly { readonly on: string; readonly label: string }[];
};

/** One report as a table; its chart is drawn from the same rows. */
export type Report = {
  readonly report: ReportName;
  readonly fromOn: string;
  readonly toOn: string;
  /** Filters and period in words, as they stand on paper. */
  readonly stated: readonly string[];
  readonly columns: readonly { readonly key: string; readonly label: string; readonly is: "text" | "number" }[];
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  /** What the chart shows: one category per row (`label` column) with these number columns. */
  readonly chart: { readonly is: "area" | "bars"; readonly label: string; readonly series: readonly string[] } | null;
  /** The list that the rows are of; null where it is none of people. */
  readonly filter: PeopleFilter | null;
  /** Too little data: since when there is any; null where the period is covered. */
  readonly sinceOn: string | null;
};
