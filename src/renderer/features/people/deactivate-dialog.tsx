import { useState } from "react";
import { manyWords, deactivateWords as words } from "../../../contract/people/bulk-messages";
import type { Bulk } from "../../../contract/people/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { type BulkDialogProps, BulkProgress, BulkResult } from "../../shell/acts/bulk";
import { usePractice } from "../../shell/app-state-context";
import { useNotSealed } from "../../shell/use-not-sealed";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";

/** Closes the selected accounts. */
export function DeactivateDialog({ selected, onDone, onClose }: BulkDialogProps) {
  const practice = usePractice();
  const toast = useToasts();
  const notSealed = useNotSealed();
  const [result, setResult] = useState<Bulk>();
  const deactivate = useAct("deactivatePeople", {
    onDone: (bulk) => {
      onDone();
      toast({ title: bulk.done === 0 ? words.nobody : words.done(bulk.done, practice), ...notSealed });
      if (bulk.skipped.length === 0) onClose();
      else setResult(bulk);
    },
  });
  if (result !== undefined) {
    const title = result.done === 0 ? words.nobody : words.done(result.done, practice);
    return <BulkResult title={title} skipped={result.skipped} onClose={onClose} />;
  }
  return (
    <ActDialog
      danger
      title={words.title(selected.count, practice)}
      effect={words.effect}
      confirmLabel={words.confirm(selected.count, practice)}
      keepLabel={words.keep}
      busy={deactivate.busy}
      refusal={deactivate.refusal}
      fieldErrors={deactivate.fieldErrors}
      onAct={(given) => void deactivate.act({ ...selected, ...given })}
      onClose={onClose}
    >
      {deactivate.busy && <BulkProgress label={manyWords.working} />}
    </ActDialog>
  );
}
