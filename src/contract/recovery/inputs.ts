import { z } from "zod";
import { nothing, password, problem, reason, typedCode, typedEmail } from "../fields";
import { CHANNELS, PHONE_LOSSES, RECOVERY_PROOFS } from "../vocabulary";

export const recoveryInputs = {
  copyRecoveryCodes: nothing,
  makeRecoveryCodes: nothing,
  storeRecoveryCodes: nothing,
  /** `typed`: a code, or the backup password. */
  proveForRecovery: z.strictObject({ by: z.enum(RECOVERY_PROOFS), typed: password }),
  sendRecoveryToken: z.strictObject({ channel: z.enum(CHANNELS) }),
  finishRecovery: z.strictObject({ how: z.enum(PHONE_LOSSES, problem("missing")) }),
  setBackupPassword: z.strictObject({ backupPassword: password }),
  skipBackupPassword: nothing,
  removeBackupPassword: nothing,
  replaceRecoveryCode: nothing,
  /** The recovery kit and one factor of the manager's own: a recovery code, or backup password and texted token. */
  recoverOnlyManager: z.strictObject({
    email: typedEmail,
    recoveryKey: typedCode,
    by: z.discriminatedUnion("factor", [
      z.strictObject({ factor: z.literal("recovery-code"), code: typedCode }),
      z.strictObject({ factor: z.literal("backup-password"), backupPassword: password, token: typedCode }),
    ]),
    password,
  }),
  sendOnlyManagerToken: z.strictObject({
    email: typedEmail,
    recoveryKey: typedCode,
    backupPassword: password,
    channel: z.enum(CHANNELS),
  }),
  askManagerRecovery: z.strictObject({
    email: typedEmail,
    recoveryKey: typedCode,
    first: typedCode,
    second: typedCode,
    reason,
  }),
  finishManagerRecovery: z.strictObject({ email: typedEmail, recoveryKey: typedCode, password }),
} as const;
