import type { InputOf } from "../../../contract/methods";
import { keyActWords } from "../../../contract/vault/key-messages";
import type { VaultKeysView } from "../../../contract/vault/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";
import { type KeyAct, useTypedKeys } from "./typed-keys";

export interface KeyActDialogProps {
  act: KeyAct;
  opensBy: VaultKeysView["opensBy"];
  onClose: () => void;
}

/** Says what a change of keys does and does not, and asks for what it takes. */
export function KeyActDialog({ act, opensBy, onClose }: KeyActDialogProps) {
  const toast = useToasts();
  const words = keyActWords[act];
  const change = useAct(act, {
    onDone: () => {
      toast({ title: words.done });
      onClose();
    },
  });
  const keys = useTypedKeys(act, opensBy, change.refusal);
  const goOn: React.ComponentProps<typeof ActDialog>["onAct"] = async ({ proof }) => {
    const typed = await keys.take();
    if (typed !== undefined) void change.act({ ...typed, proof } as InputOf<KeyAct>);
  };
  const saidThere = change.refusal?.code === "wrong-key";
  return (
    <ActDialog
      title={words.title}
      effect={`${words.does} ${words.doesNot}`}
      confirmLabel={words.confirm}
      asksReason={false}
      busy={change.busy}
      refusal={saidThere ? undefined : change.refusal}
      fieldErrors={change.fieldErrors}
      approval={{ act, parameters: {} }}
      identity={keys.field}
      onAct={(given) => void goOn(given)}
      onClose={onClose}
    />
  );
}
