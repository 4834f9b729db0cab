import type { ReactNode } from "react";
import { peopleWords as words } from "../../../preload/messages/people";
import { TableCell, TableRow } from "../../ui/table";
import type { Slot } from "./people-columns";
import { columns } from "./people-columns";
import styles from "./people-table.module.css";

export interface PersonLineProps {
  slot: Slot;
  /** After the name. */
  cells: readonly { id: string; content: ReactNode }[];
  open: boolean;
  /** Tab comes to this row; the arrows go on from there. */
  tabStop: boolean;
  onOpen: () => void;
  onReach: () => void;
}

/** The first row is the head. */
const rowIndex = (index: number) => index + 2;

/** One person. The name is the button of the whole row. */
export function PersonLine({ slot: { index, row }, cells, open, tabStop, onOpen, onReach }: PersonLineProps) {
  return (
    <TableRow selected={open} aria-rowindex={rowIndex(index)} className={styles.row} onClick={onOpen}>
      <TableCell heading>
        <button
          type="button"
          data-row
          className={styles.name}
          tabIndex={tabStop ? 0 : -1}
          aria-expanded={open}
          onFocus={onReach}
        >
          {row.name}
        </button>
        <span className={styles.second}>{row.email}</span>
      </TableCell>
      {cells.map(({ id, content }) => (
        <TableCell key={id}>{content}</TableCell>
      ))}
    </TableRow>
  );
}

/** A person whose page is still being read. */
export function WaitingLine({ index }: { index: number }) {
  return (
    <TableRow aria-rowindex={rowIndex(index)} aria-busy>
      <TableCell weight="muted" colSpan={columns.length}>
        {words.loadingRow}
      </TableCell>
    </TableRow>
  );
}

/** The room of rows that are not drawn. */
export function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns.length} style={{ blockSize: height, padding: 0 }} />
    </tr>
  );
}
