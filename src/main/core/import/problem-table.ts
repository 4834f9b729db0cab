import { problemFileName as fileName, importWords, problemHeadings } from "../../../contract/import/messages";
import { BYTE_ORDER_MARK, type Papa, tableText } from "../documents/csv";
import type { Table } from "../domain/import-table";
import type { Previewed } from "../session/import-in-hand";
import { rowNotes } from "./row-notes";

/** The rows with a problem as a table for spreadsheets of the region, formulas defused: corrected, it can be imported. */
export function problemTable(
  { columns, rows }: Table,
  { verdicts, region }: Previewed,
  papa: Papa,
): { readonly text: string; readonly count: number } {
  const head = [...columns.map((name, at) => name || importWords.column(at + 1)), ...Object.values(problemHeadings)];
  const wrong = verdicts.flatMap((verdict, at) => {
    const row = rows[at];
    if (verdict.is !== "problem" || row === undefined) return [];
    const cells = columns.map((_, column) => row.cells[column] ?? "");
    const beyond = row.cells.slice(columns.length).filter((cell) => cell !== "");
    return [[...cells, String(row.line), [...rowNotes(verdict), ...beyond].join(" ")]];
  });
  return { text: BYTE_ORDER_MARK + tableText(papa, [head, ...wrong], region), count: wrong.length };
}

/** "staff.csv" gives "staff problems.csv". */
export function problemFileName(file: string): string {
  return fileName(file.replace(/\.[^.]{1,5}$/, ""));
}
