import { z } from "zod";
import { nothing, problem, reason } from "../fields";

/** A digest, as every workstation makes it of the same conflict. */
const conflictId = z.string(problem("invalid")).min(1, problem("invalid")).max(200, problem("invalid"));

export const conflictsInputs = {
  listConflicts: nothing,
  settleConflict: z.strictObject({ conflict: conflictId, reason }),
} as const;
