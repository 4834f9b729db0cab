import { columnLabels, filterSentences, methodWords } from "../../../contract/people/bulk-result-messages";
import { accountTypeWords } from "../../../contract/people/messages";
import type { PeopleFilter } from "../../../contract/people/views";
import { coverageWords as methods, reportWords as words } from "../../../contract/reporting/messages";
import type { ReportChart, ReportColumn } from "../../../contract/reporting/views";
import { roleNames } from "../../../contract/shell/messages";
import { ACCOUNT_TYPES, METHODS, type PeopleColumn, ROLES } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import { dateIn } from "../domain/calendar";
import { readSearch } from "../domain/search";
import { ruleLabelsNow } from "../policy/account-policy";
import { countPeopleBy, listPeopleAfter, type PersonInList } from "../store/people";
import { thePractice } from "../store/practice";
import { methodSeries } from "./report-coverage";
import type { Asked, ReportRow, ReportTable } from "./report-shape";
import { statedNow } from "./report-stated";

/** Read in a few milliseconds. */
const PAGE = 500;

/** Everybody, or who fits what is given. */
export function peopleFilter(some: Partial<PeopleFilter>): PeopleFilter {
  const all = {
    search: "",
    status: null,
    role: null,
    accountType: null,
    method: null,
    codes: null,
    late: false,
    dueOn: null,
  };
  return { ...all, ...some };
}

/** How many people fit each filter: the very counts of the lists for these filters, at `now`. */
export function countEach<K extends string>(
  context: VaultContext,
  filters: Readonly<Record<K, PeopleFilter>>,
  now: number,
): Readonly<Record<K, number>> {
  const read = Object.entries<PeopleFilter>(filters).map(
    ([name, filter]) => [name, { ...filter, search: readSearch(filter.search) }] as const,
  );
  return countPeopleBy(context.db, Object.fromEntries(read), now) as Readonly<Record<K, number>>;
}

/** Who is overdue now, by role and method. */
export function overdue(context: VaultContext, asked: Asked): ReportTable {
  const columns: readonly PeopleColumn[] = [
    "name",
    "email",
    "account-type",
    "role",
    "two-factor",
    "required-by",
    "deadline",
    "last-used",
    "reminded",
  ];
  return peopleTable(context, asked, {
    filter: peopleFilter({ ...asked.who, status: "overdue" }),
    columns,
    by: "role",
  });
}

/** Active managers, by account type and method; another role that was asked for changes nothing. */
export function managers(context: VaultContext, asked: Asked): ReportTable {
  return peopleTable(context, asked, {
    filter: peopleFilter({ accountType: asked.who.accountType, status: "active", role: "manager" }),
    columns: ["name", "email", "account-type", "two-factor", "recovery-codes", "last-used"],
    by: "accountType",
  });
}

/** Every active account, by role and method. */
export function accessReview(context: VaultContext, asked: Asked): ReportTable {
  return peopleTable(context, asked, {
    filter: peopleFilter({ ...asked.who, status: "active" }),
    columns: ["name", "email", "account-type", "role", "two-factor", "last-used"],
    more: [{ key: "exempt-until", label: words.columns.exemptThrough, is: "day" }],
    by: "role",
  });
}

type PeopleTable = {
  readonly filter: PeopleFilter;
  readonly columns: readonly PeopleColumn[];
  readonly more?: readonly ReportColumn[];
  readonly by: "role" | "accountType";
};

function peopleTable(
  context: VaultContext,
  { period }: Asked,
  { filter, columns, more = [], by }: PeopleTable,
): ReportTable {
  const { all } = countEach(context, { all: filter }, period.now);
  return {
    columns: [...columns.map(columnOf), ...more],
    chart: all === 0 ? null : peopleChart(context, filter, by, period.now),
    filter,
    total: all,
    stated: [statedNow(context, period), ...filterSentences(filter, thePractice(context.db))],
    pages: () => pagesOf(context, filter, period.now),
  };
}

/** The rows as a stacked bar for each role or account type: a count for each bar and method, of the very list. */
function peopleChart(
  context: VaultContext,
  filter: PeopleFilter,
  by: "role" | "accountType",
  now: number,
): ReportChart {
  const bars =
    by === "role"
      ? ROLES.map((role) => ({ x: roleNames[role], filter: { ...filter, role } }))
      : ACCOUNT_TYPES.map((accountType) => ({ x: accountTypeWords[accountType], filter: { ...filter, accountType } }));
  const fits = bars.filter((bar) => filter[by] === null || filter[by] === bar.filter[by]);
  const parts = fits.flatMap((bar, index) =>
    METHODS.map((method) => [`${index} ${method}`, { ...bar.filter, method }] as const),
  );
  const counts = countEach(context, Object.fromEntries(parts), now);
  return {
    is: "bars",
    xLabel: by === "role" ? words.columns.role : words.columns.accountType,
    series: methodSeries,
    markers: [],
    points: fits.map(({ x }, index) => ({
      x,
      values: Object.fromEntries(Object.keys(methods).map((method) => [method, counts[`${index} ${method}`] ?? 0])),
    })),
  };
}

function* pagesOf(context: VaultContext, filter: PeopleFilter, now: number): Generator<readonly ReportRow[]> {
  const labels = ruleLabelsNow(context);
  const { timeZone } = thePractice(context.db);
  const sought = { ...filter, search: readSearch(filter.search) };
  let after: string | null = null;
  do {
    const people: readonly PersonInList[] = listPeopleAfter(context.db, sought, { after, limit: PAGE }, now);
    yield people.map((person) => rowOf(person, { labels, timeZone, now }));
    after = people.length < PAGE ? null : (people.at(-1)?.id ?? null);
  } while (after !== null);
}

const instants: readonly PeopleColumn[] = ["last-used", "reminded"];

function columnOf(key: PeopleColumn): ReportColumn {
  const label = columnLabels[key];
  if (key === "deadline") return { key, label, is: "day" };
  if (instants.includes(key)) return { key, label, is: "instant" };
  return { key, label, is: key === "recovery-codes" ? "number" : "text" };
}

type Rendering = { readonly labels: ReadonlyMap<string, string>; readonly timeZone: string; readonly now: number };

function rowOf(person: PersonInList, { labels, timeZone, now }: Rendering): ReportRow {
  const { name, email, accountType, role, twoFactor, decidedBy, deadlineAt, exemptUntilAt } = person;
  // On which the person can still act, or is still exempt, as on the screen.
  const lastDayOf = (at: number | null) => (at === null ? null : dateIn(timeZone, at - 1));
  return {
    name,
    email,
    "account-type": accountTypeWords[accountType],
    role: roleNames[role],
    "two-factor": methodWords[twoFactor],
    "required-by": decidedBy === null ? null : (labels.get(decidedBy) ?? null),
    deadline: lastDayOf(deadlineAt),
    "last-used": person.lastSignInAt,
    reminded: person.remindedAt,
    "recovery-codes": person.recoveryCodesLeft,
    "exempt-until": lastDayOf(exemptUntilAt !== null && exemptUntilAt > now ? exemptUntilAt : null),
  };
}
