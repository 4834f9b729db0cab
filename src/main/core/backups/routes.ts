import type { backupsMethods } from "../../../contract/backups/methods";
import { onInstallation, onVault, type RoutesOf } from "../route";
import { backUpNow, stopBackup } from "./back-up";
import { getBackups } from "./backup-state";
import { addBackupFolder, changeBackupGenerations, chooseBackupFolder, removeBackupFolder } from "./folders";

export const backupsRoutes = {
  getBackups: onVault(getBackups),
  backUpNow: onVault(backUpNow),
  stopBackup: onVault(stopBackup),
  chooseBackupFolder: onInstallation(chooseBackupFolder),
  addBackupFolder: onVault(addBackupFolder),
  removeBackupFolder: onVault(removeBackupFolder),
  changeBackupGenerations: onVault(changeBackupGenerations),
} satisfies RoutesOf<typeof backupsMethods>;
