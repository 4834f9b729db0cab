import { type FormEvent, useState } from "react";
import { setUpCodeWords, signInWords } from "../../../contract/authentication/messages";
import { refusalWords } from "../../../contract/refusal-messages";
import { useFormats, usePractice } from "../../shell/app-state-context";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { NewPasswordField } from "../authentication/new-password-field";
import { SignInPage } from "../authentication/sign-in-page";
import { SignInRefusal } from "../authentication/sign-in-refusal";

/** A new or reset member chooses a password with the code that a manager gave them. */
export function SetUpCodeForm({ onBack }: { onBack: () => void }) {
  const practice = usePractice();
  const formats = useFormats();
  const [typed, setTyped] = useState({ email: "", code: "", password: "" });
  const claim = useAct("claimSetUpCode");
  const bad = claim.refusal?.code === "bad-password" ? refusalWords(claim.refusal, formats) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void claim.act(typed);
  };
  return (
    <SignInPage title={setUpCodeWords.title} description={setUpCodeWords.lead}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={claim.busy}>
            {setUpCodeWords.submit}
          </Button>
        }
      >
        <TextField
          label={setUpCodeWords.email}
          type="email"
          autoComplete="username"
          spellCheck={false}
          autoFocus
          value={typed.email}
          onChange={(event) => setTyped({ ...typed, email: event.target.value })}
          error={claim.fieldErrors["email"]}
        />
        <TextField
          label={setUpCodeWords.code}
          hint={setUpCodeWords.codeHint}
          autoComplete="off"
          spellCheck={false}
          mono
          value={typed.code}
          onChange={(event) => setTyped({ ...typed, code: event.target.value })}
          error={claim.fieldErrors["code"]}
        />
        <NewPasswordField
          label={setUpCodeWords.password}
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
