import { gatewayWords as words } from "../../../contract/settings/messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";

export function RemoveGatewayDialog({ onClose }: { onClose: () => void }) {
  const toast = useToasts();
  const remove = useAct("removeGateway", {
    onDone: () => {
      toast({ title: words.removed });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.removeTitle}
      effect={words.removeLead}
      confirmLabel={words.remove}
      keepLabel={words.removeKeep}
      danger
      asksReason={false}
      busy={remove.busy}
      refusal={remove.refusal}
      fieldErrors={remove.fieldErrors}
      approval={{ act: "removeGateway", parameters: {} }}
      onAct={({ proof }) => void remove.act({ proof })}
      onClose={onClose}
    />
  );
}
