/** @file Where things lie, and how they come to lie there whole or not at all. */

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";

export const project = resolve(import.meta.dirname, "../..");

/** What belongs to this checkout alone; ignored by git. */
export const runtimeFolder = join(project, ".runtime");

/** What is fetched or compiled once for all checkouts. */
export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "wardkey");
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Sweeps away what interrupted runs left half-made beside `target`.
 * @param {string} target
 */
function sweepPartials(target) {
  for (const name of readdirSync(dirname(target))) {
    const owner = /^(.+)\.(\d+)\.partial$/.exec(name);
    if (owner?.[1] !== basename(target) || isRunning(Number(owner[2]))) continue;
    rmSync(join(dirname(target), name), { recursive: true, force: true });
  }
}

/**
 * Fills a folder under another name and renames it when complete. Where two runs do it at once, the first one's stays.
 * @param {string} target
 * @param {(partial: string) => Promise<void>} fill
 */
export async function makeFolder(target, fill) {
  mkdirSync(dirname(target), { recursive: true });
  sweepPartials(target);
  const partial = `${target}.${process.pid}.partial`;
  try {
    mkdirSync(partial);
    await fill(partial);
    if (!existsSync(target)) renameSync(partial, target);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
