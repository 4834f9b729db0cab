import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { BackupTrouble } from "../../../contract/vocabulary";
import type { BackupJob } from "../../core/domain/backup-job";
import type { Backups, FolderLook } from "../../core/ports";
import { ageIdentity, ageRecipient } from "./age-keys";
import { bytesIn, dropUnfinished, folderTroubleOf, freeBytes, isMarked, listBackups, markFolder } from "./folders";
import type { BackupSaid } from "./write-backup";

/** Backups made in worker threads, one for each; `worker` is the built workers/write-backup, `here` the folder on this computer. */
export function backupsIn(worker: string, here: string, report: (what: string, broken: unknown) => void): Backups {
  return {
    here,
    keysOf: async (bytes) => {
      const identity = ageIdentity(bytes);
      return { identity, recipient: await ageRecipient(identity) };
    },
    mark: (path, vault) => troubleIn(() => markFolder(path, vault, path === here)),
    look: (path, vault) => look(path, vault),
    run: (job, hear) => {
      let because: BackupTrouble | null = null;
      const thread = new Worker(worker, { workerData: job });
      thread.on("message", (said: BackupSaid) => {
        if (said.is === "ended") because = said.because;
        else hear(said);
      });
      thread.on("error", (broken) => {
        because ??= "not-written";
        report("backup", broken);
      });
      const done = new Promise<BackupTrouble | null>((resolve) => {
        thread.on("exit", () => void sweep(job).then(() => resolve(because)));
      });
      const stop = (why: BackupTrouble = "stopped") => {
        because ??= why;
        void thread.terminate();
      };
      return { done, stop };
    },
  };
}

async function troubleIn(work: () => Promise<void>): Promise<BackupTrouble | undefined> {
  try {
    await work();
    return undefined;
  } catch (broken) {
    return folderTroubleOf(broken);
  }
}

async function look(path: string, vault: string): Promise<FolderLook | undefined> {
  try {
    if (!(await isMarked(path, vault))) return undefined;
    const names = await listBackups(path, vault);
    return { free: await freeBytes(path), names, bytes: await bytesIn(path, names) };
  } catch {
    return undefined;
  }
}

/** Takes away what a backup left that was stopped in the middle. */
async function sweep({ folders, manifest, scratch }: BackupJob): Promise<void> {
  for (const { path } of folders) await dropUnfinished(path, manifest.vault).catch(() => {});
  await rm(join(scratch, "copy.db"), { force: true }).catch(() => {});
}
