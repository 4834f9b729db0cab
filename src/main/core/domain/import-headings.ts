import { guessMapping, looksLikeEmail } from "./import-mapping";
import type { TableRow } from "./import-table";

/** Titles, dates and blank lines above a list's headings are fewer. */
const ROWS_LOOKED_AT = 30;

/**
 * Where in a file its list begins: the row of its headings, and whether that is one, or a person already. Printed lists
 * have titles above their headings; those are passed over.
 */
export function findHeadings(rows: readonly TableRow[]): { readonly at: number; readonly isPerson: boolean } {
  const first = rows.slice(0, ROWS_LOOKED_AT);
  const scores = first.map((row) => (hasEmail(row) ? 0 : knownHeadings(row)));
  const best = Math.max(...scores, 0);
  if (best > 0) return { at: scores.indexOf(best), isPerson: false };
  // Nobody knows these headings: they fill about as many cells as the rows below, which titles do not.
  const widest = Math.max(...first.map(filledCells), 0);
  const at = first.findIndex((row) => filledCells(row) >= Math.min(widest, Math.max(2, widest / 2)));
  return { at: Math.max(at, 0), isPerson: at !== -1 && hasEmail(rows[at]) };
}

/** How many of a row's cells are headings of such lists; none where it is a single one, unless that is the e-mail's. */
function knownHeadings({ cells }: TableRow): number {
  const mapping = guessMapping(cells, []);
  const known = Object.values(mapping).filter((column) => column !== null).length;
  return known > 1 || mapping.email !== null ? known : 0;
}

function hasEmail(row: TableRow | undefined): boolean {
  return row?.cells.some(looksLikeEmail) ?? false;
}

function filledCells({ cells }: TableRow): number {
  return cells.filter((cell) => cell !== "").length;
}
