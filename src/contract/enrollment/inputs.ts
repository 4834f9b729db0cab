import { z } from "zod";
import {
  digits,
  emailAddress,
  nothing,
  optionalPhone,
  paperSize,
  password,
  personName,
  problem,
  proof,
  typedCode,
} from "../fields";
import { selected } from "../people/inputs";
import { CHANNELS } from "../vocabulary";

export const enrollmentInputs = {
  claimSetupCode: z.strictObject({
    email: z.string().min(1, problem("missing")).max(1000, problem("too-long")),
    code: typedCode,
    password,
  }),
  getMyProfile: nothing,
  updateMyProfile: z.strictObject({ name: personName, email: emailAddress, cellPhone: optionalPhone }),
  getMySecurity: nothing,
  enableTwoFactor: nothing,
  confirmTextToken: z.strictObject({ token: typedCode }),
  redeemSetupCode: z.strictObject({ code: typedCode }),
  sendPhoneProof: z.strictObject({ channel: z.enum(CHANNELS) }),
  confirmPhoneProof: z.strictObject({ token: typedCode }),
  /** `same`: the key of the phone that is replaced, where its owner still has it. */
  beginAuthenticator: z.strictObject({ key: z.enum(["new", "same"]) }),
  redeemSealedSheet: z.strictObject({ token: typedCode }),
  confirmAuthenticator: z.strictObject({ token: typedCode, digits: z.union([z.null(), digits]) }),
  cancelAuthenticator: nothing,
  chooseTextMessages: z.strictObject({ proof }),
  disableTwoFactor: z.strictObject({ proof }),
  makeEnrollmentSheets: z.strictObject({
    ...selected,
    to: z.enum(["printer", "pdf"], problem("missing")),
    /** With a key and its QR code on every page. */
    sealed: z.boolean(),
    size: paperSize,
    proof,
  }),
} as const;
