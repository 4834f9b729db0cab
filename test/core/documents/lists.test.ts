import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { listPaper } from "../../../src/main/core/documents/list-paper";
import { reportPaper } from "../../../src/main/core/documents/report-paper";
import { paperCsp } from "../../../src/main/core/documents/style";
import type { ListOnPaper, ReportOnPaper, Sheet } from "../../../src/main/core/ports";
import { hostileNames, readPaper, strangeIn } from "../../support/papers";

const chicago: Sheet = { size: "Letter", region: "US", timeZone: "America/Chicago" };
const london: Sheet = { size: "A4", region: "GB", timeZone: "Europe/London" };
const PRINTED_AT = Date.UTC(2027, 0, 5, 18, 0);

const columnsOf = (...labels: string[]) => labels.map((label) => ({ label, align: "start" as const }));
const people: ListOnPaper = {
  title: "People",
  practice: "Maple Street Family Practice",
  statedFilters: ["Status: overdue.", "Account type: staff."],
  printedAt: PRINTED_AT,
  columns: [...columnsOf("Name", "E-mail"), { label: "Failures", align: "end" }],
  rows: [
    ["Marcus Webb", "marcus@maple.example", "0"],
    ["Priya Raman", "priya@maple.example", "12"],
  ],
};
const manyRows = (count: number) => Array.from({ length: count }, (_, index) => [`Person ${index + 1}`, "", ""]);

describe("a list", () => {
  test("has every cell as shown, whose it is, the filters in words, and when it was printed", () => {
    const paper = listPaper(people, chicago);
    const text = readPaper(paper);
    expect(text).toContain("People Maple Street Family Practice");
    expect(text).toContain(
      "Shown Status: overdue. Account type: staff. Rows 2 Printed Tuesday, January 5, 2027, 12:00 PM CST",
    );
    expect(text).toContain(
      "Name E-mail Failures Marcus Webb marcus@maple.example 0 Priya Raman priya@maple.example 12",
    );
    expect(paper.html).toContain('<td class="end">12</td>');
    expect(paper.title).toBe("People of Maple Street Family Practice, Jan 5, 2027");
  });

  test("without filters says that nothing was left out, and without rows that there are none", () => {
    const text = readPaper(listPaper({ ...people, statedFilters: [], rows: [] }, london));
    expect(text).toContain("Shown Everything; nothing was left out. Rows 0");
    expect(text).toContain("There is nothing in this list.");
  });

  test("repeats its head on every page, and every page has its number", () => {
    const { html, numbered } = listPaper(people, london);
    expect(html).toContain("thead { display: table-header-group; }");
    expect(html).toMatch(/<thead><tr><th>Name<\/th>/);
    expect(html).toContain('@bottom-right { content: "Page " counter(page) " of " counter(pages);');
    expect(numbered).toBe(true);
  });

  test.each([
    [5, "portrait"],
    [6, "landscape"],
  ])("of %i columns is printed in %s", (count, way) => {
    const columns = columnsOf(...Array.from({ length: count }, (_, index) => `Column ${index}`));
    const wide = { ...people, columns, rows: [columns.map(({ label }) => label)] };
    expect(listPaper(wide, london).html).toContain(`@page { size: a4 ${way};`);
    expect(listPaper(wide, chicago).html).toContain(`@page { size: letter ${way};`);
  });

  test("of 5,000 rows is whole", () => {
    const { html } = listPaper({ ...people, rows: manyRows(5000) }, london);
    expect(html.match(/<td>Person \d+<\/td>/g)).toHaveLength(5000);
    expect(readPaper({ html })).not.toContain("Only the first");
  });

  test("of 100,000 rows has the first 5,000, and says so beside the number there are", () => {
    const paper = listPaper({ ...people, rows: manyRows(100_000) }, london);
    const text = readPaper(paper);
    expect(paper.html.match(/<td>Person \d+<\/td>/g)).toHaveLength(5000);
    expect(text).toContain("Rows 100,000");
    expect(text).toContain("Only the first 5,000 of 100,000 rows stand here");
  });
});

const coverage: ReportOnPaper = {
  ...people,
  title: "Coverage over time",
  chart: {
    draw: "areas",
    unit: "People",
    series: [{ label: "App" }, { label: "None" }],
    points: [
      { label: "1 Jan", values: [3, 9] },
      { label: "2 Jan", values: [11, 1] },
    ],
  },
};

describe("a report", () => {
  test("has its chart, then the figures, and the range and filters in words", () => {
    const { html } = reportPaper(coverage, london);
    const text = readPaper({ html });
    expect(html.indexOf("<svg")).toBeLessThan(html.indexOf("<table"));
    expect(text).toContain("Shown Status: overdue. Account type: staff. Printed Tuesday");
    expect(text).toContain("App 11");
    expect(text).toContain("Marcus Webb marcus@maple.example 0");
  });

  test("without a chart is its table", () => {
    const { html } = reportPaper({ ...coverage, chart: null }, london);
    expect(html).not.toContain("<svg");
    expect(html).toContain("<table");
  });
});

test.each([chicago, london])("the style of a $size document is the one that its policy lets in", (sheet) => {
  const { html } = listPaper(people, sheet);
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(paperCsp(style)).toContain(`style-src 'sha256-${hash}'; img-src data:;`);
  expect(html).toContain(`content="${paperCsp(style).replaceAll("'", "&#39;")}"`);
});

test.each(hostileNames)("with %s for every text nothing is there that is not ours", (_, name) => {
  const hostile = {
    ...{ title: name, practice: name, statedFilters: [name], printedAt: PRINTED_AT },
    columns: columnsOf(name, name),
    rows: [[name, name]],
    chart: { draw: "bars", unit: name, series: [{ label: name }], points: [{ label: name, values: [1] }] },
  } as const;
  for (const paper of [listPaper(hostile, chicago), reportPaper(hostile, london)]) {
    expect(readPaper(paper).split(name.trim()).length).toBeGreaterThanOrEqual(8);
    expect(strangeIn(paper.html)).toEqual([]);
  }
});

test("a cell is not read as more than its text: an e-mail may break after its at sign, and nothing is lost", () => {
  const paper = listPaper({ ...people, rows: [["a@b@c", "@", "=1+1"]] }, london);
  expect(readPaper(paper)).toContain("a@b@c @ =1+1");
});
