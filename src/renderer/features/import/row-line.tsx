import { formatPhone } from "../../../contract/fields";
import { importWords } from "../../../contract/import/messages";
import type { ImportRow } from "../../../contract/import/views";
import { kindWords } from "../../../contract/people/messages";
import { useFormats } from "../../shell/app-state-context";
import { TableCell, TableRow } from "../../ui/table";
import styles from "./import.module.css";

const { nothing } = importWords.columns;

export interface RowLineProps {
  index: number;
  row: ImportRow;
  /** Tells how high it is, where only a window of rows is drawn. */
  measure: ((element: Element | null) => void) | undefined;
}

/** One row of the file, with what is said of it. */
export function RowLine({ index, row, measure }: RowLineProps) {
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
      <TableCell>{row.kind === null ? nothing : kindWords[row.kind]}</TableCell>
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
