import { type FormEvent, useState } from "react";
import { setupCodeWords, signInWords } from "../../../contract/authentication/messages";
import { refusalWords } from "../../../contract/refusal-messages";
import { useFormats, usePractice } from "../../shell/app-state-context";
import { NewPasswordField } from "../../shell/sign-in/new-password-field";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";

/** A new or reset member chooses a password with the code that a manager gave them. */
export function SetupCodeForm({ onBack }: { onBack: () => void }) {
  const practice = usePractice();
  const formats = useFormats();
  const [typed, setTyped] = useState({ email: "", code: "", password: "" });
  const claim = useAct("claimSetupCode");
  const bad = claim.refusal?.code === "bad-password" ? refusalWords(claim.refusal, formats) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void claim.act(typed);
  };
  return (
    <SignInPage title={setupCodeWords.title} description={setupCodeWords.lead}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={claim.busy}>
            {setupCodeWords.submit}
          </Button>
        }
      >
        <TextField
          label={setupCodeWords.email}
          type="email"
          autoComplete="username"
          spellCheck={false}
          autoFocus
          value={typed.email}
          onChange={(event) => setTyped({ ...typed, email: event.target.value })}
          error={claim.fieldErrors["email"]}
        />
        <TextField
          label={setupCodeWords.code}
          hint={setupCodeWords.codeHint}
          autoComplete="off"
          spellCheck={false}
          mono
          value={typed.code}
          onChange={(event) => setTyped({ ...typed, code: event.target.value })}
          error={claim.fieldErrors["code"]}
        />
        <NewPasswordField
          label={setupCodeWords.password}
          value={typed.password}
          onValueChange={(password) => setTyped({ ...typed, password })}
          about={["", typed.email, practice.name]}
          error={claim.fieldErrors["password"] ?? bad}
        />
        <SignInRefusal refusal={claim.refusal} />
      </Form>
      <TextLink onClick={onBack}>{signInWords.back}</TextLink>
    </SignInPage>
  );
}
