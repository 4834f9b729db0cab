import { formatDate } from "../../../contract/formats";
import { previewWords as words } from "../../../contract/policy/messages";
import type { Preview } from "../../../contract/policy/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { usePractice } from "../../shell/app-state-context";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";
import type { RuleDraft } from "./policy-draft";

export interface SavePolicyDialogProps {
  rules: readonly RuleDraft[];
  preview: Preview;
  onSaved: () => void;
  onClose: () => void;
}

/** Puts the draft in force: with a reason, own password and token, and a second manager where it weakens. */
export function SavePolicyDialog({ rules, preview, onSaved, onClose }: SavePolicyDialogProps) {
  const practice = usePractice();
  const toast = useToasts();
  const { groups, at } = preview;
  const change = useAct("changePolicy", {
    onDone: () => {
      toast({ title: words.saved, tone: "ok" });
      onSaved();
    },
  });
  return (
    <ActDialog
      title={words.saveTitle}
      effect={words.saveLead(formatDate(at, practice), groups, practice)}
      confirmLabel={words.confirm}
      keepLabel={words.keepDraft}
      busy={change.busy}
      refusal={change.refusal}
      fieldErrors={change.fieldErrors}
      approval={{ act: "changePolicy", parameters: { rules: [...rules] } }}
      onAct={({ reason, proof }) => void change.act({ rules: [...rules], reason, proof })}
      onClose={onClose}
    />
  );
}
