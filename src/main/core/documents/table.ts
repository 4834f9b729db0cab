import { listPaperWords as words } from "../../../contract/documents/list-messages";
import type { PaperTable, Sheet } from "../ports";
import { columnShares, ROOM } from "./column-shares";
import { type Html, html } from "./markup";

/** Chromium takes about 25 KB of memory for a cell that is printed: what is longer goes into a file, not on paper. */
const MOST_ROWS = 5000;
/** One table after another: Chromium's time to break a table into pages grows with the square of its length. */
const ROWS_AT_ONCE = 1000;

type Table = PaperTable & {
  /** What stands there instead when there are no rows. */
  readonly none: string;
  /** The last row holds the sums of those above. */
  readonly totals?: boolean;
  /** How wide it is drawn: over the page, over a turned page, or beside another. */
  readonly room?: keyof typeof ROOM;
};

/** Rows under a head that is repeated on every page; the first 5000 of them, with a sentence that says so. */
export function drawTable({ columns, rows, none, totals = false, room = "upright" }: Table, sheet: Sheet): Html {
  if (rows.length === 0) return html`<p class="none">${none}</p>`;
  const shown = rows.slice(0, MOST_ROWS);
  const head = headOf(columns, columnShares({ columns, rows: shown }, ROOM[room]));
  const sides = columns.map(({ align }) => align === "end");
  const lines = shown.map((row, index) => drawRow(row, sides, totals && index === rows.length - 1));
  const parts = Array.from({ length: Math.ceil(lines.length / ROWS_AT_ONCE) }, (_, index) => {
    const part = lines.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE);
    return html`<table>${head}<tbody>${part}</tbody></table>`;
  });
  return html`${cutNote(shown.length, rows.length, sheet)}${parts}`;
}

function cutNote(shown: number, all: number, sheet: Sheet): Html {
  return shown === all ? html`` : html`<p class="cut">${words.cut(shown, all, sheet)}</p>`;
}

function headOf(columns: PaperTable["columns"], shares: readonly number[]): Html {
  const widths = shares.map((share) => html`<col width="${share.toFixed(2)}%">`);
  const cells = columns.map(({ label, align }) =>
    align === "end" ? html`<th class="end">${label}</th>` : html`<th>${label}</th>`,
  );
  return html`<colgroup>${widths}</colgroup><thead><tr>${cells}</tr></thead>`;
}

function drawRow(row: readonly string[], atEnd: readonly boolean[], total: boolean): Html {
  const cells = row.map((cell, index) =>
    atEnd[index] ? html`<td class="end">${cell}</td>` : html`<td>${breakable(cell)}</td>`,
  );
  return total ? html`<tr class="total">${cells}</tr>` : html`<tr>${cells}</tr>`;
}

/** An e-mail that is too long for its column breaks after the at sign rather than anywhere. */
function breakable(text: string): Html[] {
  return text.split("@").map((part, index) => (index === 0 ? html`${part}` : html`@<wbr>${part}`));
}
