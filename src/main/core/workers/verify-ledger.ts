import { parentPort, workerData } from "node:worker_threads";
import { checkVault, type VerifyJob } from "../store/ledger/check-vault";

checkVault(workerData as VerifyJob, (news) => parentPort?.postMessage(news));
