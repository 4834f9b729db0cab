import { constants, copyFileSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRunning } from "./processes";

export type VaultCopy = { readonly file: string; readonly remove: () => void };

/** Of the folder that holds a copy; the process that made it follows. */
const PREFIX = "wardkey-copy-";

/**
 * Copies a database, with what is not folded into it yet, to a folder of its own that only its owner can read: SQLite
 * leaves files beside whatever it opens, even to read. The copy is encrypted as the original is. Throws what the file
 * system throws.
 */
export function copyDatabase(database: string): VaultCopy {
  // What is not folded in lies beside the file itself, wherever links to it lie.
  const real = realpathSync(database);
  const { folder, remove } = ownTemporaryFolder();
  const file = join(folder, "vault.db");
  try {
    for (const suffix of ["", "-wal"]) {
      if (existsSync(real + suffix)) copyFileSync(real + suffix, file + suffix, constants.COPYFILE_FICLONE);
    }
  } catch (broken) {
    remove();
    throw broken;
  }
  return { file, remove };
}

/** A folder that only its owner can read; what an ended process left in its own is taken away first. */
export function ownTemporaryFolder(): { readonly folder: string; readonly remove: () => void } {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Takes away the copies of processes that were ended in the middle of their work. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX) || isRunning(Number.parseInt(name.slice(PREFIX.length), 10))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Somebody else's, who takes it away.
    }
  }
}
