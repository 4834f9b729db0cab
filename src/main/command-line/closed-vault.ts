import { existsSync, realpathSync, statSync } from "node:fs";
import type { VaultTrouble } from "../../contract/refusals";
import { type KeyEnvelope, keyEnvelopeTrouble, parseKeyEnvelope } from "../core/domain/key-envelope";
import type { VaultFolder } from "../core/ports";
import { type Db, shareLock } from "../core/store/open";
import { orTrouble } from "../core/store/trouble";
import { vaultIn } from "../platform/app-data";
import { copyDatabase } from "../platform/vault-copy";
import { vaultFolder } from "../platform/vault-folder";

/** What lies in a data folder, found without a key and without writing anything. */
export type FoundVault =
  | { readonly is: "none" }
  | { readonly is: "trouble"; readonly trouble: VaultTrouble["trouble"] }
  | {
      readonly is: "there";
      readonly folder: VaultFolder;
      readonly keyEnvelope: KeyEnvelope;
      /** The last Wardkey that had it open ended without closing it: what it wrote last is not folded in yet. */
      readonly isUnfolded: boolean;
    };

export function findVault(dataDir: string): FoundVault {
  const found = orTrouble(() => lookFor(vaultFolder(vaultIn(dataDir))));
  return typeof found === "string" ? { is: "trouble", trouble: found } : found;
}

function lookFor(folder: VaultFolder): FoundVault {
  const file = statSync(folder.database, { throwIfNoEntry: false });
  if (file === undefined) return { is: "none" };
  if (!file.isFile()) return { is: "trouble", trouble: "not-a-vault" };
  if (folder.hasTwoNames()) return { is: "trouble", trouble: "two-names" };
  const text = folder.readKeyEnvelope() ?? "";
  const keyEnvelope = parseKeyEnvelope(text);
  if (keyEnvelope === undefined) return { is: "trouble", trouble: keyEnvelopeTrouble(text) };
  if (file.size === 0) return { is: "trouble", trouble: "damaged" };
  const log = statSync(`${realpathSync(folder.database)}-wal`, { throwIfNoEntry: false });
  return { is: "there", folder, keyEnvelope, isUnfolded: (log?.size ?? 0) > 0 };
}

/**
 * Keeps every Wardkey from opening the vault until released; undefined where one has it open. A folder that was never opened
 * has no lock to share. Throws what the disk throws.
 */
export function holdVault(folder: VaultFolder): { readonly release: () => void } | undefined {
  const file = folder.lockFile();
  if (!existsSync(file)) return { release: () => {} };
  const lock: Db | undefined = shareLock(file);
  return lock === undefined ? undefined : { release: () => void lock.close() };
}

/** Whether nobody but its owner can look into a folder; null where the system has no modes that say so. */
export function isOwnersAlone(folder: string): boolean | null {
  return process.platform === "win32" ? null : (statSync(folder).mode & 0o077) === 0;
}

/** Does something with a copy of the vault's database, which is gone afterwards. Throws what the file system throws. */
export function withCopy<T>(folder: VaultFolder, act: (file: string) => T): T {
  const copy = copyDatabase(folder.database);
  try {
    return act(copy.file);
  } finally {
    copy.remove();
  }
}
