import { type FormEvent, useState } from "react";
import { refusalWords } from "../../../contract/refusal-messages";
import { kitStepWords as words } from "../../../contract/vault/practice-setup-messages";
import type { RecoveryKit } from "../../../contract/vault/views";
import { useFormats } from "../../shell/app-state-context";
import { PaperButtons } from "../../shell/paper/paper-buttons";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { CodeField } from "../../ui/code-field";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { SecretText } from "../../ui/secret-text";
import { WizardPage } from "./wizard-page";

const GROUP = 5;

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

function ShownKit({ kit }: { kit: RecoveryKit }) {
  const formats = useFormats();
  const [part, setPart] = useState("");
  const confirm = useAct("confirmRecoveryKit");
  const wrong = confirm.refusal?.code === "wrong-part" ? refusalWords(confirm.refusal, formats) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirm.act({ part });
  };
  return (
    <>
      <SecretText label={words.key} value={kit.key.replaceAll("-", "")} groupSize={GROUP} size="large" />
      <Notice tone="warn">
        {words.shownOnce} {words.apart}
      </Notice>
      <p>{words.named(kit.number, kit.fingerprint)}</p>
      <PaperButtons paper="recovery-kit" />
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" busy={confirm.busy}>
            {words.confirm}
          </Button>
        }
      >
        <p>{words.check}</p>
        <CodeField
          label={words.part(kit.askGroup)}
          alphabet="letters-and-digits"
          length={GROUP}
          value={part}
          onValueChange={setPart}
          error={confirm.fieldErrors["part"] ?? wrong}
        />
        {wrong === undefined && <RefusalNotice refusal={confirm.refusal} saidElsewhere={["bad-input"]} />}
      </Form>
    </>
  );
}
