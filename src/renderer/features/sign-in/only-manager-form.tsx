import { type FormEvent, useState } from "react";
import { refusalWords } from "../../../preload/messages/refusals";
import { onlyManagerWords, signInWords } from "../../../preload/messages/sign-in";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { useAct } from "../../wardkey";
import { NewPasswordField } from "../new-password/new-password-field";
import { useFormats, usePractice } from "../practice/situation-context";
import { SignInPage } from "./sign-in-page";
import { SignInRefusal } from "./sign-in-refusal";

const empty = { email: "", recoveryKey: "", recoveryCode: "", password: "" };

/** Kit and one factor of their own let a practice's only manager choose a new password (product.md 6). */
export function OnlyManagerForm({ onBack }: { onBack: () => void }) {
  const practice = usePractice();
  const formats = useFormats();
  const [typed, setTyped] = useState(empty);
  const recover = useAct("recoverOnlyManager");
  const wrongKey = recover.refusal?.code === "wrong-key" ? refusalWords(recover.refusal, formats) : undefined;
  const bad = recover.refusal?.code === "bad-password" ? refusalWords(recover.refusal, formats) : undefined;
  const field = (name: keyof typeof empty) => ({
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
    error: recover.fieldErrors[name],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void recover.act(typed);
  };
  return (
    <SignInPage title={onlyManagerWords.title} description={onlyManagerWords.lead}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={recover.busy}>
            {onlyManagerWords.submit}
          </Button>
        }
      >
        <TextField label={onlyManagerWords.email} type="email" autoComplete="username" autoFocus {...field("email")} />
        <TextField
          label={onlyManagerWords.recoveryKey}
          hint={onlyManagerWords.recoveryKeyHint}
          autoComplete="off"
          spellCheck={false}
          mono
          {...field("recoveryKey")}
          error={recover.fieldErrors["recoveryKey"] ?? wrongKey}
        />
        <TextField
          label={onlyManagerWords.recoveryCode}
          hint={onlyManagerWords.recoveryCodeHint}
          autoComplete="off"
          spellCheck={false}
          mono
          {...field("recoveryCode")}
        />
        <NewPasswordField
          label={onlyManagerWords.password}
          value={typed.password}
          onValueChange={(password) => setTyped({ ...typed, password })}
          about={["", typed.email, practice.name]}
          forManager
          error={recover.fieldErrors["password"] ?? bad}
        />
        {wrongKey === undefined && <SignInRefusal refusal={recover.refusal} />}
      </Form>
      <TextLink onClick={onBack}>{signInWords.back}</TextLink>
    </SignInPage>
  );
}
