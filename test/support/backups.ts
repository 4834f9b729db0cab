import { basename, dirname } from "node:path";
import type { BackupTrouble } from "../../src/contract/vocabulary";
import type { VaultContext } from "../../src/main/core/context";
import type { Backups, ChosenBackup } from "../../src/main/core/ports";
import { backupsIn } from "../../src/main/platform/backups/backups";
import { checkBackup } from "../../src/main/platform/backups/check-backup";
import { readBackupHeader } from "../../src/main/platform/backups/unpack-backup";
import { runBackup } from "../../src/main/platform/backups/write-backup";

/** Backups as the app makes them, in this thread: what breaks is thrown where the test sees it. `here`: on this computer. */
export function backupsHere(here: string): Backups {
  return {
    ...backupsIn("", { own: dirname(here), here }, () => {}),
    run: (job, hear) => ({
      done: new Promise<BackupTrouble | null>((resolve, reject) => {
        runBackup(job, (said) => (said.is === "ended" ? resolve(said.because) : hear(said))).catch(reject);
      }),
      stop: () => {
        throw new Error("only a thread of its own can be stopped");
      },
    }),
  };
}

/** A backup at a place, checked in this thread. */
export function backupAt(file: string): ChosenBackup {
  return {
    name: basename(file),
    header: () => readBackupHeader(file),
    check: (recoveryKey, scratch, report) => ({
      done: checkBackup({ file, recoveryKey, scratch }, report),
      stop: () => {
        throw new Error("only a thread of its own can be stopped");
      },
    }),
  };
}

/** For a vault that has no computer around it: every folder will do, and nothing is made. */
export const noBackups: VaultContext["backups"] = {
  here: "/backups",
  mark: async () => undefined,
  look: async () => undefined,
  start: () => ({ ok: true, value: null }),
};
