import { parse } from "papaparse";
import { decodeText } from "../../domain/import-encoding";
import { findHeadings } from "../../domain/import-headings";
import {
  type BadTable,
  IMPORT_COLUMNS_MAX,
  IMPORT_ROWS_MAX,
  SEPARATORS,
  type Separator,
  type TableRead,
  type TableRow,
} from "../../domain/import-table";

/** Enough to tell by what cells are separated. */
const ROWS_LOOKED_AT = 30;

/** Pages, XML, JSON, RTF, contacts and directory entries: text, and often with a name that ends in .csv or .xls. */
const OTHER_FORMAT = /^\s*(?:<[!?a-z]|[[{]\s*["{[]|\{\\rtf|BEGIN:VCARD|(?:version: \d+\s+)?dn: )/i;

/** Reads the bytes of a file as a table. Whatever they are, the answer is a table or why there is none. */
export function parseTable(bytes: Uint8Array): TableRead {
  const decoded = decodeText(bytes);
  if (decoded === undefined) return refused("not-a-table");
  const { text, separator: said } = withoutSeparatorLine(decoded.text.replace(/\r\n?/g, "\n"));
  if (OTHER_FORMAT.test(text)) return refused("not-a-table");
  if (text.trim() === "") return refused("empty");
  const { lines, separator, openQuote } = readLines(text, said);
  const first = said === undefined ? 1 : 2;
  if (openQuote !== undefined) return refused("not-a-table", lineOf(lines, openQuote, first));
  const all = numbered(lines, first);
  const { at, isPerson } = findHeadings(all);
  const [head, ...rows] = all.slice(at);
  if (head === undefined) return refused("empty");
  const body = isPerson ? [head, ...rows] : rows;
  const columns = columnsOf(head.cells, rows).map((name) => (isPerson ? "" : name));
  if (columns.length > IMPORT_COLUMNS_MAX) return refused("not-a-table");
  if (body.length === 0) return refused("empty");
  if (body.length > IMPORT_ROWS_MAX) return refused("too-many-rows");
  return { is: "table", table: { columns, rows: body, encoding: decoded.encoding, separator } };
}

function refused(because: BadTable["because"], line: number | null = null): TableRead {
  return { is: "refused", because, line };
}

/** The line with which spreadsheets say their separator: "sep=;". */
function withoutSeparatorLine(text: string): { text: string; separator: Separator | undefined } {
  const said = /^"?sep=(.)"?\n/i.exec(text);
  const separator = SEPARATORS.find((one) => one === said?.[1]);
  return separator === undefined ? { text, separator } : { text: text.slice(said?.[0].length), separator };
}

/** The separator that cuts the most of the first rows into equally many cells, titles above them aside, and into the most. */
function guessSeparator(text: string): Separator {
  const scored = SEPARATORS.map((separator) => {
    const { data } = parse<string[]>(text, { delimiter: separator, newline: "\n", preview: ROWS_LOOKED_AT });
    const rows = data.filter((cells) => cells.some((cell) => cell.trim() !== ""));
    const { width, alike } = usualWidth(rows);
    return { separator, score: width < 2 ? 0 : alike / rows.length, width };
  });
  const [best] = scored.sort((a, b) => b.score - a.score || b.width - a.width);
  return best === undefined || best.score === 0 ? "," : best.separator;
}

/** The width that most rows have, of those that are cut at all, and how many have it. */
function usualWidth(rows: readonly string[][]): { width: number; alike: number } {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width = 0, alike = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return { width, alike };
}

function readLines(text: string, said: Separator | undefined) {
  const separator = said ?? guessSeparator(text);
  const { data, errors } = parse<string[]>(text, { delimiter: separator, newline: "\n" });
  // What stands in wrong quotes has swallowed separators and line ends: nothing after it can be trusted.
  const quotes = errors.find(({ type }) => type === "Quotes");
  return { lines: data, separator, openQuote: quotes === undefined ? undefined : (quotes.row ?? 0) };
}

/** Every row with the line it begins on, and trimmed cells; rows without anything are left out. */
function numbered(lines: readonly string[][], first: number): readonly TableRow[] {
  let line = first;
  return lines.flatMap((raw) => {
    const begins = line;
    line += linesIn(raw);
    const cells = raw.map(plainCell);
    return cells.every((cell) => cell === "") ? [] : [{ line: begins, cells }];
  });
}

function lineOf(lines: readonly string[][], row: number, first: number): number {
  return lines.slice(0, row).reduce((line, raw) => line + linesIn(raw), first);
}

function linesIn(raw: readonly string[]): number {
  return raw.reduce((count, cell) => count + cell.split("\n").length - 1, 1);
}

/** Without the apostrophes that keep spreadsheets from reading formulas; exports of this app put them there too. */
function plainCell(raw: string): string {
  return raw.trim().replace(/(^|[,;\t|]\s*)'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1");
}

/** The head's cells, without those at its end under which nothing stands either. */
function columnsOf(head: readonly string[], rows: readonly TableRow[]): readonly string[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, filled(cells)), filled(head));
  return head.slice(0, width);
}

/** Up to the last cell that holds something. */
function filled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== "") + 1;
}
