import type { ReactNode } from "react";
import { peopleWords as words } from "../../../preload/messages/people";
import { manyWords } from "../../../preload/messages/people-bulk";
import { Checkbox } from "../../ui/checkbox";
import { TableCell, TableRow } from "../../ui/table";
import type { Slot } from "./people-columns";
import styles from "./people-table.module.css";

export interface PersonLineProps {
  slot: Slot;
  /** After the name. */
  cells: readonly { id: string; content: ReactNode }[];
  open: boolean;
  /** Tab comes to this row; the arrows go on from there. */
  tabStop: boolean;
  /** undefined where nothing can be selected. */
  selected: boolean | undefined;
  onSelect: () => void;
  onOpen: () => void;
  onReach: () => void;
}

/** The first row is the head. */
const rowIndex = (index: number) => index + 2;

/** One person. The name is the button of the whole row. */
export function PersonLine(props: PersonLineProps) {
  const { slot, cells, open, tabStop, selected, onSelect, onOpen, onReach } = props;
  const { index, row } = slot;
  return (
    <TableRow
      selected={open || selected === true}
      aria-rowindex={rowIndex(index)}
      className={styles.row}
      data-person={row.id}
      onClick={onOpen}
    >
      {selected !== undefined && (
        <TableCell>
          {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a press beside the box must not open the person */}
          <span className={styles.box} onClick={(event) => event.stopPropagation()}>
            <Checkbox
              label={manyWords.select(row.name)}
              labelHidden
              tabIndex={tabStop ? 0 : -1}
              checked={selected}
              onChange={onSelect}
            />
          </span>
        </TableCell>
      )}
      <TableCell heading>
        <button
          type="button"
          data-row
          data-index={index}
          className={styles.name}
          tabIndex={tabStop ? 0 : -1}
          aria-expanded={open}
          aria-describedby={selected ? "people-selected" : undefined}
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
export function WaitingLine({ index, columns }: { index: number; columns: number }) {
  return (
    <TableRow aria-rowindex={rowIndex(index)} aria-busy>
      <TableCell weight="muted" colSpan={columns}>
        {words.loadingRow}
      </TableCell>
    </TableRow>
  );
}

/** The room of rows that are not drawn. */
export function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} style={{ blockSize: height, padding: 0 }} />
    </tr>
  );
}
