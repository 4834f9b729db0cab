import { readFileSync, statSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { type CheckedRow, IMPORT_BYTES_MAX, type TableRead } from "../domain/import-table";
import { type Checking, checkRows } from "./import/check-rows";
import { parseTable } from "./import/parse-table";

/** Reads a list of people from a file, or checks its rows, beside the app: both take longer than a frame. */
export type ImportJob = { readonly do: "read"; readonly file: string } | ({ readonly do: "check" } & Checking);
export type ImportNews =
  | { readonly is: "read"; readonly read: TableRead }
  | { readonly is: "checking"; readonly done: number }
  | { readonly is: "checked"; readonly rows: readonly CheckedRow[] };

function readFile(file: string): TableRead {
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > IMPORT_BYTES_MAX) return { is: "refused", because: "too-large", line: null };
    bytes = readFileSync(file);
  } catch {
    // Gone, open in another program, a folder, not allowed: whatever it is, there is no table.
    return { is: "refused", because: "not-read", line: null };
  }
  return parseTable(bytes);
}

function work(job: ImportJob, report: (news: ImportNews) => void): void {
  if (job.do === "read") report({ is: "read", read: readFile(job.file) });
  else report({ is: "checked", rows: checkRows(job, (done) => report({ is: "checking", done })) });
}

work(workerData as ImportJob, (news) => parentPort?.postMessage(news));
