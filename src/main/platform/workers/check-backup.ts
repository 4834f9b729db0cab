import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type CheckJob, checkBackup } from "../backups/check-backup";

/** `port`: where somebody listens who cannot wait for events. */
const { port = parentPort, ...job } = workerData as CheckJob & { readonly port?: MessagePort };

void checkBackup(job, (progress) => port?.postMessage({ is: "checking", progress })).then((checked) =>
  port?.postMessage({ is: "checked", checked }),
);
