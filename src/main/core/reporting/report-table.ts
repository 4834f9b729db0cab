import type { ReportName } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import { coverage, coverageByGroup } from "./report-coverage";
import { claimedCodes, lockouts } from "./report-history";
import { accessReview, managers, overdue } from "./report-people";
import { resets } from "./report-resets";
import type { Asked, ReportTable } from "./report-shape";
import { signIns } from "./report-sign-ins";

const tables: Readonly<Record<ReportName, (context: VaultContext, asked: Asked) => ReportTable>> = {
  coverage,
  "coverage-by-group": coverageByGroup,
  overdue,
  lockouts,
  resets,
  "sign-ins": signIns,
  managers,
  "set-up-codes": claimedCodes,
  "access-review": accessReview,
};

export function reportTable(context: VaultContext, report: ReportName, asked: Asked): ReportTable {
  return tables[report](context, asked);
}
