import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../table";
import styles from "./chart-card.module.css";
import type { ChartSeries, ChartValues } from "./chart-data";

export interface ChartTableProps {
  label: string;
  /** Heading of the first column. */
  xLabel: string;
  series: readonly ChartSeries[];
  rows: readonly { key: string; name: string; values: ChartValues }[];
  formatValue: (value: number) => string;
}

/** The numbers of a chart. */
export function ChartTable({ label, xLabel, series, rows, formatValue }: ChartTableProps) {
  return (
    <div className={styles.table} data-long={rows.length > 8 || undefined}>
      <Table label={label} height={rows.length > 8 ? "fill" : "content"}>
        <TableHead>
          <TableHeader>{xLabel}</TableHeader>
          {series.map((each) => (
            <TableHeader key={each.key} align="end">
              {each.label}
            </TableHeader>
          ))}
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.key}>
              <TableCell heading>{row.name}</TableCell>
              {series.map((each) => (
                <TableCell key={each.key} align="end">
                  {formatValue(row.values[each.key] ?? 0)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
