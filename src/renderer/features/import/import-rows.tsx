import { useQueries } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useRef } from "react";
import { formatPhone } from "../../../contract/fields";
import { importWords } from "../../../contract/import/messages";
import type { ImportRow } from "../../../contract/import/views";
import { accountTypeWords } from "../../../contract/people/messages";
import { errorWords } from "../../../contract/shell/error-messages";
import { useFormats } from "../../shell/app-state-context";
import { call, useRead } from "../../shell/wardkey";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import styles from "./import.module.css";
import type { Outcome } from "./import-view";

const words = importWords.check;

/** Rows per read; what holds them all is drawn whole, beyond it only what is in sight. */
const PAGE_ROWS = 200;
const ROW_HEIGHT = 48;
const COLUMNS = 5;

/** The rows of one outcome. */
export function ImportRows({ outcome, total }: { outcome: Outcome; total: number }) {
  const first = useRead("listImportRows", { outcome, offset: 0, limit: PAGE_ROWS });
  if (total === 0) return <EmptyState title={words.none[outcome]} />;
  if (first.loading) return <Skeleton label={words.loading} shape="rows" count={6} />;
  if (first.value !== undefined) return <RowTable outcome={outcome} total={total} first={first.value.rows} />;
  // After a lock, or once another file was chosen, there is nothing left to list.
  const lost = first.refusal?.code === "not-now";
  return (
    <ErrorState title={words.failed} {...(!lost && { retryLabel: errorWords.retry, onRetry: first.again })}>
      {lost ? words.lost : errorWords.unread}
    </ErrorState>
  );
}

function RowTable({ outcome, total, first }: { outcome: Outcome; total: number; first: readonly ImportRow[] }) {
  const scroll = useRef<HTMLElement>(null);
  const window = useRowWindow(total, scroll);
  const rowAt = useRowAt(outcome, first, window.indexes);
  const { headings } = words;
  return (
    <div className={styles.rows}>
      <Table label={words.rows[outcome]} rowCount={total + 1} scrollRef={scroll} height="fill">
        <TableHead>
          <TableHeader width="64px" align="end">
            {headings.line}
          </TableHeader>
          <TableHeader width="30%">{headings.name}</TableHeader>
          <TableHeader width="20%">{headings.cellPhone}</TableHeader>
          <TableHeader width="12%">{headings.accountType}</TableHeader>
          <TableHeader>{headings.notes}</TableHeader>
        </TableHead>
        <TableBody>
          <Spacer height={window.above} columns={COLUMNS} />
          {window.indexes.map((index) => {
            const row = rowAt(index);
            return row === undefined ? (
              <TableRow key={index} aria-rowindex={index + 2} aria-busy>
                <TableCell weight="muted" colSpan={COLUMNS}>
                  {words.loadingRow}
                </TableCell>
              </TableRow>
            ) : (
              <RowLine key={index} index={index} row={row} measure={window.measure} />
            );
          })}
          <Spacer height={window.below} columns={COLUMNS} />
        </TableBody>
      </Table>
    </div>
  );
}

/** Which rows are drawn, and how much room the others take. Notes make some rows higher: each is measured. */
function useRowWindow(total: number, scroll: RefObject<HTMLElement | null>) {
  const virtual = total > PAGE_ROWS;
  const virtualizer = useVirtualizer({
    count: total,
    enabled: virtual,
    overscan: 10,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
  });
  if (!virtual) return { indexes: Array.from({ length: total }, (_, i) => i), above: 0, below: 0, measure: undefined };
  const items = virtualizer.getVirtualItems();
  return {
    indexes: items.map(({ index }) => index),
    above: items[0]?.start ?? 0,
    below: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    measure: virtualizer.measureElement,
  };
}

/** The rows in sight, from however many pages they lie on; undefined where one is still being read. */
function useRowAt(outcome: Outcome, first: readonly ImportRow[], indexes: readonly number[]) {
  const pages = [...new Set(indexes.map((index) => Math.floor(index / PAGE_ROWS)))].filter((page) => page > 0);
  const reads = useQueries({
    queries: pages.map((page) => {
      const input = { outcome, offset: page * PAGE_ROWS, limit: PAGE_ROWS };
      return { queryKey: ["listImportRows", input], queryFn: () => call("listImportRows", input) };
    }),
  });
  return (index: number): ImportRow | undefined => {
    const page = Math.floor(index / PAGE_ROWS);
    if (page === 0) return first[index];
    const answer = reads[pages.indexOf(page)]?.data;
    return answer?.ok ? answer.value.rows[index % PAGE_ROWS] : undefined;
  };
}

/** The room of rows that are not drawn. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} style={{ blockSize: height, padding: 0 }} />
    </tr>
  );
}

const { nothing } = importWords.columns;

export interface RowLineProps {
  index: number;
  row: ImportRow;
  /** Tells how high it is, where only a window of rows is drawn. */
  measure: ((element: Element | null) => void) | undefined;
}

/** One row of the file, with what is said of it. */
function RowLine({ index, row, measure }: RowLineProps) {
  const { region } = useFormats();
  return (
    <TableRow ref={measure} data-index={index} aria-rowindex={index + 2}>
      <TableCell align="end" weight="muted">
        {row.line}
      </TableCell>
      <TableCell heading>
        <span className={styles.cell}>{row.name || nothing}</span>
        <span className={styles.second}>{row.email || nothing}</span>
      </TableCell>
      <TableCell>{row.cellPhone === null ? nothing : formatPhone(row.cellPhone, region)}</TableCell>
      <TableCell>{row.accountType === null ? nothing : accountTypeWords[row.accountType]}</TableCell>
      <TableCell>
        {row.notes.map((note) => (
          <span key={note} className={styles.note}>
            {note}
          </span>
        ))}
      </TableCell>
    </TableRow>
  );
}
