import { z } from "zod";
import { day, nothing, paperSize, problem, proof } from "../fields";
import { ACCOUNT_TYPES, REPORTS, ROLES } from "../vocabulary";

/** The days of a report, both included, and whom it is about; null asks for all. */
const period = {
  fromOn: day,
  toOn: day,
  accountType: z.union([z.null(), z.enum(ACCOUNT_TYPES)]),
  role: z.union([z.null(), z.enum(ROLES)]),
};

export const reportingInputs = {
  getOverview: nothing,
  getReport: z.strictObject({ report: z.enum(REPORTS), ...period }),
  exportReport: z.strictObject({
    report: z.enum(REPORTS),
    ...period,
    to: z.enum(["csv", "printer", "pdf"], problem("missing")),
    size: paperSize,
    proof,
  }),
  makeEvidencePack: z.strictObject({
    ...period,
    to: z.enum(["printer", "pdf"], problem("missing")),
    size: paperSize,
    proof,
  }),
} as const;
