import { Undo2 } from "lucide-react";
import { useState } from "react";
import { formatDateTime } from "../../../contract/formats";
import { importWords } from "../../../contract/import/messages";
import type { ImportSummary } from "../../../contract/import/views";
import { useFormats } from "../../shell/app-state-context";
import { Loaded } from "../../shell/loaded";
import { useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import styles from "./import.module.css";
import type { ImportView } from "./import-view";
import { UndoDialog } from "./undo-dialog";

const words = importWords.last;

/** The last imports; each can be taken back once. */
export function LastImports({ onUndone }: { onUndone: (done: Pick<ImportView, "undone">) => void }) {
  const read = useRead("listImports", {});
  const [undoing, setUndoing] = useState<ImportSummary>();
  return (
    <Card title={words.title}>
      <Loaded read={read}>
        {(imports) =>
          imports.length === 0 ? <p>{words.none}</p> : <ImportTable imports={imports} onUndo={setUndoing} />
        }
      </Loaded>
      {undoing !== undefined && (
        <UndoDialog
          of={undoing}
          onUndone={(value) => onUndone({ undone: { file: undoing.file, value } })}
          onClose={() => setUndoing(undefined)}
        />
      )}
    </Card>
  );
}

interface ImportTableProps {
  imports: readonly ImportSummary[];
  onUndo: (of: ImportSummary) => void;
}

function ImportTable({ imports, onUndo }: ImportTableProps) {
  const formats = useFormats();
  const { headings } = words;
  return (
    <Table label={words.title}>
      <TableHead>
        <TableHeader>{headings.file}</TableHeader>
        <TableHeader>{headings.when}</TableHeader>
        <TableHeader>{headings.by}</TableHeader>
        <TableHeader>{headings.what}</TableHeader>
        <TableHeader align="end">{headings.undo}</TableHeader>
      </TableHead>
      <TableBody>
        {imports.map((one) => (
          <TableRow key={one.id}>
            <TableCell heading>
              <span className={styles.cell}>{one.file}</span>
            </TableCell>
            <TableCell>{formatDateTime(one.at, formats)}</TableCell>
            <TableCell>{one.by?.name ?? words.somebody}</TableCell>
            <TableCell>{words.what(one.created, one.updated, one.skipped, formats)}</TableCell>
            <TableCell align="end">
              {one.undone ? (
                <Chip tone="idle" label={importWords.undo.undone} />
              ) : (
                <Button icon={Undo2} aria-label={importWords.undo.actOf(one.file)} onClick={() => onUndo(one)}>
                  {importWords.undo.act}
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
