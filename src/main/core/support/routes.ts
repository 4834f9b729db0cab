import type { supportMethods } from "../../../contract/support/methods";
import { onVault, type RoutesOf } from "../route";
import {
  confirmNumber,
  fallBackToText,
  issueBypassCode,
  issueSetupCode,
  replacePhone,
  resetTwoFactor,
  unlockAccount,
} from "./help-acts";
import { getSupportCase } from "./support-case";
import { askForHelp, closeHelp, getSupportQueue } from "./support-desk";
import { vouchFor } from "./vouching";

export const supportRoutes = {
  getSupportQueue: onVault(getSupportQueue),
  getSupportCase: onVault(getSupportCase),
  closeHelp: onVault(closeHelp),
  askForHelp: onVault(askForHelp),
  vouchFor: onVault(vouchFor),
  unlockAccount: onVault(unlockAccount),
  issueBypassCode: onVault(issueBypassCode),
  replacePhone: onVault(replacePhone),
  fallBackToText: onVault(fallBackToText),
  resetTwoFactor: onVault(resetTwoFactor),
  issueSetupCode: onVault(issueSetupCode),
  confirmNumber: onVault(confirmNumber),
} satisfies RoutesOf<typeof supportMethods>;
