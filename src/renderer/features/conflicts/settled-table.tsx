import { useId } from "react";
import { conflictsWords as words } from "../../../contract/conflicts/screen-messages";
import type { SettledConflict } from "../../../contract/conflicts/views";
import { formatDateTime } from "../../../contract/formats";
import { useFormats } from "../../shell/app-state-context";
import { Stack } from "../../ui/stack";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import styles from "./conflicts.module.css";

/** What was in conflict once, newest first. */
export function SettledTable({ settled }: { settled: readonly SettledConflict[] }) {
  const formats = useFormats();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack gap={8}>
        <h2 id={id} className={styles.heading}>
          {words.settled}
        </h2>
        <Table label={words.settledList}>
          <TableHead>
            <TableHeader width="180px">{words.settledAt}</TableHeader>
            <TableHeader>{words.happened}</TableHeader>
            <TableHeader>{words.howSettled}</TableHeader>
          </TableHead>
          <TableBody>
            {settled.map(({ id: conflict, settledAt, happened, how }) => (
              <TableRow key={conflict}>
                <TableCell>{formatDateTime(settledAt, formats)}</TableCell>
                <TableCell>
                  <span className={styles.cell}>{happened}</span>
                </TableCell>
                <TableCell>
                  <span className={styles.cell}>{how}</span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Stack>
    </section>
  );
}
