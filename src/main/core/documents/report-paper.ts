import { listPaperWords, reportPaperWords as words } from "../../../contract/documents/list-messages";
import type { Paper, ReportOnPaper, Sheet } from "../ports";
import { drawChart } from "./chart";
import { signature } from "./document";
import { makeListed, roomOf } from "./list-paper";
import { html } from "./markup";
import { drawTable } from "./table";

/** One report: its chart, then the same figures as a table. */
export function reportPaper(report: ReportOnPaper, sheet: Sheet): Paper {
  const { chart, signOff } = report;
  const table = drawTable({ ...report, none: listPaperWords.none, room: roomOf(report) }, sheet);
  const figures = chart === null ? table : html`<h2>${words.figures}</h2>${table}`;
  return makeListed(
    report,
    sheet,
    html``,
    html`${chart === null ? "" : drawChart("chart", chart, roomOf(report), sheet)}${figures}${signOff === undefined ? "" : signature(signOff)}`,
  );
}
