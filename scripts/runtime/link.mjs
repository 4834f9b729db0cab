/** @file A copy of a folder that takes no room: its files are hard links wherever the file system allows it. */

import { copyFile, link, lstat, mkdir, readdir, readlink, symlink } from "node:fs/promises";
import { join } from "node:path";

/** @param {string} from @param {string} to */
async function linkFile(from, to) {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
}

/**
 * Fills `to`, an existing folder, with what `from` holds.
 * @param {string} from
 * @param {string} to
 */
export async function linkTree(from, to) {
  for (const name of await readdir(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    const found = await lstat(source);
    if (found.isDirectory()) {
      await mkdir(target);
      await linkTree(source, target);
    } else if (found.isSymbolicLink()) await symlink(await readlink(source), target);
    else await linkFile(source, target);
  }
}
