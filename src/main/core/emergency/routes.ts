import type { emergencyMethods } from "../../../contract/emergency/methods";
import { onVault, type RoutesOf } from "../route";
import { listEmergencyAccesses, openEmergencyAccess, reviewEmergencyAccess } from "./emergency-access";
import { getEmergencyCodes, makeEmergencyHalf, voidEmergencyCodes } from "./emergency-codes";

export const emergencyRoutes = {
  getEmergencyCodes: onVault(getEmergencyCodes),
  makeEmergencyHalf: onVault(makeEmergencyHalf),
  voidEmergencyCodes: onVault(voidEmergencyCodes),
  openEmergencyAccess: onVault(openEmergencyAccess),
  listEmergencyAccesses: onVault(listEmergencyAccesses),
  reviewEmergencyAccess: onVault(reviewEmergencyAccess),
} satisfies RoutesOf<typeof emergencyMethods>;
