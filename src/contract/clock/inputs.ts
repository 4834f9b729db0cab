import { z } from "zod";
import { nothing, password, proof, reason, time, typedCode, typedEmail, wholeNumber } from "../fields";
import { CLOCK_CORRECTION_MAX_MS } from "../vocabulary";

/** One manager at the sign-in screen, whose phone cannot prove anything while the clock is wrong. */
const byRecoveryCode = z.strictObject({ email: typedEmail, password, recoveryCode: typedCode });

export const clockInputs = {
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
} as const;
