import { Worker } from "node:worker_threads";
import type { RunCheck } from "../core/installation";
import type { VerifyNews } from "../core/store/ledger/check-vault";

/** Runs a check of the vault in a worker thread; one that breaks off is a file that cannot be read. */
export function checkInWorker(worker: string, report: (what: string, broken: unknown) => void): RunCheck {
  return (job, hear) =>
    new Promise((resolve) => {
      const verifying = new Worker(worker, { workerData: job });
      verifying.on("message", (news: VerifyNews) => hear(news));
      verifying.on("error", (broken) => {
        report("verify-ledger", broken);
        hear({ is: "wrong", what: "file-damaged", owners: [], managers: false });
      });
      verifying.on("exit", () => resolve());
    });
}
