import { z } from "zod";
import { act, bySeeing, id, nothing, password, problem, typedEmail, wholeNumber } from "../fields";
import {
  BYPASS_HOURS_MAX,
  BYPASS_SIGN_INS_MAX,
  HELP_ACTS,
  HELP_TOPICS,
  PHONE_LOSSES,
  RESET_CAUSES,
} from "../vocabulary";

const byVoucher = z.strictObject({ kind: z.literal("voucher"), vouching: id });

const identity = z.discriminatedUnion("kind", [...bySeeing, byVoucher], problem("missing"));

/** An act for somebody who asks for help. */
const help = { ...act, identity };

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
} as const;
