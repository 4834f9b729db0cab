import { importWords } from "../../../contract/import/messages";
import type { ImportSummary, ImportUndone } from "../../../contract/import/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct } from "../../shell/wardkey";
import { CheckProgress } from "./check-progress";

const words = importWords.undo;

export interface UndoDialogProps {
  of: ImportSummary;
  onUndone: (value: ImportUndone) => void;
  onClose: () => void;
}

/** Asks before an import is taken back, and for the proof that goes with it. */
export function UndoDialog({ of: { id, file }, onUndone, onClose }: UndoDialogProps) {
  const undo = useAct("undoImport", {
    onDone: (value) => {
      onClose();
      onUndone(value);
    },
  });
  return (
    <ActDialog
      title={words.title(file)}
      effect={words.effect}
      confirmLabel={words.confirm}
      keepLabel={words.keep}
      danger
      asksReason={false}
      busy={undo.busy}
      refusal={undo.refusal}
      fieldErrors={undo.fieldErrors}
      onAct={({ proof }) => void undo.act({ import: id, proof })}
      onClose={onClose}
    >
      {undo.busy && <CheckProgress label={words.checking} />}
    </ActDialog>
  );
}
