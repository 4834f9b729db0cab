import type { auditMethods } from "../../../contract/audit/methods";
import { onVault, type RoutesOf } from "../route";
import { cancelFullCheck, getFullCheck, getLedgerState, listEntries, verifyLedger } from "./entries";
import { exportEntries } from "./export-entries";
import { checkSignOffSheet, makeSignOffSheet } from "./sign-off";

export const auditRoutes = {
  verifyLedger: onVault(verifyLedger),
  cancelFullCheck: onVault(cancelFullCheck),
  getFullCheck: onVault(getFullCheck),
  listEntries: onVault(listEntries),
  getLedgerState: onVault(getLedgerState),
  makeSignOffSheet: onVault(makeSignOffSheet),
  checkSignOffSheet: onVault(checkSignOffSheet),
  exportEntries: onVault(exportEntries),
} satisfies RoutesOf<typeof auditMethods>;
