import { basename } from "node:path";
import { Worker } from "node:worker_threads";
import type { CheckedBackup, CheckProgress } from "../../core/domain/backup-check";
import type { ChosenBackup } from "../../core/ports";
import type { CheckJob } from "./check-backup";
import { readBackupHeader } from "./unpack-backup";

/** What a check says. */
export type CheckNews =
  | { readonly is: "checking"; readonly progress: CheckProgress }
  | { readonly is: "checked"; readonly checked: CheckedBackup };

/** A backup that lies at `file`, checked in a worker thread; `worker` is the built workers/check-backup. */
export function chosenBackup(file: string, worker: string): ChosenBackup {
  return {
    name: basename(file),
    header: () => readBackupHeader(file).catch(() => ({ is: "not-read" as const })),
    check: (recoveryKey, scratch, report) => {
      const job: CheckJob = { file, recoveryKey, scratch };
      const thread = new Worker(worker, { workerData: job });
      const done = new Promise<CheckedBackup | undefined>((resolve) => {
        let checked: CheckedBackup | undefined;
        thread.on("message", (news: CheckNews) => {
          if (news.is === "checked") checked = news.checked;
          else report(news.progress);
        });
        thread.on("error", () => {
          checked = { is: "not-read" };
        });
        thread.on("exit", () => resolve(checked));
      });
      return { done, stop: () => void thread.terminate() };
    },
  };
}
