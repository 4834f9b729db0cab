import { reviewWords as words } from "../../../contract/emergency/messages";
import type { EmergencyAccesses } from "../../../contract/emergency/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useDraft } from "../../shell/drafts";
import { useAct } from "../../shell/wardkey";
import { TextAreaField } from "../../ui/text-area-field";
import { useToasts } from "../../ui/toasts";

export interface ReviewDialogProps {
  access: EmergencyAccesses;
  onClose: () => void;
}

/** What a manager found, in their own words, with their own proof. */
export function ReviewDialog({ access: { id, by }, onClose }: ReviewDialogProps) {
  const toast = useToasts();
  const [note, setNote] = useDraft("review note", "");
  const review = useAct("reviewEmergencyAccess", {
    onDone: () => {
      toast({ title: words.done });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.title(by.name)}
      effect={words.effect}
      confirmLabel={words.confirm}
      asksReason={false}
      busy={review.busy}
      refusal={review.refusal}
      fieldErrors={review.fieldErrors}
      onAct={({ proof }) => void review.act({ access: id, note, proof })}
      onClose={onClose}
    >
      <TextAreaField
        label={words.note}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        error={review.fieldErrors["note"]}
      />
    </ActDialog>
  );
}
