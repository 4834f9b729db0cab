import type { PeopleFilter } from "../../src/contract/people/views";
import type { CoverageSeries, Figure, Overview, Report } from "../../src/contract/reporting/views";

/* An overview and reports as main would answer them, for the window's tests. */

const everybody: PeopleFilter = {
  search: "",
  status: null,
  role: null,
  accountType: null,
  method: null,
  codes: null,
  late: false,
  dueOn: null,
};

export const figure = (count: number, filter: Partial<PeopleFilter> = {}): Figure => ({
  count,
  filter: { ...everybody, ...filter },
});

/** A number of days up to 2 November 2026, on which one more has the app each day. */
export function coverageOf(days: number): CoverageSeries {
  const on = (index: number) =>
    new Date(Date.UTC(2026, 10, 2) - (days - 1 - index) * 86_400_000).toISOString().slice(0, 10);
  return {
    sinceOn: on(0),
    days: Array.from({ length: days }, (_, index) => ({ on: on(index), app: index, text: 4, none: 40 - index })),
    markers: [],
  };
}

/** A practice of 44 people, half of them protected. */
export function overviewOf(more: Partial<Overview> = {}): Overview {
  return {
    active: figure(44, { status: "active" }),
    protectedBy: {
      app: figure(18, { status: "active", method: "app" }),
      text: figure(4, { status: "active", method: "text" }),
      none: figure(22, { status: "active", method: "none" }),
    },
    attention: {
      overdue: figure(6, { status: "overdue" }),
      locked: figure(0, { status: "locked" }),
      daysLeft: figure(3, { status: "days-left" }),
      codesLow: figure(2, { codes: "low" }),
      managersWithout: figure(1, { status: "active", role: "manager", method: "none" }),
      notAsked: figure(0, { status: "not-set-up" }),
      inPerson: { day: 0, week: 0, entries: [] },
      reviews: 0,
      held: 0,
      conflicts: 0,
    },
    readiness: {
      noWayBack: figure(5, { codes: "no-way-back" }),
      textOnly: figure(4, { status: "active", method: "text" }),
    },
    coverage: coverageOf(19),
    deadlines: [{ on: "2026-11-09", ...figure(3, { status: "days-left", dueOn: "2026-11-09" }) }],
    rules: 1,
    entries: [],
    ...more,
  };
}

/** Coverage of two days. */
export function reportOf(more: Partial<Report> = {}): Report {
  return {
    report: "coverage",
    fromOn: "2026-11-01",
    toOn: "2026-11-02",
    stated: ["From 1 Nov 2026 to 2 Nov 2026."],
    columns: [
      { key: "on", label: "Day", is: "day" },
      { key: "app", label: "App", is: "number" },
    ],
    rows: [
      { on: "2026-11-01", app: 17 },
      { on: "2026-11-02", app: 1234 },
    ],
    total: 2,
    chart: {
      is: "area",
      xLabel: "Day",
      series: [{ key: "app", label: "App" }],
      points: [
        { x: "2026-11-01", values: { app: 17 } },
        { x: "2026-11-02", values: { app: 1234 } },
      ],
      markers: [],
    },
    filter: null,
    sinceOn: null,
    ...more,
  };
}
