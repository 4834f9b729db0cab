import { refoundingBannerWords as words } from "../../../preload/messages/break-glass";
import { useToasts } from "../../ui/toasts";
import { useAct } from "../../wardkey";
import { ActDialog } from "../person/act-dialog";

export interface StopRefoundingDialogProps {
  /** Whom it is about; null where that may not be seen. */
  name: string | null;
  onClose: () => void;
}

export function StopRefoundingDialog({ name, onClose }: StopRefoundingDialogProps) {
  const toast = useToasts();
  const stop = useAct("stopRefounding", {
    onDone: () => {
      toast({ title: words.done });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.title(name)}
      effect={words.effect}
      confirmLabel={words.confirm}
      keepLabel={words.keep}
      danger
      busy={stop.busy}
      refusal={stop.refusal}
      fieldErrors={stop.fieldErrors}
      onAct={(given) => void stop.act(given)}
      onClose={onClose}
    />
  );
}
