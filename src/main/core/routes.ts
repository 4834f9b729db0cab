import type { Method } from "../../contract/methods";
import { getAppState } from "./app-state";
import { approvalsRoutes } from "./approvals/routes";
import { askedActs } from "./asked-acts";
import { auditRoutes } from "./audit/routes";
import { authenticationRoutes } from "./authentication/routes";
import { backupsRoutes } from "./backups/routes";
import { clockRoutes } from "./clock/routes";
import { conflictsRoutes } from "./conflicts/routes";
import { emergencyRoutes } from "./emergency/routes";
import { enrollmentRoutes } from "./enrollment/routes";
import { importRoutes } from "./import/routes";
import { messagingRoutes } from "./messaging/routes";
import { peopleRoutes } from "./people/routes";
import { policyRoutes } from "./policy/routes";
import { recoveryRoutes } from "./recovery/routes";
import { reportingRoutes } from "./reporting/routes";
import { onInstallation, type Route } from "./route";
import { sessionRoutes } from "./session/routes";
import { settingsRoutes } from "./settings/routes";
import { supportRoutes } from "./support/routes";
import { vaultRoutes } from "./vault/routes";

export type Routes = { readonly [M in Method]: Route<M> };

/** Who answers each method of the contract. */
export const routes: Routes = {
  ...approvalsRoutes(askedActs),
  ...auditRoutes,
  ...backupsRoutes,
  ...authenticationRoutes,
  ...clockRoutes,
  ...conflictsRoutes,
  ...emergencyRoutes,
  ...enrollmentRoutes,
  ...importRoutes,
  ...messagingRoutes,
  ...peopleRoutes,
  ...policyRoutes,
  ...recoveryRoutes,
  ...reportingRoutes,
  ...sessionRoutes,
  getAppState: onInstallation(getAppState),
  ...settingsRoutes,
  ...supportRoutes,
  ...vaultRoutes,
};
