import type { authenticationMethods } from "../../../contract/authentication/methods";
import { onVault, type RoutesOf } from "../route";
import { changePassword, checkPassword } from "./passwords";
import { stepUp, unlock } from "./proof";
import { forgetMyRememberedSignIn } from "./remember-sign-in";
import { resyncAuthenticator } from "./resync";
import { cancelSignIn, signIn, submitToken, useBypassCode, useRecoveryCode } from "./sign-in";
import { sendToken } from "./tokens";

export const authenticationRoutes = {
  checkPassword: (installation, _caller, input) => checkPassword(installation.hashing, input),
  signIn: onVault(signIn),
  submitToken: onVault(submitToken),
  sendToken: onVault(sendToken),
  useRecoveryCode: onVault(useRecoveryCode),
  useBypassCode: onVault(useBypassCode),
  cancelSignIn: onVault(cancelSignIn),
  stepUp: onVault(stepUp),
  unlock: onVault(unlock),
  changePassword: onVault(changePassword),
  forgetMyRememberedSignIn: onVault(forgetMyRememberedSignIn),
  resyncAuthenticator: onVault(resyncAuthenticator),
} satisfies RoutesOf<typeof authenticationMethods>;
