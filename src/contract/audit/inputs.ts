import { z } from "zod";
import { id, nothing, proof, reason, time } from "../fields";

const entryFilter = {
  person: z.union([z.null(), id]),
  group: z.union([z.null(), z.enum(["sign-in", "two-factor", "people", "settings", "ledger"])]),
  from: z.union([z.null(), time]),
  to: z.union([z.null(), time]),
};

export const auditInputs = {
  listEntries: z.strictObject({
    ...entryFilter,
    before: z.union([z.null(), z.int().min(1)]),
    limit: z.int().min(1).max(500),
  }),
  getLedgerState: nothing,
  verifyLedger: nothing,
  exportEntries: z.strictObject({ ...entryFilter, format: z.enum(["csv", "json"]), reason, proof }),
} as const;
