import { formatTime } from "../../../contract/formats";
import { statedWords, reportWords as words } from "../../../contract/reporting/messages";
import type { ReportChart } from "../../../contract/reporting/views";
import type { VaultContext } from "../context";
import { addDays, OPENING_HOURS, offsetsWithin, startOfDayAt } from "../domain/calendar";
import {
  type CountedAccount,
  countSignedIn,
  listSignInCounts,
  listSignInDays,
  type Sought,
} from "../store/ledger/sign-ins";
import { thePractice } from "../store/practice";
import type { Period } from "./report-period";
import type { Asked, ReportRow, ReportTable } from "./report-shape";
import { statedPeriod } from "./report-stated";

/** As many as a screen shows. */
const PAGE = 500;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const series = [
  { key: "signIns", label: words.columns.signIns },
  { key: "refused", label: words.columns.refused },
] as const;

/** Who signed in how often and when, and who was refused (45 CFR 164.308(a)(5)(ii)(C)); by day as a chart. */
export function signIns(context: VaultContext, asked: Asked): ReportTable {
  const sought = { span: asked.period.span, who: asked.who, stretches: stretchesOf(asked.period) };
  const { accounts, strangers } = countSignedIn(context.db, sought);
  const total = accounts + Math.min(strangers, 1);
  return {
    columns: [
      { key: "person", label: words.columns.person, is: "text" },
      { key: "refused", label: words.columns.refused, is: "number" },
      { key: "lockouts", label: words.columns.lockouts, is: "number" },
      { key: "signIns", label: words.columns.signIns, is: "number" },
      { key: "outside", label: words.columns.outside, is: "number" },
      { key: "lastRefused", label: words.columns.lastRefused, is: "instant" },
      { key: "wrongPassword", label: words.columns.wrongPassword, is: "number" },
      { key: "wrongToken", label: words.columns.wrongToken, is: "number" },
      { key: "wrongOther", label: words.columns.wrongOther, is: "number" },
      { key: "email", label: words.columns.email, is: "text" },
    ],
    chart: total === 0 ? null : byDay(context, asked.period, sought),
    filter: null,
    total,
    stated: [...statedPeriod(context, asked), ...statedHours(context), ...statedStrangers(asked, strangers)],
    pages: () => pagesOf(context, sought),
  };
}

/** What a screen shows at once; all the others are read in one go, as each reading counts everything. */
function* pagesOf({ db }: VaultContext, sought: Sought): Generator<readonly ReportRow[]> {
  const first = listSignInCounts(db, sought, { offset: 0, limit: PAGE });
  yield first.map(toRow);
  if (first.length < PAGE) return;
  const others = listSignInCounts(db, sought, { offset: PAGE, limit: -1 });
  for (let from = 0; from < others.length; from += PAGE) yield others.slice(from, from + PAGE).map(toRow);
}

/** Of an e-mail without an account the ledger knows neither what was typed with it nor that it was locked. */
function toRow({ id, name, email, lastRefusedAt, ...counts }: CountedAccount): ReportRow {
  const { signIns, outside, refused, ...known } = counts;
  const person = id === null ? words.noAccount : (name ?? words.nobody);
  const of = id === null ? {} : known;
  return { person, email, signIns, outside, refused, ...of, lastRefused: lastRefusedAt };
}

/** Every day of the period; what a wrong clock put beyond them is on the nearest. */
function byDay(context: VaultContext, { days }: Period, sought: Sought): ReportChart {
  const counts = days.map(() => ({ signIns: 0, refused: 0 }));
  const firstDay = Date.parse(days[0] ?? "") / DAY_MS;
  for (const { day, signIns, refused } of listSignInDays(context.db, sought)) {
    const count = counts[Math.max(0, Math.min(day - firstDay, counts.length - 1))];
    if (count === undefined) continue;
    count.signIns += signIns;
    count.refused += refused;
  }
  const points = days.map((x, index) => ({ x, values: counts[index] ?? {} }));
  return { is: "area", xLabel: words.columns.day, series, points, markers: [] };
}

/** The days that are known, cut where clocks change; the last of them reaches as far as what was asked for. */
function stretchesOf({ days, span, timeZone }: Period): Sought["stretches"] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const known = offsetsWithin(timeZone, startOfDayAt(timeZone, first), startOfDayAt(timeZone, addDays(last, 1)));
  return known.map(({ to, offset }, index) => ({ to: index === known.length - 1 ? span.to : to, offset }));
}

function statedHours({ db }: VaultContext): readonly string[] {
  const { region, timeZone } = thePractice(db);
  const [from, to] = [OPENING_HOURS.from, OPENING_HOURS.to].map((hour) =>
    formatTime(hour * HOUR_MS, { region, timeZone: "UTC" }),
  );
  return [statedWords.openingHours(from ?? "", to ?? "", timeZone)];
}

function statedStrangers({ who }: Asked, strangers: number): readonly string[] {
  if (who.accountType !== null || who.role !== null) return [statedWords.withoutStrangers];
  return strangers > 0 ? [statedWords.strangers] : [];
}
