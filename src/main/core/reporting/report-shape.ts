import type { Report, ReportCell } from "../../../contract/reporting/views";
import type { Who } from "../store/reports";
import type { Period } from "./report-period";
export type ReportRow = Readonly<Record<string, ReportCell>>;

/** A report before it is shown, written or printed. */
export type ReportTable = Pick<Report, "columns" | "chart" | "filter" | "total" | "stated"> & {
  /** Read one after another, so that long ones leave others their turn. */
  readonly pages: () => Iterable<readonly ReportRow[]>;
};

/** What of the practice's history or people a report is about. */
export type Asked = { readonly period: Period; readonly who: Who };
