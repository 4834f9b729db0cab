import { z } from "zod";
import { day, id, nothing, paperSize, password, proof, reason, typedCode, typedEmail, words } from "../fields";
import { EMERGENCY_HALVES } from "../vocabulary";

export const emergencyInputs = {
  getEmergencyCodes: nothing,
  makeEmergencyHalf: z.strictObject({
    half: z.enum(EMERGENCY_HALVES),
    /** The last day on which the codes open anything; of the second half null: the first one's holds. */
    endsOn: z.union([z.null(), day]),
    to: z.enum(["printer", "pdf"]),
    size: paperSize,
    proof,
  }),
  voidEmergencyCodes: z.strictObject({ reason, proof }),
  openEmergencyAccess: z.strictObject({ email: typedEmail, password, first: typedCode, second: typedCode, reason }),
  listEmergencyAccesses: nothing,
  reviewEmergencyAccess: z.strictObject({ access: id, note: words(1000), proof }),
} as const;
