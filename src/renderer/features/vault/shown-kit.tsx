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

const GROUP = 5;

/** A kit's key, shown once, and checked by typing a part of it back. */
export function ShownKit({ kit, onChecked }: { kit: RecoveryKit; onChecked?: () => void }) {
  const formats = useFormats();
  const [part, setPart] = useState("");
  const confirm = useAct("confirmRecoveryKit", { onDone: () => onChecked?.() });
  const wrong = confirm.refusal?.code === "wrong-part" ? refusalWords(confirm.refusal, formats) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React hands it on to the form that the dialog was opened from.
    event.stopPropagation();
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
