import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { CheckedBackup, CheckProgress } from "../../core/domain/backup-check";
import type { CheckJob } from "./check-backup";
import type { CheckNews } from "./chosen-backup";

const LOOK_MS = 20;
/** A thread that says nothing for so long has ended without a word, or waits for a share that hangs. */
const SILENT_MS = 5 * 60_000;

/** Checks a backup for a caller who cannot wait for events; `worker` is the built workers/check-backup. */
export function checkInThread(job: CheckJob, worker: string, report: (progress: CheckProgress) => void): CheckedBackup {
  const { port1: news, port2: port } = new MessageChannel();
  new Worker(worker, { workerData: { ...job, port }, transferList: [port] });
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  for (let silentMs = 0; silentMs < SILENT_MS; silentMs += LOOK_MS) {
    for (let said = heard(news); said !== undefined; said = heard(news)) {
      if (said.is === "checked") return said.checked;
      report(said.progress);
      silentMs = 0;
    }
    Atomics.wait(nothing, 0, 0, LOOK_MS);
  }
  return { is: "not-read" };
}

function heard(news: MessageChannel["port1"]): CheckNews | undefined {
  return receiveMessageOnPort(news)?.message as CheckNews | undefined;
}
