import { memo } from "react";
import { manyWords } from "../../../contract/people/bulk-messages";
import { peopleWords as words } from "../../../contract/people/messages";
import type { PersonRow } from "../../../contract/people/views";
import type { PeopleColumn } from "../../../contract/vocabulary";
import { Checkbox } from "../../ui/checkbox";
import { TableCell, TableRow } from "../../ui/table";
import { cells, type Slot } from "./people-columns";
import styles from "./people-table.module.css";

/** What a row can be asked to do: the same functions from one drawing to the next. */
export interface RowActs {
  readonly onSelect: (slot: Slot) => void;
  readonly onOpen: (slot: Slot) => void;
  readonly onReach: (slot: Slot) => void;
}

export interface PersonLineProps extends RowActs {
  index: number;
  row: PersonRow;
  /** After the name. */
  columns: readonly PeopleColumn[];
  open: boolean;
  /** Tab comes to this row; the arrows go on from there. */
  tabStop: boolean;
  /** undefined where nothing can be selected. */
  selected: boolean | undefined;
}

/** The first row is the head. */
const rowIndex = (index: number) => index + 2;

/** One person. The name is the button of the whole row. Drawn again only when something of it has changed. */
export const PersonLine = memo(function PersonLine(props: PersonLineProps) {
  const { index, row, columns, open, tabStop, selected, onSelect, onOpen, onReach } = props;
  const slot = { index, row };
  return (
    <TableRow
      selected={open || selected === true}
      aria-rowindex={rowIndex(index)}
      className={styles.row}
      onClick={() => onOpen(slot)}
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
              onChange={() => onSelect(slot)}
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
          onFocus={() => onReach(slot)}
        >
          {row.name}
        </button>
        <span className={styles.second}>{row.email}</span>
      </TableCell>
      {columns.map((column) => (
        <TableCell key={column}>{cells[column](row)}</TableCell>
      ))}
    </TableRow>
  );
});

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
