import { createHash } from "node:crypto";
import { constants } from "node:fs";
import {
  access,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  writeFile,
} from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { backupFolderText } from "../../../contract/backups/trouble-messages";
import type { BackupTrouble, FolderRefusal } from "../../../contract/vocabulary";
import { dispensable, type Generations } from "../../core/domain/backup-generations";
import { backupName, parseBackupName, UNFINISHED } from "../../core/domain/backup-names";
import { diskTroubleOf } from "../../core/store/trouble";
import { type Progress, piecesOf, writeAll } from "./pieces";

/*
 * The folders in which backups lie: on this computer, on a share, on a stick. A share or stick that is away leaves an empty
 * folder in its place, so that one is known by a file of ours in it, and nothing is written where that is missing.
 */

const MARK = "About these backups.txt";

/**
 * Why a person's choice is not taken, before anything is written there: a path that this computer does not have is away, and
 * one folder is not taken twice by another spelling or another way to it.
 */
export async function whyNotTaken(
  path: string,
  known: readonly string[],
  own: string,
): Promise<FolderRefusal | undefined> {
  if (!isAbsolute(path)) throw Object.assign(new Error("no path of this computer"), { code: "ENOENT" });
  const place = await realpath(path);
  if (!(await stat(place)).isDirectory()) return "not-a-folder";
  for (const one of known) if ((await placeOf(one)) === place) return "known-folder";
  const below = relative(await placeOf(own), place);
  return below.split(sep)[0] === ".." || isAbsolute(below) ? undefined : "own-folder";
}

/** Where a path leads; as it is written where that is away. */
function placeOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

/** Whether a broken disk takes both. */
export async function isSameDisk(path: string, other: string): Promise<boolean> {
  return (await stat(path)).dev === (await stat(other)).dev;
}

/** Makes a folder one of this vault's: it has to be there, unless it is to be made, and let itself be written to. */
export async function markFolder(path: string, vault: string, make: boolean): Promise<void> {
  if (make) await mkdir(path, { recursive: true, mode: 0o700 });
  await access(path, constants.W_OK);
  if (await isMarked(path, vault)) return;
  await writeFile(join(path, MARK), `${backupFolderText}\n${markOf(vault)}\n`, { flag: "a" });
}

/** Whether a folder is there and is one of this vault's. */
export async function isMarked(path: string, vault: string): Promise<boolean> {
  const text = await readFile(join(path, MARK), "utf8").catch((broken: NodeJS.ErrnoException) => {
    if (broken.code === "ENOENT" || broken.code === "ENOTDIR") return "";
    throw broken;
  });
  return text.split(/\r?\n/).includes(markOf(vault));
}

/** Which vault's backups these are, as a stranger's eyes may see it. */
function markOf(vault: string): string {
  return `Vault ${createHash("sha256").update(vault).digest("hex").slice(0, 16)}`;
}

/** How many bytes fit in there still. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** Puts a file into a folder under a name that no backup has yet, and flushes it; the name while it is not verified. */
export async function putUnfinished(path: string, stem: string, source: string, progress: Progress): Promise<string> {
  const there = new Set(await readdir(path));
  let count = 1;
  while (there.has(backupName(stem, count)) || there.has(backupName(stem, count) + UNFINISHED)) count += 1;
  const name = backupName(stem, count) + UNFINISHED;
  const target = await open(join(path, name), "wx", 0o600);
  let done = 0;
  try {
    for await (const piece of piecesOf(source)) {
      await writeAll(target, piece);
      done += piece.length;
      progress(done);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return name;
}

/** Gives what was verified its name, which is on the disk then; the name. */
export async function finish(path: string, unfinished: string): Promise<string> {
  const name = unfinished.slice(0, -UNFINISHED.length);
  await rename(join(path, unfinished), join(path, name));
  await syncFolder(path);
  return name;
}

/** Takes away what was begun and never finished. */
export async function dropUnfinished(path: string, vault: string): Promise<void> {
  for (const name of await readdir(path))
    if (name.endsWith(UNFINISHED) && parseBackupName(name, vault) !== undefined) await rm(join(path, name));
}

/** The names of a vault's finished backups in a folder. */
export async function listBackups(path: string, vault: string): Promise<readonly string[]> {
  const names = await readdir(path);
  return names.filter((name) => !name.endsWith(UNFINISHED) && parseBackupName(name, vault) !== undefined);
}

/** How large they are together. */
export async function bytesIn(path: string, names: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const name of names) bytes += (await stat(join(path, name))).size;
  return bytes;
}

/** Takes away what no generation needs any more, now that `lastGood` is there and verified. */
export async function prune(path: string, vault: string, most: Generations, lastGood: string): Promise<void> {
  const backups = (await listBackups(path, vault)).flatMap((name) => parseBackupName(name, vault) ?? []);
  for (const name of dispensable(backups, most, lastGood)) await rm(join(path, name), { force: true });
}

/** Not every share can flush a folder: what it says then says nothing of the file. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync().catch(() => {});
  } finally {
    await folder.close();
  }
}

/** What an error in a folder means for a person. */
export function folderTroubleOf(broken: unknown): BackupTrouble {
  const code = (broken as NodeJS.ErrnoException).code ?? "";
  if (/^(ENOENT|ENOTDIR|ENODEV|ENXIO|ESTALE|EHOSTDOWN|ENETUNREACH|ETIMEDOUT)$/.test(code)) return "vanished";
  const trouble = diskTroubleOf(broken);
  if (trouble === "disk-full" || trouble === "read-only") return trouble;
  if (code !== "") return "not-written";
  throw broken;
}
