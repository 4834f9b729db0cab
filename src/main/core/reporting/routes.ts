import type { reportingMethods } from "../../../contract/reporting/methods";
import { onVault, type RoutesOf } from "../route";
import { makeEvidencePack } from "./evidence-pack";
import { getOverview } from "./overview";
import { exportReport, getReport } from "./reports";

export const reportingRoutes = {
  getOverview: onVault(getOverview),
  getReport: onVault(getReport),
  exportReport: onVault(exportReport),
  makeEvidencePack: onVault(makeEvidencePack),
} satisfies RoutesOf<typeof reportingMethods>;
