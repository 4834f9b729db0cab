import { voidEmergencyCodesWords as words } from "../../../contract/emergency/messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";

export function VoidEmergencyCodesDialog({ onClose }: { onClose: () => void }) {
  const toast = useToasts();
  const end = useAct("voidEmergencyCodes", {
    onDone: () => {
      toast({ title: words.done });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.title}
      effect={words.effect}
      confirmLabel={words.confirm}
      keepLabel={words.keep}
      danger
      busy={end.busy}
      refusal={end.refusal}
      fieldErrors={end.fieldErrors}
      onAct={(given) => void end.act(given)}
      onClose={onClose}
    />
  );
}
