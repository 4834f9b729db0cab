import { useState } from "react";
import { actWords, resetWords } from "../../../preload/messages/person";
import { proofWords } from "../../../preload/messages/step-up";
import type { ShownCode } from "../../../preload/views";
import { RESET_CAUSES, type ResetCause } from "../../../preload/words";
import { RadioGroup } from "../../ui/radio-group";
import { useAct } from "../../wardkey";
import { ActDialog } from "./act-dialog";
import type { ActPerson } from "./person-act-dialog";
import { ShownCodeDialog } from "./shown-code-dialog";

/** Resets somebody's two-factor: why is asked, since reports count resets by cause. */
export function ResetDialog({ person, onClose }: { person: ActPerson; onClose: () => void }) {
  const [cause, setCause] = useState<ResetCause | null>(null);
  const [missing, setMissing] = useState(false);
  const [shown, setShown] = useState<ShownCode>();
  const words = actWords["reset-two-factor"];
  const { id: account, name } = person;
  const reset = useAct("resetTwoFactor", { onDone: setShown });
  if (shown !== undefined) {
    const use = person.hasPassword ? "reset" : "set-up";
    return <ShownCodeDialog name={name} shown={shown} use={use} onPassedOn={onClose} />;
  }
  return (
    <ActDialog
      danger
      title={words.title(name)}
      effect={words.effect(name)}
      confirmLabel={words.confirm}
      keepLabel={words.keep}
      proofHint={proofWords.yours(name)}
      busy={reset.busy}
      refusal={reset.refusal}
      fieldErrors={reset.fieldErrors}
      approval={cause === null ? undefined : { act: "resetTwoFactor", parameters: { account, cause } }}
      onAct={(given) => {
        setMissing(cause === null);
        if (cause !== null) void reset.act({ account, cause, ...given });
      }}
      onClose={onClose}
    >
      <RadioGroup
        label={resetWords.cause}
        options={RESET_CAUSES.map((one) => ({ value: one, label: resetWords.causes[one] }))}
        value={cause}
        onValueChange={setCause}
        error={missing && cause === null ? resetWords.causeMissing : undefined}
      />
    </ActDialog>
  );
}
