import type { FormEvent } from "react";
import { doneStepWords as words } from "../../../contract/vault/practice-setup-messages";
import { usePractice } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { WIZARD_STEPS, WizardPage } from "./wizard-page";

/** Step 6: what to do with the papers, and what comes next. */
export function DoneStep() {
  const { name } = usePractice();
  const finish = useAct("finishPracticeSetup");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void finish.act({});
  };
  return (
    <WizardPage step={WIZARD_STEPS} title={words.title(name)} description={words.lead}>
      <p>{words.next}</p>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" busy={finish.busy} autoFocus>
            {words.start}
          </Button>
        }
      >
        <RefusalNotice refusal={finish.refusal} />
      </Form>
    </WizardPage>
  );
}
