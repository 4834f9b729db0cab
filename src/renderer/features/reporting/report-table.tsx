import type { ReactNode } from "react";
import { reportNames } from "../../../contract/audit/manager-entry-messages";
import { type Formats, formatDateTime, formatNumber } from "../../../contract/formats";
import { formatDay } from "../../../contract/reporting/messages";
import type { Report, ReportCell, ReportColumn } from "../../../contract/reporting/views";
import { useFormats } from "../../shell/app-state-context";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import styles from "./reports.module.css";

/** The rows of a report, as many as came. */
export function ReportTable({ report: { report, columns, rows } }: { report: Report }) {
  const formats = useFormats();
  return (
    <Table label={reportNames[report]}>
      <TableHead>
        {columns.map(({ key, label, is }) => (
          <TableHeader key={key} align={is === "number" ? "end" : "start"}>
            {label}
          </TableHeader>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and none is moved
          <TableRow key={index}>
            {columns.map((column, at) => (
              <TableCell key={column.key} heading={at === 0} align={column.is === "number" ? "end" : "start"}>
                {cellOf(row[column.key] ?? null, column, formats)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A cell as people read it; a time stays on its line. */
function cellOf(cell: ReportCell, { is }: ReportColumn, formats: Formats): ReactNode {
  if (cell === null) return undefined;
  if (typeof cell === "number") {
    return is === "instant" ? (
      <span className={styles.whole}>{formatDateTime(cell, formats)}</span>
    ) : (
      formatNumber(cell, formats)
    );
  }
  return is === "day" ? <span className={styles.whole}>{formatDay(cell, formats)}</span> : cell;
}
