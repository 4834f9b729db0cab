import type { recoveryMethods } from "../../../contract/recovery/methods";
import { onVault, type RoutesOf } from "../route";
import { copyRecoveryCodes } from "../session/papers";
import { removeBackupPassword, setBackupPassword, skipBackupPassword } from "./backup-password";
import { askManagerRecovery, finishManagerRecovery } from "./manager-recovery";
import { recoverOnlyManager, sendOnlyManagerToken } from "./only-manager";
import { finishRecovery, proveForRecovery, sendRecoveryToken } from "./phone-recovery";
import { makeRecoveryCodes, replaceRecoveryCode, storeRecoveryCodes } from "./recovery-codes";

export const recoveryRoutes = {
  copyRecoveryCodes: onVault(copyRecoveryCodes),
  recoverOnlyManager: onVault(recoverOnlyManager),
  makeRecoveryCodes: onVault(makeRecoveryCodes),
  storeRecoveryCodes: onVault(storeRecoveryCodes),
  proveForRecovery: onVault(proveForRecovery),
  sendRecoveryToken: onVault(sendRecoveryToken),
  finishRecovery: onVault(finishRecovery),
  setBackupPassword: onVault(setBackupPassword),
  skipBackupPassword: onVault(skipBackupPassword),
  removeBackupPassword: onVault(removeBackupPassword),
  replaceRecoveryCode: onVault(replaceRecoveryCode),
  sendOnlyManagerToken: onVault(sendOnlyManagerToken),
  askManagerRecovery: onVault(askManagerRecovery),
  finishManagerRecovery: onVault(finishManagerRecovery),
} satisfies RoutesOf<typeof recoveryMethods>;
