import type { enrollmentMethods } from "../../../contract/enrollment/methods";
import { onVault, type RoutesOf } from "../route";
import { beginAuthenticator, cancelAuthenticator, confirmAuthenticator } from "./authenticators";
import { claimSetupCode } from "./claim-setup-code";
import { makeEnrollmentSheets } from "./enrollment-sheets";
import { confirmPhoneProof, sendPhoneProof } from "./phone-proof";
import { getMyProfile, updateMyProfile } from "./profile";
import { redeemSealedSheet } from "./sealed-sheets";
import { getMySecurity } from "./security";
import { chooseTextMessages, disableTwoFactor } from "./two-factor-method";
import { confirmTextToken, enableTwoFactor, redeemSetupCode } from "./two-factor-setup";

export const enrollmentRoutes = {
  claimSetupCode: onVault(claimSetupCode),
  getMyProfile: onVault(getMyProfile),
  updateMyProfile: onVault(updateMyProfile),
  getMySecurity: onVault(getMySecurity),
  enableTwoFactor: onVault(enableTwoFactor),
  confirmTextToken: onVault(confirmTextToken),
  redeemSetupCode: onVault(redeemSetupCode),
  sendPhoneProof: onVault(sendPhoneProof),
  confirmPhoneProof: onVault(confirmPhoneProof),
  beginAuthenticator: onVault(beginAuthenticator),
  redeemSealedSheet: onVault(redeemSealedSheet),
  confirmAuthenticator: onVault(confirmAuthenticator),
  cancelAuthenticator: onVault(cancelAuthenticator),
  chooseTextMessages: onVault(chooseTextMessages),
  disableTwoFactor: onVault(disableTwoFactor),
  makeEnrollmentSheets: onVault(makeEnrollmentSheets),
} satisfies RoutesOf<typeof enrollmentMethods>;
