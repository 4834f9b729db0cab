import { evidenceWords as words } from "../../../contract/documents/evidence-messages";
import { formatDate, formatNumber, shareLeftOf, shareOf } from "../../../contract/formats";
import type { Coverage, EvidencePack, PaperTable, Sheet } from "../ports";
import { drawChart } from "./chart";
import { type Html, html } from "./markup";
import { drawTable } from "./table";

/** Rows of coverage over time: more would fill page after page with days on which nothing changed. */
const MOST_DAYS = 31;

const METHODS = ["app", "text", "none"] as const;
const SERIES = METHODS.map((method) => ({ label: words.method[method] }));

/** How many people are protected and how, in all, by account type and by role; and who else is to be named beside it. */
export function coverageNow({ now, byAccountType, byRole }: EvidencePack, sheet: Sheet): Html {
  const all = peopleIn(now.coverage);
  const none = words.now.nobody;
  const about = all === 0 ? none : words.now.about(all, sheet);
  return html`<p class="note">${about}</p>
<div class="pair"><div><h3>${words.now.byMethod}</h3>${byMethod(now.coverage, sheet)}</div>
<div><h3>${words.now.besides}</h3>${besides(now, sheet)}</div></div>
${grouped("account-type", words.now.byAccountType, words.now.accountType, byAccountType, sheet)}
${grouped("role", words.now.byRole, words.now.role, byRole, sheet)}`;
}

/** As a chart of all days and as a table of some; in words where there is nothing to draw. */
export function coverageOverTime({ coverageOverTime: days }: EvidencePack, sheet: Sheet): Html {
  const { none, one, thinned } = words.overTime;
  const step = Math.ceil(days.length / MOST_DAYS);
  const listed = days.filter((_, index) => (days.length - 1 - index) % step === 0);
  const rows = listed.map((day) => [formatDate(day.at, sheet), ...figuresOf(day, sheet)]);
  const table = drawTable({ columns: coverageColumns(words.date), rows, none }, sheet);
  if (days.length === 0) return table;
  if (days.length === 1) return html`<p class="none">${one}</p>${table}`;
  const points = days.map((day) => ({ label: formatDate(day.at, sheet), values: valuesOf(day) }));
  const chart = drawChart("time", { draw: "areas", unit: words.people, series: SERIES, points }, "upright", sheet);
  return html`${chart}${step === 1 ? "" : html`<p class="note">${thinned(step)}</p>`}${table}`;
}

function byMethod(coverage: Coverage, sheet: Sheet): Html {
  const all = peopleIn(coverage);
  const rows = METHODS.map((method) => {
    const share = method === "none" ? shareLeftOf : shareOf;
    return [words.method[method], formatNumber(coverage[method], sheet), share(coverage[method], all, sheet)];
  });
  const total = [words.total, formatNumber(all, sheet), shareOf(all, all, sheet)];
  const columns = [start(words.now.method), end(words.people), end(words.share)];
  return drawTable({ columns, rows: [...rows, total], none: words.now.nobody, totals: true, room: "half" }, sheet);
}

function grouped(
  name: string,
  heading: string,
  column: string,
  groups: EvidencePack["byAccountType"],
  sheet: Sheet,
): Html {
  const points = groups.map((group) => ({ label: group.label, values: valuesOf(group) }));
  const rows = groups.map((group) => [group.label, ...figuresOf(group, sheet)]);
  const chart = drawChart(name, { draw: "bars", unit: words.people, series: SERIES, points }, "upright", sheet);
  const table = drawTable({ columns: coverageColumns(column), rows, none: words.now.nobody }, sheet);
  return html`<div class="keep"><h3>${heading}</h3>${groups.length === 0 ? "" : chart}${table}</div>`;
}

function besides({ managers, overdue, exempt }: EvidencePack["now"], sheet: Sheet): Html {
  const guarded = words.figures.of(formatNumber(managers.protected, sheet), formatNumber(managers.all, sheet));
  const rows = [
    [words.now.managers, guarded],
    [words.now.overdue, formatNumber(overdue, sheet)],
    [words.now.exempt, formatNumber(exempt, sheet)],
  ];
  return drawTable(
    { columns: [start(words.now.what), end(words.people)], rows, none: words.now.nobody, room: "half" },
    sheet,
  );
}

function coverageColumns(first: string): PaperTable["columns"] {
  const counted = [...METHODS.map((method) => words.method[method]), words.people, words.protected];
  return [start(first), ...counted.map(end)];
}

function figuresOf(coverage: Coverage, sheet: Sheet): string[] {
  const all = peopleIn(coverage);
  const counts = [...valuesOf(coverage), all].map((count) => formatNumber(count, sheet));
  return [...counts, shareOf(coverage.app + coverage.text, all, sheet)];
}

const valuesOf = (coverage: Coverage) => METHODS.map((method) => coverage[method]);
const peopleIn = ({ app, text, none }: Coverage) => app + text + none;
const start = (label: string) => ({ label, align: "start" }) as const;
const end = (label: string) => ({ label, align: "end" }) as const;
