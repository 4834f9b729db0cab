import { sqliteCode } from "./open";

/** What a failure of disk, database or key store means for a person. */
export type DiskTrouble = "disk-full" | "read-only" | "damaged" | "in-use" | "key-store";

/** The disk's or database's trouble behind an error; undefined for anything else. */
export function diskTroubleOf(broken: unknown): DiskTrouble | undefined {
  const code = sqliteCode(broken) ?? (broken as Partial<NodeJS.ErrnoException> | null)?.code ?? "";
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return "disk-full";
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS)/.test(code)) return "read-only";
  if (/^(SQLITE_NOTADB|SQLITE_CORRUPT|SQLITE_IOERR|EIO)/.test(code)) return "damaged";
  if (code === "KEY_STORE_SILENT") return "key-store";
  return /^SQLITE_BUSY/.test(code) ? "in-use" : undefined;
}

/** A key store that answers, and not as it should: for people the same as one that does not answer. */
export function keyStoreTrouble(what: string): Error {
  return Object.assign(new Error(what), { code: "KEY_STORE_SILENT" });
}

/** Runs what touches the disk and gives its trouble back as a value; a bug goes on being thrown. */
export function orTrouble<T>(attempt: () => T): T | DiskTrouble {
  try {
    return attempt();
  } catch (broken) {
    const trouble = diskTroubleOf(broken);
    if (trouble === undefined) throw broken;
    return trouble;
  }
}
