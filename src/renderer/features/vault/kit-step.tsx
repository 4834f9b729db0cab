import { useState } from "react";
import { kitStepWords as words } from "../../../contract/vault/practice-setup-messages";
import type { RecoveryKit } from "../../../contract/vault/views";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { ShownKit } from "./shown-kit";
import { WizardPage } from "./wizard-page";

/** Step 5: the printed key, checked by typing a part of it back. */
export function KitStep() {
  const [kit, setKit] = useState<RecoveryKit | null>(null);
  const make = useAct("makeRecoveryKit", { onDone: setKit });
  return (
    <WizardPage step={5} title={words.title} description={words.lead}>
      {kit === null ? (
        <>
          <p>{words.interrupted}</p>
          <RefusalNotice refusal={make.refusal} />
          <Form
            onSubmit={(event) => {
              event.preventDefault();
              void make.act({});
            }}
            actions={
              <Button type="submit" variant="primary" busy={make.busy}>
                {words.make}
              </Button>
            }
          />
        </>
      ) : (
        <ShownKit kit={kit} />
      )}
    </WizardPage>
  );
}
