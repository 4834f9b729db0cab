import { parentPort, workerData } from "node:worker_threads";
import type { NewKeyJob } from "../../core/domain/new-key-job";
import { putUnderNewKey } from "../new-key";

putUnderNewKey(workerData as NewKeyJob, (news) => parentPort?.postMessage(news));
