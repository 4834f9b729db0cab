import { type FormEvent, useState } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { askManagerRecoveryWords as words } from "../../../contract/recovery/messages";
import { useFormats, usePractice } from "../../shell/app-state-context";
import { useRefusedAt } from "../../shell/refused-at";
import { NewPasswordField } from "../../shell/sign-in/new-password-field";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { RecoveryRefused } from "./recovery-refused";

const empty = { email: "", recoveryKey: "", password: "" };

export interface FinishManagerRecoveryProps {
  /** Until when it has to be done, epoch ms. */
  endsAt: number;
  onBack: () => void;
  onDone: () => void;
}

/** Once everybody could see it for long enough: the kit again, and a new password. */
export function FinishManagerRecovery({ endsAt, onBack, onDone }: FinishManagerRecoveryProps) {
  const practice = usePractice();
  const formats = useFormats();
  const [typed, setTyped] = useState(empty);
  const finish = useAct("finishManagerRecovery", { onDone });
  const wrongKey = useRefusedAt(finish.refusal, ["wrong-key"]);
  const bad = useRefusedAt(finish.refusal, ["bad-password"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void finish.act(typed);
  };
  return (
    <SignInPage title={words.finishTitle} description={`${words.finishLead} ${words.until(endsAt, formats)}`}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={finish.busy}>
            {words.finish}
          </Button>
        }
      >
        <TextField
          label={words.email}
          type="email"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={typed.email}
          onChange={(event) => setTyped({ ...typed, email: event.target.value })}
          error={finish.fieldErrors["email"]}
        />
        <TextField
          label={words.recoveryKey}
          hint={words.recoveryKeyHint}
          autoComplete="off"
          spellCheck={false}
          mono
          value={typed.recoveryKey}
          onChange={(event) => setTyped({ ...typed, recoveryKey: event.target.value })}
          error={finish.fieldErrors["recoveryKey"] ?? wrongKey}
        />
        <NewPasswordField
          label={words.password}
          value={typed.password}
          onValueChange={(password) => setTyped({ ...typed, password })}
          about={["", typed.email, practice.name]}
          forManager
          error={finish.fieldErrors["password"] ?? bad}
        />
        <RecoveryRefused refusal={finish.refusal} words={words.finishRefused} />
      </Form>
      <TextLink onClick={onBack}>{signInWords.back}</TextLink>
    </SignInPage>
  );
}
