import { z } from "zod";
import {
  act,
  day,
  id,
  nothing,
  paperSize,
  password,
  problem,
  proof,
  reason,
  time,
  typedCode,
  wholeNumber,
  words,
} from "../fields";
import {
  BYPASS_HOURS_MAX,
  BYPASS_SIGN_INS_MAX,
  CHANNELS,
  CLOCK_CORRECTION_MAX_MS,
  EMERGENCY_HALVES,
  HELP_ACTS,
  HELP_TOPICS,
  PHONE_LOSSES,
  RECOVERY_PROOFS,
  RESET_CAUSES,
} from "../vocabulary";

/** The support desk, recovery by the person, the clock, and the emergency codes. */

const typedEmail = z.string(problem("missing")).min(1, problem("missing")).max(1000, problem("too-long"));

/** How a helper made sure who asks, by themselves. `reference`: what was looked at ("Staff badge 4471"). */
const bySeeing = [
  z.strictObject({ kind: z.literal("call-back") }),
  z.strictObject({ kind: z.literal("photo-id"), reference: words(120) }),
] as const;
const byVoucher = z.strictObject({ kind: z.literal("voucher"), vouching: id });
const identity = z.discriminatedUnion("kind", [...bySeeing, byVoucher], problem("missing"));
/** Where a change makes somebody another person, as far as others can see. */
export const seenIdentity = z.discriminatedUnion("kind", [...bySeeing], problem("missing"));
/** An act for somebody who asks for help. */
const help = { ...act, identity };

/** One manager at the sign-in screen, whose phone cannot prove anything while the clock is wrong. */
const byRecoveryCode = z.strictObject({ email: typedEmail, password, recoveryCode: typedCode });

export const supportInputs = {
  getSupportQueue: nothing,
  getSupportCase: z.strictObject({ account: id }),
  closeHelp: z.strictObject({ account: id }),
  /** `email` where nobody has given a password yet; null for the sign-in that waits for its token. */
  askForHelp: z.strictObject({ email: z.union([z.null(), typedEmail]), about: z.enum(HELP_TOPICS) }),

  /** `parameters`: the act's input without proof, identity and reason. */
  vouchFor: z.strictObject({
    act: z.enum(HELP_ACTS),
    parameters: z.record(z.string().max(40), z.unknown()),
    email: typedEmail,
    password,
  }),
  unlockAccount: z.strictObject(help),
  issueBypassCode: z.strictObject({
    ...help,
    signIns: wholeNumber(1, BYPASS_SIGN_INS_MAX),
    hours: wholeNumber(1, BYPASS_HOURS_MAX),
  }),
  replacePhone: z.strictObject({ ...help, cause: z.enum(PHONE_LOSSES, problem("missing")) }),
  fallBackToText: z.strictObject(help),
  resetTwoFactor: z.strictObject({ ...help, cause: z.enum(RESET_CAUSES, problem("missing")) }),
  issueSetupCode: z.strictObject(help),
  confirmNumber: z.strictObject(help),

  /** `typed`: a code, or the backup password. */
  proveForRecovery: z.strictObject({ by: z.enum(RECOVERY_PROOFS), typed: password }),
  sendRecoveryToken: z.strictObject({ channel: z.enum(CHANNELS) }),
  finishRecovery: z.strictObject({ how: z.enum(PHONE_LOSSES, problem("missing")) }),
  setBackupPassword: z.strictObject({ backupPassword: password }),
  skipBackupPassword: nothing,
  removeBackupPassword: nothing,
  replaceRecoveryCode: nothing,
  resyncAuthenticator: z.strictObject({ first: typedCode, second: typedCode }),

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

  getClock: nothing,
  /** `correctionMs`: to be added to the computer's clock from now on; an approval given minutes later still fits it. */
  correctClock: z.strictObject({
    correctionMs: wholeNumber(-CLOCK_CORRECTION_MAX_MS, CLOCK_CORRECTION_MAX_MS),
    reason,
    proof,
  }),
  /** `to`: what the time is now, epoch ms. */
  correctClockAtSignIn: z.strictObject({
    to: time,
    reason,
    first: byRecoveryCode,
    /** A second manager, where the practice has two active ones. */
    second: z.union([z.null(), byRecoveryCode]),
  }),
  correctClockInSetup: z.strictObject({ to: time }),

  getEmergencyCodes: nothing,
  makeEmergencyHalf: z.strictObject({
    half: z.enum(EMERGENCY_HALVES),
    /** The last day on which the envelope opens; of the second half null: the first one's holds. */
    endsOn: z.union([z.null(), day]),
    to: z.enum(["printer", "pdf"]),
    size: paperSize,
    proof,
  }),
  voidEmergencyCodes: z.strictObject({ reason, proof }),
  openEmergencyAccess: z.strictObject({ email: typedEmail, password, first: typedCode, second: typedCode, reason }),
  listEmergencyAccesses: nothing,
  reviewEmergencyAccess: z.strictObject({ opening: id, note: words(1000), proof }),
} as const;
