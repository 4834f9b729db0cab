import type { KeptBackup } from "./backup-generations";
import { dateIn } from "./calendar";

/** What every backup's name begins with; whatever else lies in a folder is not touched. */
const PREFIX = "wardkey";
const VAULT_LENGTH = 8;

/** What a backup is called while it is not verified yet. */
export const UNFINISHED = ".unfinished";

/** "wardkey-2026-11-30-0200-k3f9abcd": the practice's day and time at which it was made, and the vault that it is of. */
export function backupStem(vault: string, timeZone: string, at: number): string {
  const clock = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    hour: "2-digit",
    minute: "2-digit",
  });
  return `${PREFIX}-${dateIn(timeZone, at)}-${clock.format(at).replaceAll(/\D/g, "")}-${vault.slice(0, VAULT_LENGTH)}`;
}

/** The file's name; `count` tells the second one of a minute from the first. */
export function backupName(stem: string, count: number): string {
  return count === 1 ? `${stem}.age` : `${stem}-${count}.age`;
}

/** What a name says of a vault's backup, unfinished ones too; undefined for any other file. */
export function parseBackupName(name: string, vault: string): KeptBackup | undefined {
  const parts = /^wardkey-(\d{4}-\d{2}-\d{2})-(\d{4})-([a-z2-7]{8})(?:-(\d{1,3}))?\.age(?:\.unfinished)?$/.exec(name);
  const [, on, clock, of, count = "1"] = parts ?? [];
  if (on === undefined || clock === undefined || of !== vault.slice(0, VAULT_LENGTH)) return undefined;
  return { name, on, at: Number(`${on.replaceAll("-", "")}${clock}${count.padStart(3, "0")}`) };
}
