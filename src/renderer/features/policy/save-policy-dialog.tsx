import { formatDate } from "../../../contract/formats";
import { rehearsalWords as words } from "../../../contract/policy/messages";
import type { Rehearsal } from "../../../contract/policy/views";
import { usePractice } from "../../shell/app-state-context";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";
import { ActDialog } from "../people/act-dialog";
import type { RuleDraft } from "./policy-draft";

export interface SaveRequirementDialogProps {
  rules: readonly RuleDraft[];
  rehearsal: Rehearsal;
  onSaved: () => void;
  onClose: () => void;
}

/** Puts the draft in force: with a reason, own password and token, and a second manager where it weakens. */
export function SaveRequirementDialog({ rules, rehearsal, onSaved, onClose }: SaveRequirementDialogProps) {
  const practice = usePractice();
  const toast = useToasts();
  const { groups, at } = rehearsal;
  const change = useAct("changeRequirement", {
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
      approval={{ act: "changeRequirement", parameters: { rules: [...rules] } }}
      onAct={({ reason, proof }) => void change.act({ rules: [...rules], reason, proof })}
      onClose={onClose}
    />
  );
}
