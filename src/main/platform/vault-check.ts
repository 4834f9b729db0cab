import { Worker } from "node:worker_threads";
import type { RunCheck } from "../core/installation";
import { damagedFile, type VerifyNews } from "../core/store/ledger/check-vault";
import { diskTroubleOf } from "../core/store/trouble";

/** Runs a check of the vault in a worker thread. */
export function checkInWorker(worker: string, report: (what: string, broken: unknown) => void): RunCheck {
  return (job, hear, stop) =>
    new Promise((resolve) => {
      const verifying = new Worker(worker, { workerData: job });
      const onStop = () => void verifying.terminate();
      stop?.addEventListener("abort", onStop, { once: true });
      let failed = false;
      verifying.on("message", (news: VerifyNews) => {
        if (stop?.aborted !== true) hear(news);
      });
      verifying.on("error", (broken) => {
        report("verify-ledger", broken);
        // A file that breaks the reading of it is damaged, whatever it was that could not be read.
        if (job.depth === "quick" || diskTroubleOf(broken) === "damaged") hear(damagedFile);
        else failed = true;
      });
      verifying.on("exit", () => {
        stop?.removeEventListener("abort", onStop);
        resolve(stop?.aborted === true ? "stopped" : failed ? "failed" : "ended");
      });
    });
}
