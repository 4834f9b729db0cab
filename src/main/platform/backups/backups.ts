import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { BackupTrouble, FolderRefusal } from "../../../contract/vocabulary";
import type { BackupJob } from "../../core/domain/backup-job";
import type { Backups, FolderLook } from "../../core/ports";
import { ageIdentity, ageRecipient } from "./age-keys";
import {
  bytesIn,
  dropUnfinished,
  folderTroubleOf,
  freeBytes,
  isMarked,
  isSameDisk,
  listBackups,
  markFolder,
  whyNotTaken,
} from "./folders";
import type { BackupSaid } from "./write-backup";

/** A thread that waits for a share that hangs ends with the share: nobody waits longer than this for it (ms). */
const STOP_MS = 3000;

/** Wardkey's own folder, and the one in it that holds the backups on this computer. */
export type OwnFolders = { readonly own: string; readonly here: string };

/** Backups made in worker threads, one for each; `worker` is the built workers/write-backup. */
export function backupsIn(
  worker: string,
  { own, here }: OwnFolders,
  report: (what: string, broken: unknown) => void,
): Backups {
  return {
    here,
    keysOf: async (bytes) => {
      const identity = ageIdentity(bytes);
      return { identity, recipient: await ageRecipient(identity) };
    },
    mark: (path, vault, known) =>
      troubleIn(async () => {
        const refused = await whyNotTaken(path, known, own);
        if (refused === undefined) await markFolder(path, vault, false);
        return refused;
      }),
    look: (path, vault) => look(path, vault, own),
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
      let end: (because: BackupTrouble | null) => void = () => {};
      const done = new Promise<BackupTrouble | null>((resolve) => {
        end = resolve;
      });
      thread.on("exit", () => void sweep(job).then(() => end(because)));
      const stop = (why: BackupTrouble = "stopped") => {
        because ??= why;
        void thread.terminate();
        setTimeout(() => end(because), STOP_MS).unref();
      };
      return { done, stop };
    },
  };
}

async function troubleIn(
  work: () => Promise<FolderRefusal | undefined>,
): Promise<FolderRefusal | BackupTrouble | undefined> {
  try {
    return await work();
  } catch (broken) {
    return folderTroubleOf(broken);
  }
}

async function look(path: string, vault: string, own: string): Promise<FolderLook | undefined> {
  try {
    if (!(await isMarked(path, vault))) return undefined;
    const names = await listBackups(path, vault);
    const sameDisk = await isSameDisk(path, own);
    return { free: await freeBytes(path), sameDisk, names, bytes: await bytesIn(path, names) };
  } catch {
    return undefined;
  }
}

/** Takes away what a backup left that was stopped in the middle. */
async function sweep({ folders, manifest, scratch }: BackupJob): Promise<void> {
  for (const { path } of folders) await dropUnfinished(path, manifest.vault).catch(() => {});
  await rm(join(scratch, "copy.db"), { force: true }).catch(() => {});
}
