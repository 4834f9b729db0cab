import type { BackupRefused } from "../refusals";
import { folderTroubles } from "./trouble-messages";

export const backupRefusals: Readonly<Record<BackupRefused["because"], string>> = {
  ...folderTroubles,
  running: "A backup is running already.",
  "no-kit": "Your recovery kit was printed before there were backups, so it takes none.",
  "not-checked": "Wardkey is still checking its records, or they do not match the audit log. No backup was begun.",
  "known-folder": "Backups already go to this folder.",
};
