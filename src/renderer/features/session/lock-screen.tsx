import { type FormEvent, useRef, useState } from "react";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { refusalWords } from "../../../contract/refusal-messages";
import { lockWords } from "../../../contract/session/messages";
import { useFormats, useSession } from "../../shell/app-state-context";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { PasswordField } from "../../ui/password-field";

/** Nothing of the page is left; the name, the password, and the way out for anybody else. */
export function LockScreen() {
  const { account } = useSession();
  const formats = useFormats();
  const [password, setPassword] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const unlock = useAct("unlock", { onRefused: () => field.current?.select() });
  const switchUser = useAct("switchUser");
  const wrong = unlock.refusal?.code === "wrong-password" ? refusalWords(unlock.refusal, formats) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void unlock.act({ password });
  };
  return (
    <SignInPage title={lockWords.title} description={lockWords.lead(account.name)}>
      <Form
        onSubmit={submit}
        actions={
          <>
            <Button type="submit" variant="primary" busy={unlock.busy}>
              {lockWords.unlock}
            </Button>
            <Button onClick={() => void switchUser.act({})}>{lockWords.switchUser}</Button>
          </>
        }
      >
        <PasswordField
          ref={field}
          label={lockWords.password}
          showLabel={passwordFieldWords.show}
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={unlock.fieldErrors["password"] ?? wrong}
        />
        {wrong === undefined && <SignInRefusal refusal={unlock.refusal} />}
      </Form>
    </SignInPage>
  );
}
