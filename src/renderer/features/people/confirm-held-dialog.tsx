import { useState } from "react";
import { heldWords as words } from "../../../contract/people/held-messages";
import type { Bulk } from "../../../contract/people/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { BulkProgress, BulkResult } from "../../shell/acts/bulk";
import { usePractice } from "../../shell/app-state-context";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";

export interface ConfirmHeldDialogProps {
  /** How many are to be decided who are no managers. */
  members: number;
  /** Who of them is left out. */
  except: readonly string[];
  onDone: () => void;
  onClose: () => void;
}

/** Confirms everybody but managers and those who were left out, in one act. */
export function ConfirmHeldDialog({ members, except, onDone, onClose }: ConfirmHeldDialogProps) {
  const practice = usePractice();
  const toast = useToasts();
  const [result, setResult] = useState<Bulk>();
  const count = members - except.length;
  const confirm = useAct("confirmHeldAccounts", {
    onDone: (bulk) => {
      onDone();
      toast({ title: words.done(bulk.done, practice), tone: "ok" });
      if (bulk.skipped.length === 0) onClose();
      else setResult(bulk);
    },
  });
  if (result !== undefined) {
    return <BulkResult title={words.done(result.done, practice)} skipped={result.skipped} onClose={onClose} />;
  }
  return (
    <ActDialog
      title={words.confirmTitle(count, practice)}
      effect={words.confirmEffect(except.length, practice)}
      confirmLabel={words.confirm(count, practice)}
      keepLabel={words.cancel}
      asksReason={false}
      busy={confirm.busy}
      refusal={confirm.refusal}
      fieldErrors={confirm.fieldErrors}
      onAct={({ proof }) => void confirm.act({ except: [...except], count, proof })}
      onClose={onClose}
    >
      {confirm.busy && <BulkProgress label={words.working} />}
    </ActDialog>
  );
}
