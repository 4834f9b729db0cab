import { Worker } from "node:worker_threads";
import type { TableRead } from "../core/domain/import-table";
import type { Tables } from "../core/ports";
import type { ImportJob, ImportNews } from "../core/workers/read-import";

/** Reads and checks tables in worker threads, one for each job; `worker` is the built workers/read-import. */
export function tablesIn(worker: string): Tables {
  return {
    read: async (bytes) => {
      const read = await inWorker<TableRead>(worker, { do: "read", bytes }, (news, done) => {
        if (news.is === "read") done(news.read);
      });
      return read ?? { is: "refused", because: "not-read", line: null };
    },
    check: (check, step) =>
      inWorker(worker, { do: "check", ...check }, async (news, done, stop) => {
        if (news.is === "checked") done(news.rows);
        else if (news.is === "checking" && !(await step(news.done, check.rows.length))) stop();
      }),
  };
}

type Hear<T> = (news: ImportNews, done: (value: T) => void, stop: () => void) => void | Promise<void>;

/** What the worker answers; undefined where it was stopped before. Throws what the worker throws. */
function inWorker<T>(file: string, job: ImportJob, hear: Hear<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: job });
    const stop = () => void worker.terminate();
    worker.on("message", (news: ImportNews) => void Promise.resolve(hear(news, resolve, stop)).catch(reject));
    worker.on("error", reject);
    worker.on("exit", () => resolve(undefined));
  });
}
