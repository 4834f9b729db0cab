import { parentPort, workerData } from "node:worker_threads";
import { type CheckJob, checkBackup } from "../backups/check-backup";

void checkBackup(workerData as CheckJob, (progress) => parentPort?.postMessage({ is: "checking", progress })).then(
  (checked) => parentPort?.postMessage({ is: "checked", checked }),
);
