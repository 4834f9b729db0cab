import { z } from "zod";
import { id, nothing, paperSize, problem, proof, reason, time } from "../fields";

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
  cancelFullCheck: nothing,
  getFullCheck: nothing,
  makeSignOffSheet: z.strictObject({ to: z.enum(["printer", "pdf"], problem("missing")), size: paperSize }),
  /** As somebody typed it from the sheet, or a scanner from its QR code. */
  checkSignOffSheet: z.strictObject({
    typed: z.string(problem("missing")).trim().min(1, problem("missing")).max(600, problem("too-long")),
  }),
  exportEntries: z.strictObject({ ...entryFilter, format: z.enum(["csv", "json"]), reason, proof }),
} as const;
