import type { unparse } from "papaparse";

/** What writes tables: read only where one is written. */
export type Papa = { readonly unparse: typeof unparse };

/** So that spreadsheets read UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";

/** What spreadsheets take for the beginning of a formula, in narrow and in full-width signs (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Lines of a table for spreadsheets (RFC 4180), formulas defused; without a line end after the last. */
export function tableText(papa: Papa, lines: readonly (readonly string[])[]): string {
  return papa.unparse(lines as string[][], { escapeFormulae: FORMULA, newline: "\r\n" });
}
