import { useState } from "react";
import { methodWords } from "../../../contract/enrollment/profile-messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { ExplainedButton } from "../../ui/explained-button";
import { useToasts } from "../../ui/toasts";

/** The way out, with password and token. */
export function TurnOffCard({ required }: { required: boolean }) {
  const [asking, setAsking] = useState(false);
  const toast = useToasts();
  const disable = useAct("disableTwoFactor", {
    onDone: () => {
      toast({ title: methodWords.turnedOff, tone: "warn" });
      setAsking(false);
    },
  });
  const close = () => {
    disable.reset();
    setAsking(false);
  };
  return (
    <Card title={methodWords.turnOffCard} level={3} description={methodWords.turnOffLead}>
      <ExplainedButton disabledReason={required ? methodWords.required : undefined} onClick={() => setAsking(true)}>
        {methodWords.turnOff}
      </ExplainedButton>
      {asking && (
        <ActDialog
          danger
          title={methodWords.turnOffTitle}
          effect={methodWords.turnOffBody}
          confirmLabel={methodWords.turnOffConfirm}
          keepLabel={methodWords.keepOn}
          asksReason={false}
          busy={disable.busy}
          refusal={disable.refusal}
          fieldErrors={disable.fieldErrors}
          onAct={({ proof }) => void disable.act({ proof })}
          onClose={close}
        />
      )}
    </Card>
  );
}
