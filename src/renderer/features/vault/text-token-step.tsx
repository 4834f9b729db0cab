import { type FormEvent, useState } from "react";
import { wizardWords, textTokenStepWords as words } from "../../../contract/vault/practice-setup-messages";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { Form } from "../../ui/form";
import { RadioGroup } from "../../ui/radio-group";
import { WizardPage } from "./wizard-page";

const RECOMMENDED = 10;
const offered = [5, RECOMMENDED, 30] as const;

const options = [
  ...offered.map((count) => ({
    value: String(count),
    label: words.minutes(count),
    badge: count === RECOMMENDED ? <Chip tone="ok" label={words.recommended} /> : undefined,
  })),
  {
    value: "never",
    label: words.never,
    description: words.neverAbout,
    badge: <Chip tone="warn" label={words.notRecommended} />,
  },
];

/** Step 3: how long a token lives that goes out by text message or call (TOKEN-6). */
export function TextTokenStep({ onDone }: { onDone: () => void }) {
  const [value, setValue] = useState(String(RECOMMENDED));
  const choose = useAct("chooseTextTokenLifetime", { onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void choose.act({ minutes: value === "never" ? "never" : Number(value) });
  };
  return (
    <WizardPage step={3} title={words.title} description={words.lead}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" busy={choose.busy}>
            {wizardWords.next}
          </Button>
        }
      >
        <RadioGroup label={words.label} options={options} value={value} onValueChange={setValue} />
        <RefusalNotice refusal={choose.refusal} />
      </Form>
    </WizardPage>
  );
}
