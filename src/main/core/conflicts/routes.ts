import type { conflictsMethods } from "../../../contract/conflicts/methods";
import { onVault, type RoutesOf } from "../route";
import { listConflicts, settleConflict } from "./conflicts";

export const conflictsRoutes = {
  listConflicts: onVault(listConflicts),
  settleConflict: onVault(settleConflict),
} satisfies RoutesOf<typeof conflictsMethods>;
