import { useState } from "react";
import type { InputOf } from "../../../preload/inputs";
import { approvalListWords as words } from "../../../preload/messages/approvals";
import type { ShownCode } from "../../../preload/views";
import type { ApprovedAct } from "../../../preload/words";
import { useToasts } from "../../ui/toasts";
import { useAct } from "../../wardkey";
import { ActDialog } from "../person/act-dialog";
import { ShownCodeDialog, type ShownCodeDialogProps } from "../person/shown-code-dialog";
import type { AnswerDialogProps } from "./approve-dialog";

/** What the code that comes of an act is good for. */
function codeUse(act: ApprovedAct): ShownCodeDialogProps["use"] {
  if (act === "issueBypassCode") return "bypass";
  return act === "resetTwoFactor" ? "reset" : "set-up";
}

/** Does what was asked for, exactly as it was asked for, once it was approved or nobody answered. */
export function GoOnDialog({ approval, onClose }: AnswerDialogProps) {
  const toast = useToasts();
  const [shown, setShown] = useState<ShownCode>();
  const { act, sentence, subject, parameters } = approval;
  const doing = useAct(act, {
    onDone: (value) => {
      if (isCode(value)) return setShown(value);
      // Null of an export: no file was chosen.
      if (act === "exportEntries" && value === null) return;
      toast({ title: words.done });
      onClose();
    },
  });
  if (shown !== undefined) {
    return <ShownCodeDialog name={subject?.name ?? ""} shown={shown} use={codeUse(act)} onPassedOn={onClose} />;
  }
  return (
    <ActDialog
      title={words.goOnTitle}
      effect={sentence}
      confirmLabel={words.goOnConfirm}
      asksReason={false}
      busy={doing.busy}
      refusal={doing.refusal}
      fieldErrors={doing.fieldErrors}
      // They were read by this act's own schema when it was asked for, and are read again.
      onAct={({ proof }) => void doing.act({ ...parameters, proof } as InputOf<ApprovedAct>)}
      onClose={onClose}
    />
  );
}

function isCode(value: unknown): value is ShownCode {
  return typeof value === "object" && value !== null && "code" in value;
}
