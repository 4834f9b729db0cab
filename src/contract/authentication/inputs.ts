import { z } from "zod";
import { nothing, password, problem, typedCode } from "../fields";
import { CHANNELS, PASSWORD_MAX } from "../vocabulary";

export const authenticationInputs = {
  checkPassword: z.strictObject({
    password: z.string().max(PASSWORD_MAX * 4, problem("too-long")),
    /** Name, e-mail and practice, which a password must not contain; "" for what is not known (yet). */
    about: z.array(z.string().max(400)).max(4),
    forManager: z.boolean(),
  }),
  signIn: z.strictObject({ email: z.string().min(1, problem("missing")).max(1000, problem("too-long")), password }),
  submitToken: z.strictObject({ token: typedCode, remember: z.boolean() }),
  sendToken: z.strictObject({ channel: z.enum(CHANNELS) }),
  useRecoveryCode: z.strictObject({ code: typedCode }),
  useBypassCode: z.strictObject({ code: typedCode }),
  cancelSignIn: nothing,
  stepUp: z.strictObject({ password }),
  unlock: z.strictObject({ password }),
  changePassword: z.strictObject({ newPassword: password }),
  forgetMyRememberedSignIn: nothing,
  resyncAuthenticator: z.strictObject({ first: typedCode, second: typedCode }),
} as const;
