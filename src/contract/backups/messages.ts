import { formatDate, type Place } from "../formats";
import type { BackupRefused, BackupUnusable } from "../refusals";
import type { BackupProblem } from "../vocabulary";
import { folderTroubles } from "./trouble-messages";

export const backupRefusals: Readonly<Record<BackupRefused["because"], string>> = {
  ...folderTroubles,
  running: "A backup is running already.",
  "no-kit": "Your recovery kit was printed before there were backups. Make a new one under Recovery kit and keys.",
  "not-checked": "Wardkey is still checking its records, or they do not match the audit log. No backup was begun.",
  "known-folder": "Backups already go to this folder.",
  "not-a-folder": "That is a file. Choose a folder.",
  "own-folder": "That folder belongs to Wardkey itself. Choose one on another disk.",
};

/** "kit no. 2 of January 8, 2027": which paper to look for. */
function kitName({ number, madeAt }: { readonly number: number; readonly madeAt: number }, place: Place): string {
  return `kit no. ${number} of ${formatDate(madeAt, place)}`;
}

const backupProblems: Readonly<Record<Exclude<BackupProblem, "wrong-key">, string>> = {
  "not-read": "The file cannot be read. Check the stick, the share or the disk, and choose it again.",
  "no-backup": "This file is no Wardkey backup. Its name ends in .age.",
  foreign: "Your recovery kit does not know who made this backup. Nothing of it was used.",
  "other-practice": "This backup is of another practice. The vault on this computer stays as it is.",
  incomplete: "The end of this backup is missing. Copy it again, or choose another one.",
  changed: "This backup is damaged or was changed. Choose another one.",
  newer: "A newer version of Wardkey made this backup. Install that version, and restore it there.",
  "foreign-parts": "The database in this backup has parts that Wardkey did not make. Nothing of it was used.",
  "not-intact": "The vault in this backup does not pass the check. Choose an earlier one.",
  "disk-full": "The disk is full. A restore needs room for the vault twice.",
  "read-only": "Wardkey may not write into the vault’s folder.",
};

export function backupProblemWords({ because, kit }: BackupUnusable, place: Place): string {
  if (because !== "wrong-key") return backupProblems[because];
  const needed = kit === undefined ? "" : ` It takes ${kitName(kit, place)}.`;
  return `This recovery key does not open this backup.${needed}`;
}
