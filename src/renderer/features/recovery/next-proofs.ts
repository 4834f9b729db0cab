import type { RecoveryView } from "../../../contract/recovery/views";
import { RECOVERY_PROOFS, type RecoveryProof } from "../../../contract/vocabulary";

/**
 * What may be proven next on the way back without the phone, the likeliest first: backup password and any one of the
 * others, or recovery code and token (RECOVER-1). Only what leads to the end with what the person has.
 */
export function nextProofs(recovery: RecoveryView): readonly RecoveryProof[] {
  const has: Readonly<Record<RecoveryProof, boolean>> = {
    "backup-password": recovery.backupPassword,
    "recovery-code": recovery.recoveryCodes,
    "recovery-token": recovery.token,
    "bypass-code": true,
  };
  const proven = (by: RecoveryProof) => recovery.proven.includes(by);
  const leads = (by: RecoveryProof): boolean => {
    if (by === "backup-password") return true;
    if (proven("backup-password")) return true;
    if (by === "recovery-code") return has["recovery-token"];
    // A token before anything else would be spent on nobody who has more to show.
    return by === "recovery-token" && proven("recovery-code");
  };
  const order = proven("backup-password") ? afterBackup : RECOVERY_PROOFS;
  return order.filter((by) => !proven(by) && has[by] && leads(by));
}

/** A phone that still gets texts is nearer at hand than paper. */
const afterBackup: readonly RecoveryProof[] = ["recovery-token", "recovery-code", "bypass-code"];
