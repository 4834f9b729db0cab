import { type FormEvent, useState } from "react";
import { newPhoneWords as words } from "../../../contract/recovery/messages";
import { PHONE_LOSSES, type PhoneLoss } from "../../../contract/vocabulary";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { RadioGroup } from "../../ui/radio-group";

/** Whether the old phone can still be in somebody's hands decides what becomes of its key. */
export function HowLost() {
  const [how, setHow] = useState<PhoneLoss | null>(null);
  const [asked, setAsked] = useState(false);
  const finish = useAct("finishRecovery");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (how !== null) void finish.act({ how });
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" variant="primary" wide busy={finish.busy}>
          {words.finish}
        </Button>
      }
    >
      <RadioGroup
        label={words.how}
        look="cards"
        value={how}
        onValueChange={setHow}
        options={PHONE_LOSSES.map((value) => ({
          value,
          label: words.losses[value].label,
          description: words.losses[value].about,
        }))}
        error={asked && how === null ? words.choosing : undefined}
      />
      <SignInRefusal refusal={finish.refusal} />
    </Form>
  );
}
