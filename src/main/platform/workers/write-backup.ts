import { parentPort, workerData } from "node:worker_threads";
import type { BackupJob } from "../../core/domain/backup-job";
import { runBackup } from "../backups/write-backup";

void runBackup(workerData as BackupJob, (said) => parentPort?.postMessage(said));
