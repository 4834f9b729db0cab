import type { unparse } from "papaparse";

/** What writes tables: read only where one is written. */
export type Papa = { readonly unparse: typeof unparse };

/** Spreadsheets read UTF-8 only where the file begins with it. */
export const BYTE_ORDER_MARK = "\ufeff";

/** What spreadsheets take for the beginning of a formula, narrow or full-width (PEOPLE-7; OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Where a spreadsheet of another region would cut a cell in two, whatever quotes it has, and find a formula. */
const FORMULA_INSIDE = /([,;\t|]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** Regions whose spreadsheets cut at semicolons though they write a decimal point. */
const SEMICOLONS = ["CH", "LI"];

/**
 * Lines of a table (RFC 4180) as spreadsheets of the region (ISO 3166) open them in columns, formulas defused; without a
 * line end after the last.
 */
export function tableText(papa: Papa, lines: readonly (readonly string[])[], region: string): string {
  const delimiter = SEMICOLONS.includes(region) || decimalMark(region) === "," ? ";" : ",";
  const cells = lines.map((line) => line.map((cell) => cell.replace(FORMULA_INSIDE, "$1'")));
  return papa.unparse(cells, { escapeFormulae: FORMULA, newline: "\r\n", delimiter });
}

/** A number as spreadsheets of the region read it. */
export function numberText(number: number, region: string): string {
  return Number.isInteger(number) ? String(number) : String(number).replace(".", decimalMark(region));
}

/** "," in most of Europe and South America, where the comma cannot separate cells. */
function decimalMark(region: string): string {
  const { language } = new Intl.Locale(`und-${region}`).maximize();
  const parts = new Intl.NumberFormat(`${language}-${region}-u-nu-latn`).formatToParts(0.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}
