import type { vaultMethods } from "../../../contract/vault/methods";
import { onInstallation, onVault, type RoutesOf } from "../route";
import { changePassphrase, getVaultKeys, openByKeyStore, openByPassphrase } from "./change-keys";
import { confirmVault } from "./confirm-vault";
import { saveEvidence, saveSealedEvidence } from "./evidence";
import { changeVaultKey } from "./new-vault-key";
import { chooseTextTokenLifetime, createPractice, finishPracticeSetup } from "./practice-setup";
import { rebuildTables } from "./rebuild-tables";
import { confirmRecoveryKit, makeNewKit, makeRecoveryKit } from "./recovery-kit";
import { checkBackup, chooseBackup, restoreBackup, restoreOverVault } from "./restore";
import { chooseVaultFile, openVault, openVaultFile, openVaultWithRecoveryKey, retryOpening } from "./vault";

export const vaultRoutes = {
  createPractice: onInstallation(createPractice),
  chooseTextTokenLifetime: onVault(chooseTextTokenLifetime),
  makeRecoveryKit: onInstallation(makeRecoveryKit),
  confirmRecoveryKit: onInstallation(confirmRecoveryKit),
  finishPracticeSetup: onInstallation(finishPracticeSetup),
  chooseVaultFile: onInstallation(chooseVaultFile),
  openVaultFile: onInstallation(openVaultFile),
  openVault: onInstallation(openVault),
  openVaultWithRecoveryKey: onInstallation(openVaultWithRecoveryKey),
  retryOpening: onInstallation(retryOpening),
  confirmVault: onInstallation(confirmVault),
  makeNewKit: onInstallation(makeNewKit),
  getVaultKeys: onInstallation(getVaultKeys),
  changePassphrase: onInstallation(changePassphrase),
  openByKeyStore: onInstallation(openByKeyStore),
  openByPassphrase: onInstallation(openByPassphrase),
  changeVaultKey: onInstallation(changeVaultKey),
  saveEvidence: onInstallation(saveEvidence),
  saveSealedEvidence: onInstallation(saveSealedEvidence),
  rebuildTables: onInstallation(rebuildTables),
  chooseBackup: onInstallation(chooseBackup),
  checkBackup: onInstallation(checkBackup),
  restoreBackup: onInstallation(restoreBackup),
  restoreOverVault: onInstallation(restoreOverVault),
} satisfies RoutesOf<typeof vaultMethods>;
