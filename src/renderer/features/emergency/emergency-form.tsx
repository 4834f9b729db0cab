import { type FormEvent, useRef, useState } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { emergencyWords as words } from "../../../contract/recovery/messages";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { TextAreaField } from "../../ui/text-area-field";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";

const empty = { email: "", password: "", first: "", second: "", reason: "" };

/** **Emergency access**: own e-mail and password, and both halves of the emergency codes. */
export function EmergencyForm({ onBack }: { onBack: () => void }) {
  const [typed, setTyped] = useState(empty);
  const password = useRef<HTMLInputElement>(null);
  const open = useAct("openEmergencyAccess", {
    onRefused: ({ code }) => code === "wrong-credentials" && password.current?.select(),
  });
  const field = (name: keyof typeof empty) => ({
    label: words[name],
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
    error: open.fieldErrors[name],
  });
  const half = { hint: words.halfHint, autoComplete: "off", spellCheck: false, mono: true } as const;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open.act(typed);
  };
  return (
    <SignInPage title={words.title} description={words.lead}>
      <Notice tone="warn" title={words.recordedTitle}>
        {words.recorded}
      </Notice>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="danger" wide busy={open.busy}>
            {words.submit}
          </Button>
        }
      >
        <TextField {...field("email")} type="email" autoComplete="username" spellCheck={false} autoFocus />
        <PasswordField
          {...field("password")}
          ref={password}
          showLabel={passwordFieldWords.show}
          autoComplete="current-password"
        />
        <TextField {...field("first")} {...half} />
        <TextField {...field("second")} {...half} />
        <TextAreaField {...field("reason")} hint={words.reasonHint} rows={2} />
        {open.refusal?.code === "wrong-credentials" ? (
          <Notice tone="bad" announce="alert">
            {words.refused}
          </Notice>
        ) : (
          <SignInRefusal refusal={open.refusal} />
        )}
      </Form>
      <TextLink onClick={onBack}>{signInWords.back}</TextLink>
    </SignInPage>
  );
}
