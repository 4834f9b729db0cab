import { reportNames } from "../../../contract/audit/manager-entry-messages";
import { formatDateTime, formatNumber, type Place } from "../../../contract/formats";
import { chartUnits, formatDay, reportWords as words } from "../../../contract/reporting/messages";
import type { ReportCell, ReportChart, ReportColumn } from "../../../contract/reporting/views";
import type { ReportName } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import { BYTE_ORDER_MARK, numberText, type Papa, tableText } from "../documents/csv";
import type { Paper, PaperChart, Sheet } from "../ports";
import { thePractice } from "../store/practice";
import type { ReportRow, ReportTable } from "./report-shape";

type InFile = { readonly rows: readonly ReportRow[]; readonly region: string };

/** A table for spreadsheets of the region, formulas defused; days and instants (UTC) as ISO 8601 has them. */
export function reportCsv({ columns }: Pick<ReportTable, "columns">, { rows, region }: InFile, papa: Papa): string {
  const headings = columns.map(({ label, is }) => (is === "instant" ? words.inUtc(label) : label));
  const lines = rows.map((row) => columns.map((column) => inFile(row[column.key] ?? null, column, region)));
  return BYTE_ORDER_MARK + tableText(papa, [headings, ...lines], region);
}

function inFile(cell: ReportCell, { is }: ReportColumn, region: string): string {
  if (cell === null) return "";
  if (is === "instant") return new Date(cell).toISOString();
  return typeof cell === "number" ? numberText(cell, region) : cell;
}

type OnPaper = {
  readonly table: ReportTable;
  readonly rows: readonly ReportRow[];
  readonly report: ReportName;
  readonly now: number;
  readonly size: Sheet["size"];
};

/** Chart, table and what it goes by, as a document; the access review with a line to sign on. */
export function reportOnPaper(context: VaultContext, { table, rows, report, now, size }: OnPaper): Paper {
  const practice = thePractice(context.db);
  const { columns, chart, stated } = table;
  return context.papers.reportPaper(
    {
      title: reportNames[report],
      practice: practice.name,
      statedFilters: stated,
      printedAt: now,
      columns: columns.map(({ label, is }) => ({ label, align: is === "number" ? "end" : "start" })),
      rows: rows.map((row) => columns.map((column) => onPaper(row[column.key] ?? null, column, practice))),
      chart: chart === null ? null : chartOnPaper(chart, chartUnits[report], practice),
      ...(report === "access-review" ? { signOff: words.signOff } : {}),
    },
    { size, region: practice.region, timeZone: practice.timeZone },
  );
}

/** A cell as people read it. */
function onPaper(cell: ReportCell, { is }: ReportColumn, place: Place): string {
  if (cell === null) return "";
  if (typeof cell === "string") return is === "day" ? formatDay(cell, place) : cell;
  return is === "instant" ? formatDateTime(cell, place) : formatNumber(cell, place);
}

function chartOnPaper({ is, series, points, markers }: ReportChart, unit: string, place: Place): PaperChart {
  return {
    draw: is === "area" ? "areas" : "bars",
    unit,
    series: series.map(({ label }) => ({ label })),
    points: points.map(({ x, values }) => ({
      label: is === "area" ? formatDay(x, place) : x,
      values: series.map(({ key }) => values[key] ?? 0),
    })),
    markers: markers.map(({ x, label }) => ({ point: points.findIndex((point) => point.x === x), label })),
  };
}
