import { type FormEvent, useState } from "react";
import { profileWords, securityWords } from "../../../contract/enrollment/profile-messages";
import { inputs } from "../../../contract/inputs";
import { fieldWords } from "../../../contract/refusal-messages";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { phoneInput, problemWords } from "../../shell/form-state";
import { PhoneField } from "../../shell/phone-field";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";

/** The cell phone that is missing, without a way round by the profile; the rest of the profile stays as it is. */
export function AddPhone() {
  const { region } = usePractice();
  const profile = useRead("getMyProfile", {}).value;
  const [typed, setTyped] = useDraft("own phone", "");
  const [problem, setProblem] = useState<string>();
  const update = useAct("updateMyProfile");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const cellPhone = phoneInput(typed, region);
    if (cellPhone === null) return setProblem(fieldWords.missing);
    const checked = inputs.updateMyProfile.shape.cellPhone.safeParse(cellPhone);
    if (!checked.success) return setProblem(problemWords(checked.error.issues[0]?.message ?? "invalid"));
    if (profile !== undefined) void update.act({ name: profile.name, email: profile.email, cellPhone });
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" variant="primary" busy={update.busy || profile === undefined}>
          {securityWords.addPhone}
        </Button>
      }
    >
      <PhoneField
        label={profileWords.cellPhone}
        hint={profileWords.cellPhoneHint}
        region={region}
        value={typed}
        onValueChange={(next) => {
          setTyped(next);
          setProblem(undefined);
        }}
        error={problem ?? update.fieldErrors["cellPhone"]}
      />
      <RefusalNotice refusal={update.refusal} saidElsewhere={["bad-input"]} />
    </Form>
  );
}
