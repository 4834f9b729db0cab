import type { Report, ReportCell } from "../../../contract/reporting/views";
import type { ReportName } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import type { Who } from "../store/reports";
import { coverage, coverageByGroup } from "./report-coverage";
import { claimedCodes, lockouts } from "./report-history";
import { accessReview, managers, overdue } from "./report-people";
import type { Period } from "./report-period";
import { resets } from "./report-resets";
import { signIns } from "./report-sign-ins";

export type ReportRow = Readonly<Record<string, ReportCell>>;

/** A report before it is shown, written or printed. */
export type ReportTable = Pick<Report, "columns" | "chart" | "filter" | "total" | "stated"> & {
  /** Read one after another, so that long ones leave others their turn. */
  readonly pages: () => Iterable<readonly ReportRow[]>;
};

/** What of the practice's history or people a report is about. */
export type Asked = { readonly period: Period; readonly who: Who };

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
