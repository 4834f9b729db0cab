import type { EntryView } from "../audit/views";
import type { PeopleFilter } from "../people/views";
import type { ReportName } from "../vocabulary";

/** A figure with the filter of the list that it counts: one query is behind both. */
export type Figure = { readonly count: number; readonly filter: PeopleFilter };

export type Overview = {
  /** Active accounts, and how each of them is protected. */
  readonly active: Figure;
  readonly protectedBy: { readonly app: Figure; readonly text: Figure; readonly none: Figure };
  readonly attention: {
    readonly overdue: Figure;
    readonly locked: Figure;
    readonly daysLeft: Figure;
    readonly codesLow: Figure;
    readonly managersWithout: Figure;
    /** Without two-factor, and no rule asks for it. */
    readonly notAsked: Figure;
    readonly inPerson: InPerson;
    /** Shifts of emergency access that nobody has reviewed yet. */
    readonly reviews: number;
    /** Conflicts between workstations that nobody has settled yet. */
    readonly conflicts: number;
    /** Accounts that are closed after a restore until somebody decides. */
    readonly held: number;
  };
  /** Who could not get in if they lost their phone today: no recovery code left, and no backup password. */
  readonly readiness: { readonly noWayBack: Figure; readonly textOnly: Figure };
  readonly coverage: CoverageSeries;
  /** The next days on which somebody can act for the last time, soonest first. */
  readonly deadlines: readonly (Figure & { readonly on: string })[];
  /** How many rules the 2FA policy has. */
  readonly rules: number;
  /** The newest, newest first. */
  readonly entries: readonly EntryView[];
};

/** How often somebody was helped who came in person with a photo ID. */
export type InPerson = {
  /** Within the last 24 hours. */
  readonly day: number;
  /** Within the last 7 days. */
  readonly week: number;
  /** The newest 20 of these 7 days, newest first: who made sure who asked, for what, and by which ID. */
  readonly entries: readonly EntryView[];
};

/** How many accounts had which method at the end of each day, oldest first. */
export type CoverageSeries = {
  /** Since when there are figures: the practice's setup, or the begin of the period. */
  readonly sinceOn: string;
  readonly days: readonly { readonly on: string; readonly app: number; readonly text: number; readonly none: number }[];
  /** Days from which a rule of the 2FA policy holds. */
  readonly markers: readonly { readonly on: string; readonly label: string }[];
};

/** A cell as it is; each place that shows it writes days ("YYYY-MM-DD") and instants (epoch ms) in its own way. */
export type ReportCell = string | number | null;

export type ReportColumn = {
  readonly key: string;
  readonly label: string;
  readonly is: "text" | "number" | "day" | "instant";
};

/** One report: a table, and a chart that says the same of all of its rows. */
export type Report = {
  readonly report: ReportName;
  readonly fromOn: string;
  readonly toOn: string;
  /** Filters and period in words, as they stand on paper. */
  readonly stated: readonly string[];
  readonly columns: readonly ReportColumn[];
  /** The first 500 rows of `total`; what is exported has them all. */
  readonly rows: readonly Readonly<Record<string, ReportCell>>[];
  readonly total: number;
  readonly chart: ReportChart | null;
  /** The list that the rows are of; null where it is none of people. */
  readonly filter: PeopleFilter | null;
  /** Too little data: since when there is any; null where the period is covered. */
  readonly sinceOn: string | null;
};

export type ReportChart = {
  readonly is: "area" | "bars";
  /** What the points are: "Day", "Month", "Role". */
  readonly xLabel: string;
  readonly series: readonly { readonly key: string; readonly label: string }[];
  /** `x` is a day ("YYYY-MM-DD") in an area, a label in bars. */
  readonly points: readonly { readonly x: string; readonly values: Readonly<Record<string, number>> }[];
  /** Days from which a rule of the 2FA policy holds, each the `x` of a point; none in bars. */
  readonly markers: readonly { readonly x: string; readonly label: string }[];
};
