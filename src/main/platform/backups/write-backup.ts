import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BackupTrouble } from "../../../contract/vocabulary";
import { formatManifest, type VaultFacts } from "../../core/domain/backup-file";
import { kitArguments } from "../../core/domain/backup-header";
import type { BackupJob, BackupNews } from "../../core/domain/backup-job";
import { openDatabase } from "../../core/store/open";
import { readVaultFacts } from "../../core/store/vault-facts";
import { verifyCopy } from "../../core/vault/verify-copy";
import { encryptTo } from "./age-file";
import { dropUnfinished, finish, folderTroubleOf, isMarked, markFolder, prune, putUnfinished } from "./folders";
import { digestOf } from "./pieces";
import { unpackBackup } from "./unpack-backup";

type Report = (news: BackupNews) => void;

/** What a worker says; `because`: what kept it from every folder. */
export type BackupSaid = BackupNews | { readonly is: "ended"; readonly because: BackupTrouble | null };

/** Makes a backup and says how it ended; a bug is thrown. */
export async function runBackup(job: BackupJob, report: (said: BackupSaid) => void): Promise<void> {
  const because = await inFolder(() => writeBackup(job, report));
  report({ is: "ended", because: because ?? null });
}

/**
 * Makes one backup and puts it into every folder, verified there before it has its name (BACKUP-2). The vault is only read.
 * What fails in one folder is told of that folder; what fails before is thrown.
 */
async function writeBackup(job: BackupJob, report: Report): Promise<undefined> {
  const copy = join(job.scratch, "copy.db");
  const backup = join(job.scratch, "backup.age");
  report({ is: "step", step: "copy", done: 0, of: 1 });
  const facts = copyVault(job, copy);
  const database = await digestOf(copy);
  await encryptBackup(job, { copy, backup, database, facts }, report);
  await rm(copy);
  const written = await digestOf(backup);
  let verified = false;
  for (const folder of job.folders) {
    const ended = await inFolder(async () => {
      const unfinished = await putInto(job, folder.path, backup, written.bytes, report);
      if (unfinished === "vanished") return unfinished;
      report({ is: "step", step: "verify", done: 0, of: 1 });
      // Every folder's file is read back; the first one also decrypted, opened, and its audit log replayed.
      const is = await digestOf(join(folder.path, unfinished));
      if (is.sha256 !== written.sha256) return "changed";
      verified = verified || (await verifyBackup(job, join(folder.path, unfinished), report));
      if (!verified) return "not-intact";
      const name = await finish(folder.path, unfinished);
      await prune(folder.path, job.manifest.vault, job.generations, name);
      return { name, bytes: written.bytes, entries: facts.entries, people: facts.people };
    });
    report({ is: "folder", folder: folder.id, ended });
  }
  return undefined;
}

/** A consistent copy that holds nothing of what was deleted, encrypted with the vault's key, and what it holds. */
function copyVault({ database, key }: BackupJob, copy: string): VaultFacts {
  const db = openDatabase(database, key, { readonly: true });
  try {
    db.prepare("VACUUM INTO ?").run(copy);
  } finally {
    db.close();
  }
  const copied = openDatabase(copy, key, { readonly: true });
  try {
    return readVaultFacts(copied);
  } finally {
    copied.close();
  }
}

type Parts = {
  readonly copy: string;
  readonly backup: string;
  readonly database: { readonly bytes: number; readonly sha256: string };
  readonly facts: VaultFacts;
};

async function encryptBackup(job: BackupJob, { copy, backup, database, facts }: Parts, report: Report): Promise<void> {
  const { manifest, practiceKey, recipients } = job;
  const first = new TextEncoder().encode(formatManifest({ ...manifest, ...facts, database }, practiceKey));
  const target = await open(backup, "w", 0o600);
  try {
    await encryptTo(target, { first, file: copy }, recipients, await kitStanza(job), (done) =>
      report({ is: "step", step: "encrypt", done, of: database.bytes }),
    );
    await target.sync();
  } finally {
    await target.close();
  }
}

async function kitStanza({ manifest }: BackupJob) {
  const { Stanza } = await import("age-encryption");
  const stanza = new Stanza(kitArguments(manifest.vault, manifest.kit), new Uint8Array());
  return { wrapFileKey: () => [stanza] };
}

async function putInto(job: BackupJob, path: string, backup: string, bytes: number, report: Report) {
  report({ is: "step", step: "write", done: 0, of: bytes });
  if (path === job.here) await markFolder(path, job.manifest.vault, true);
  else if (!(await isMarked(path, job.manifest.vault))) return "vanished";
  await dropUnfinished(path, job.manifest.vault);
  return putUnfinished(path, job.stem, backup, (done) => report({ is: "step", step: "write", done, of: bytes }));
}

/** Opens what was written as a restore does, without what only a restore may do. */
async function verifyBackup(job: BackupJob, file: string, report: Report): Promise<boolean> {
  const target = join(job.scratch, "verify.db");
  const unpacked = await unpackBackup({
    ...{ file, identity: job.identity, target },
    isOurs: ({ practiceKey }) => practiceKey === job.manifest.practiceKey,
    progress: () => {},
  });
  if (unpacked.is !== "unpacked") return false;
  const copy = { file: target, key: job.key, vaultId: job.manifest.vault };
  const verdict = verifyCopy(copy, unpacked.manifest.signedHeads, ({ done, of }) =>
    report({ is: "step", step: "verify", done, of }),
  );
  return verdict.is === "intact";
}

/** What hinders a folder is said of it, and hinders no other one. */
async function inFolder<T>(work: () => Promise<T>): Promise<T | BackupTrouble> {
  try {
    return await work();
  } catch (broken) {
    return folderTroubleOf(broken);
  }
}
