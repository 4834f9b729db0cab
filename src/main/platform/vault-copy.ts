import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type VaultCopy = { readonly file: string; readonly remove: () => void };

/**
 * Copies a database, with what is not folded into it yet, to a folder of its own that only its owner can read: SQLite
 * leaves files beside whatever it opens, even to read. The copy is encrypted as the original is. Throws what the file
 * system throws.
 */
export function copyDatabase(database: string): VaultCopy {
  const folder = mkdtempSync(join(tmpdir(), "wardkey-copy-"));
  const file = join(folder, "vault.db");
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const suffix of ["", "-wal"]) {
      if (existsSync(database + suffix)) copyFileSync(database + suffix, file + suffix, constants.COPYFILE_FICLONE);
    }
  } catch (broken) {
    remove();
    throw broken;
  }
  return { file, remove };
}
