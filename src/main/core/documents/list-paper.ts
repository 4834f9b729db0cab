import { documentSubject, listPaperWords as words } from "../../../contract/documents/list-messages";
import { paperClock, paperDate } from "../../../contract/documents/messages";
import { formatDate, formatNumber } from "../../../contract/formats";
import type { ListOnPaper, Paper, Sheet } from "../ports";
import { documentHead, makeDocument, sentences } from "./document";
import { type Html, html } from "./markup";
import { drawTable } from "./table";

/** More columns than this are printed across the page. */
const UPRIGHT_COLUMNS = 5;

/** A list as it is shown, with the filters that made it. */
export function listPaper(list: ListOnPaper, sheet: Sheet): Paper {
  const rows = html`<dt>${words.rows}</dt><dd>${formatNumber(list.rows.length, sheet)}</dd>`;
  return makeListed(list, sheet, rows, drawTable({ ...list, none: words.none, room: roomOf(list) }, sheet));
}

/** `body` under the head that every list and report has; `more` are particulars of its own. */
export function makeListed(list: ListOnPaper, sheet: Sheet, more: Html, body: Html): Paper {
  const { title, practice, printedAt } = list;
  const subject = documentSubject(title, practice, formatDate(printedAt, sheet));
  return makeDocument({ subject, size: sheet.size, wide: isWide(list) }, [
    documentHead(title, practice),
    particulars(list, sheet, more),
    body,
  ]);
}

export function roomOf(list: Pick<ListOnPaper, "columns">): "upright" | "across" {
  return isWide(list) ? "across" : "upright";
}

function isWide({ columns }: Pick<ListOnPaper, "columns">): boolean {
  return columns.length > UPRIGHT_COLUMNS;
}

function particulars({ statedFilters, printedAt }: ListOnPaper, sheet: Sheet, more: Html): Html {
  const shown = statedFilters.length === 0 ? [words.everything] : statedFilters;
  const printed = `${paperDate(printedAt, sheet)}, ${paperClock(printedAt, sheet)}`;
  return html`<dl><dt>${words.shown}</dt><dd>${sentences(shown)}</dd>
${more}<dt>${words.printed}</dt><dd>${printed}</dd></dl>`;
}
