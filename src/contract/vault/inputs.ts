import { z } from "zod";
import { minutes, nothing, password, person, proof, region, signingIn, timeZone, typedCode, words } from "../fields";
import { KIT_REASONS } from "../vocabulary";

/** `newPassphrase` where this computer has no key store: the vault asks for it from then on. */
const withRecoveryKey = z.strictObject({ recoveryKey: typedCode, newPassphrase: z.union([z.null(), password]) });

export const vaultInputs = {
  createPractice: z.strictObject({
    passphrase: z.union([z.null(), password]),
    practiceName: words(120),
    region,
    timeZone,
    manager: z.strictObject({ ...person, password }),
    /** Asked where preferences know of a vault that is gone. */
    oldPracticeName: z.union([z.null(), words(120)]),
  }),
  chooseTextTokenLifetime: z.strictObject({ minutes }),
  makeRecoveryKit: nothing,
  confirmRecoveryKit: z.strictObject({ part: typedCode }),
  finishPracticeSetup: nothing,
  chooseVaultFile: nothing,
  openVaultFile: withRecoveryKey,
  openVault: z.strictObject({ passphrase: password }),
  openVaultWithRecoveryKey: withRecoveryKey,
  retryOpening: nothing,
  /**
   * A manager with the recovery kit, or two managers; `token` may be a recovery code. `emergencyCodes`: where newer entries
   * are known to be gone, and nobody wants to wait.
   */
  confirmVault: z.strictObject({
    first: signingIn,
    second: z.union([z.null(), signingIn]),
    recoveryKey: z.union([z.null(), typedCode]),
    emergencyCodes: z.union([z.null(), z.strictObject({ first: typedCode, second: typedCode })]),
  }),
  makeNewKit: z.strictObject({ reason: z.enum(KIT_REASONS), proof }),
  getVaultKeys: nothing,
  /** `typed`: what nobody but whoever does it sees. */
  changePassphrase: z.strictObject({ typed: z.strictObject({ passphrase: password }), proof }),
  openByKeyStore: z.strictObject({ proof }),
  openByPassphrase: z.strictObject({ typed: z.strictObject({ passphrase: password }), proof }),
  changeVaultKey: z.strictObject({
    /** `passphrase`: the one of now, where the vault asks for one. */
    typed: z.strictObject({ recoveryKey: typedCode, passphrase: z.union([z.null(), password]) }),
    proof,
  }),
  saveEvidence: z.strictObject({ proof }),
  saveSealedEvidence: nothing,
  rebuildTables: z.strictObject({ proof }),
  chooseBackup: nothing,
  checkBackup: z.strictObject({ recoveryKey: typedCode }),
  /** `newPassphrase` where this computer has no key store. */
  restoreBackup: z.strictObject({ newPassphrase: z.union([z.null(), password]) }),
  restoreOverVault: z.strictObject({
    backup: z.string().regex(/^[0-9a-f]{64}$/),
    madeAt: z.number().int().min(0),
    proof,
  }),
} as const;
