import type { BackupTrouble } from "../vocabulary";

/** What keeps a backup from a folder, and what helps. */
export const folderTroubles: Readonly<Record<BackupTrouble, string>> = {
  vanished: "The folder is not there. Plug in the stick or connect the share.",
  "disk-full": "The disk is full. Make room, or add another folder.",
  "read-only": "Wardkey may not write there. Check the folder’s permissions.",
  "not-written": "Writing failed. Check the disk or the network.",
  slow: "The folder has not answered for five minutes. Check the disk or the network.",
  changed: "What lies there is not what was written. Use another disk.",
  "not-intact": "The copy did not pass the check. Open the audit log and verify it.",
  stopped: "It was stopped.",
};

/** What stands in a folder of backups, for whoever finds it. */
export const backupFolderText = `Wardkey keeps backups here. They are encrypted.
Opening one takes the printed recovery kit. Never keep the kit and a backup together.
Keep this file: without it Wardkey does not know the folder, and makes no more backups in it.`;
