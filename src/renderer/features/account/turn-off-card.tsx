import { useState } from "react";
import { methodWords } from "../../../preload/messages/account";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { useToasts } from "../../ui/toasts";
import { useAct } from "../../wardkey";
import { ActDialog } from "../person/act-dialog";

/** The way out, with password and token. */
export function TurnOffCard() {
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
      <Button onClick={() => setAsking(true)}>{methodWords.turnOff}</Button>
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
