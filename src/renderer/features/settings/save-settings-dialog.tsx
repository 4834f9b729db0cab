import { useEffect } from "react";
import type { InputOf } from "../../../contract/methods";
import { settingsWords as words } from "../../../contract/settings/messages";
import type { Settings } from "../../../contract/settings/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { concernsForm } from "../../shell/asked-form";
import { type FieldErrors, useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";
import { ChangeList } from "../audit/change-list";
import { settingChanges } from "./setting-changes";

export type NewSettings = Omit<InputOf<"updateSettings">, "proof">;

export interface SaveSettingsDialogProps {
  before: Settings;
  after: NewSettings;
  onRefused: (said: FieldErrors) => void;
  onClose: () => void;
}

/** Says what will change for everybody, and asks for the proof. */
export function SaveSettingsDialog({ before, after, onRefused, onClose }: SaveSettingsDialogProps) {
  const toast = useToasts();
  const save = useAct("updateSettings", {
    onDone: () => {
      toast({ title: words.saved });
      onClose();
    },
  });
  const { fieldErrors } = save;
  useEffect(() => {
    if (concernsForm(fieldErrors)) onRefused(fieldErrors);
  }, [fieldErrors, onRefused]);
  return (
    <ActDialog
      title={words.saveTitle}
      effect={words.saveLead}
      confirmLabel={words.save}
      asksReason={false}
      busy={save.busy}
      refusal={save.refusal}
      fieldErrors={fieldErrors}
      approval={{ act: "updateSettings", parameters: after }}
      onAct={({ proof }) => void save.act({ ...after, proof })}
      onClose={onClose}
    >
      <ChangeList changes={settingChanges(before, after)} />
    </ActDialog>
  );
}
