import { importWords } from "../../../contract/import/messages";
import type { ChosenImport, ImportMapping } from "../../../contract/import/views";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import { columnName, type ImportField } from "./column-fields";
import styles from "./import.module.css";

const words = importWords.columns;

/** The first rows as they stand in the file; above each column, what it is taken for. */
export function SampleTable({ chosen, mapping }: { chosen: ChosenImport; mapping: ImportMapping }) {
  const places = chosen.columns.map((_, at) => at);
  const taken = (at: number) => (Object.keys(mapping) as ImportField[]).filter((field) => mapping[field] === at);
  return (
    <div className={styles.sample}>
      <Table label={words.sample}>
        <TableHead>
          {places.map((at) => (
            <TableHeader key={at}>
              <span className={styles.head}>
                {columnName(chosen, at)}
                {taken(at).map((field) => (
                  <span key={field} className={styles.taken}>
                    {words.fields[field]}
                  </span>
                ))}
              </span>
            </TableHeader>
          ))}
        </TableHead>
        <TableBody>
          {chosen.sample.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sample is its rows in their order
            <TableRow key={index}>
              {places.map((at) => (
                <TableCell key={at} weight={taken(at).length === 0 ? "muted" : "regular"}>
                  <span className={styles.cell}>{row[at] || words.nothing}</span>
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
