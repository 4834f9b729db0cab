import type { KitReason } from "../../../contract/vocabulary";
import type { BackupKit } from "../domain/backup-file";
import { GENERATIONS, type Generations } from "../domain/backup-generations";
import { type Db, prepared } from "./open";

/** A recovery kit; `recipient` and `seal` null where it was made before there were backups. */
export type Kit = {
  readonly id: string;
  readonly number: number;
  readonly madeAt: number;
  readonly recipient: string | null;
  readonly seal: string | null;
  readonly reason: KitReason | null;
  /** On which workstation it was checked. */
  readonly confirmedOn: string | null;
};

/** The kit that opens the vault: the newest one that was checked by typing a part of it back. */
export function findKit(db: Db): Kit | undefined {
  const sql = `SELECT kit AS id, number, made_at AS madeAt, recipient, seal, reason, confirmed_on AS confirmedOn
    FROM kits WHERE confirmed = 1
    ORDER BY number DESC, made_at DESC, kit DESC LIMIT 1`;
  return prepared(db, sql).get() as Kit | undefined;
}

/** The number of the next kit: no two papers have the same, checked or not. */
export function nextKitNumber(db: Db): number {
  return prepared(db, "SELECT 1 + coalesce(max(number), 0) FROM kits").pluck().get() as number;
}

/** For which kit backups are encrypted; undefined where there is none that takes them. */
export function findBackupKit(db: Db): (BackupKit & { readonly recipient: string }) | undefined {
  const kit = findKit(db);
  if (kit === undefined || kit.recipient === null || kit.seal === null) return undefined;
  const { number, madeAt, recipient, seal } = kit;
  return { number, madeAt, recipient, seal };
}

/** The practice key and the vault's own way to decrypt backups: public halves, and the secret rows of the private ones. */
export type PracticeKey = {
  readonly publicKey: string;
  readonly secret: string;
  readonly recipient: string;
  readonly identity: string;
};

export function findPracticeKey(db: Db): PracticeKey | undefined {
  const sql = "SELECT public_key AS publicKey, secret, recipient, identity FROM practice_keys LIMIT 1";
  return prepared(db, sql).get() as PracticeKey | undefined;
}

/** A folder of a workstation in which backups lie; `path` null: the one on the workstation itself. */
export type BackupFolder = {
  readonly id: string;
  readonly path: string | null;
  readonly addedAt: number;
  readonly last: LastBackup | null;
};

/** The newest verified backup of a folder; `at` epoch ms. */
export type LastBackup = {
  readonly at: number;
  readonly file: string;
  readonly bytes: number;
  readonly entries: number;
  readonly people: number;
  readonly kit: number;
};

type FolderRow = Omit<BackupFolder, "last"> & { readonly [K in keyof LastBackup as `last_${K}`]: LastBackup[K] | null };

/** The folders of a workstation in the order in which they were added; its own one only once something was put there. */
export function listBackupFolders(db: Db, workstation: string): readonly BackupFolder[] {
  const sql = `SELECT id, path, added_at AS addedAt, last_at, last_file, last_bytes, last_entries, last_people, last_kit
    FROM backup_folders WHERE workstation = ? AND removed = 0 ORDER BY path IS NOT NULL, added_at, id`;
  return (prepared(db, sql).all(workstation) as FolderRow[]).map(toFolder);
}

function toFolder(row: FolderRow): BackupFolder {
  const { id, path, addedAt, last_at: at, last_file: file, last_bytes: bytes, last_entries: entries } = row;
  const { last_people: people, last_kit: kit } = row;
  const isThere = at !== null && file !== null && bytes !== null && entries !== null && people !== null && kit !== null;
  return { id, path, addedAt, last: isThere ? { at, file, bytes, entries, people, kit } : null };
}

/** Since when the audit log says that there was no good backup for too long; undefined while there is one. */
export function findLateSince(db: Db): number | undefined {
  const row = prepared(db, "SELECT at FROM backups_late LIMIT 1").get() as { at: number } | undefined;
  return row?.at;
}

/** How many backups are kept. */
export function findGenerations(db: Db): Generations {
  const row = prepared(db, "SELECT daily, weekly, monthly FROM backup_generations LIMIT 1").get();
  return (row as Generations | undefined) ?? GENERATIONS;
}
