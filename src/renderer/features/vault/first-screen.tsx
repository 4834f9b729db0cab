import { type FormEvent, useState } from "react";
import { firstScreenWords as words } from "../../../contract/vault/messages";
import { useAppStateAgain } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { RadioGroup } from "../../ui/radio-group";
import { VaultPage } from "./vault-page";

export type FirstChoice = "found" | "open" | "restore";

const options = {
  found: { value: "found", label: words.found, description: words.setUpAbout },
  open: { value: "open", label: words.open, description: words.openAbout },
  restore: { value: "restore", label: words.restore, description: words.restoreAbout },
} as const;

export interface FirstScreenProps {
  /** A vault was used here, and is no longer in its place. */
  gone: boolean;
  onChoose: (choice: FirstChoice) => void;
}

/** No vault here: **Set up your practice**, **Open a vault**, **Restore a backup**. Where one is gone, restoring comes first. */
export function FirstScreen({ gone, onChoose }: FirstScreenProps) {
  const [choice, setChoice] = useState<FirstChoice>(gone ? "restore" : "found");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChoose(choice);
  };
  return (
    <VaultPage title={gone ? words.goneTitle : words.title} description={gone ? words.goneLead : words.lead}>
      <Form
        onSubmit={submit}
        actions={
          <>
            <Button type="submit" variant="primary">
              {words.next}
            </Button>
            {gone && <Retry />}
          </>
        }
      >
        <RadioGroup
          label={words.label}
          look="cards"
          options={
            gone ? [options.restore, options.open, options.found] : [options.found, options.open, options.restore]
          }
          value={choice}
          onValueChange={setChoice}
        />
      </Form>
    </VaultPage>
  );
}

function Retry() {
  const again = useAppStateAgain();
  const retry = useAct("retryOpening", { onRefused: again });
  return (
    <>
      <Button busy={retry.busy} onClick={() => void retry.act({})}>
        {words.retry}
      </Button>
      <RefusalNotice refusal={retry.refusal} />
    </>
  );
}
