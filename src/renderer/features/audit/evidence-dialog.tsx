import { evidenceWords as words } from "../../../contract/vault/evidence-messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";

export interface EvidenceDialogProps {
  onClose: () => void;
}

/** Copies what is there into a folder that is chosen, before anything is put right. */
export function KeepEvidenceDialog({ onClose }: EvidenceDialogProps) {
  const toast = useToasts();
  const save = useAct("saveEvidence", {
    onDone: (saved) => {
      // Null: the person turned away from choosing a folder.
      if (saved === null) return;
      toast({ title: words.done(saved.name) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.title}
      effect={words.effect}
      confirmLabel={words.confirm}
      asksReason={false}
      busy={save.busy}
      refusal={save.refusal}
      fieldErrors={save.fieldErrors}
      onAct={({ proof }) => void save.act({ proof })}
      onClose={onClose}
    />
  );
}
