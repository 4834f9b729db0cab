import type { policyMethods } from "../../../contract/policy/methods";
import { onVault, type RoutesOf } from "../route";
import { endExemption, exemptPerson, listExemptions } from "./exemptions";
import { changePolicy, getPolicy, listPreviewed, previewPolicy } from "./policy";

export const policyRoutes = {
  getPolicy: onVault(getPolicy),
  previewPolicy: onVault(previewPolicy),
  listPreviewed: onVault(listPreviewed),
  changePolicy: onVault(changePolicy),
  listExemptions: onVault(listExemptions),
  exemptPerson: onVault(exemptPerson),
  endExemption: onVault(endExemption),
} satisfies RoutesOf<typeof policyMethods>;
