import { useState } from "react";
import { newKitWords as words } from "../../../contract/vault/key-messages";
import type { RecoveryKit } from "../../../contract/vault/views";
import { KIT_REASONS, type KitReason } from "../../../contract/vocabulary";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct } from "../../shell/wardkey";
import { Dialog } from "../../ui/dialog";
import { RadioGroup } from "../../ui/radio-group";
import { Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";
import { ShownKit } from "./shown-kit";

/** Makes a new kit, shows it once, and has it checked; the old one is in force until then. */
export function NewKitDialog({ onClose }: { onClose: () => void }) {
  const [reason, setReason] = useState<KitReason>("lost");
  const [kit, setKit] = useState<RecoveryKit>();
  const make = useAct("makeNewKit", { onDone: setKit });
  if (kit === undefined) {
    return (
      <ActDialog
        title={words.title}
        effect={`${words.does} ${words.doesNot}`}
        confirmLabel={words.confirm}
        asksReason={false}
        busy={make.busy}
        refusal={make.refusal}
        fieldErrors={make.fieldErrors}
        approval={{ act: "makeNewKit", parameters: { reason } }}
        onAct={({ proof }) => void make.act({ reason, proof })}
        onClose={onClose}
      >
        <RadioGroup
          label={words.why}
          options={KIT_REASONS.map((value) => ({
            value,
            label: words.reasons[value].label,
            description: words.reasons[value].about,
          }))}
          value={reason}
          onValueChange={setReason}
        />
      </ActDialog>
    );
  }
  return <ShownKitDialog kit={kit} onClose={onClose} />;
}

/** A new kit is shown once, and is in force once a part of it was typed back. */
export function ShownKitDialog({ kit, onClose }: { kit: RecoveryKit; onClose: () => void }) {
  const toast = useToasts();
  const checked = () => {
    toast({ title: words.done });
    onClose();
  };
  return (
    <Dialog open title={words.shownTitle} description={words.shownLead} closeLabel={words.close} onClose={onClose}>
      <Stack gap={16}>
        <ShownKit kit={kit} onChecked={checked} />
      </Stack>
    </Dialog>
  );
}
