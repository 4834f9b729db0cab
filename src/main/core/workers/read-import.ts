import { parentPort, workerData } from "node:worker_threads";
import type { CheckedRow, TableRead } from "../domain/import-table";
import { type Checking, checkRows } from "./import/check-rows";
import { parseTable } from "./import/parse-table";

/** Reads a list of people from the bytes of a file, or checks its rows, beside the app: both take longer than a frame. */
export type ImportJob = { readonly do: "read"; readonly bytes: Uint8Array } | ({ readonly do: "check" } & Checking);
export type ImportNews =
  | { readonly is: "read"; readonly read: TableRead }
  | { readonly is: "checking"; readonly done: number }
  | { readonly is: "checked"; readonly rows: readonly CheckedRow[] };

function work(job: ImportJob, report: (news: ImportNews) => void): void {
  if (job.do === "read") report({ is: "read", read: parseTable(job.bytes) });
  else report({ is: "checked", rows: checkRows(job, (done) => report({ is: "checking", done })) });
}

work(workerData as ImportJob, (news) => parentPort?.postMessage(news));
