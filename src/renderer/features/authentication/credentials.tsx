import { type FormEvent, useRef, useState } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { useAppState } from "../../shell/app-state-context";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { Row } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { ClockNotice } from "../clock/clock-notice";

export interface CredentialsProps {
  /** The sign-in before this one ended by itself. */
  ended: boolean;
  /** What was done on another sheet, such as choosing a new password. */
  done?: string | undefined;
  onSetupCode: () => void;
  onForgotPassword: () => void;
  onEmergency: () => void;
  onCorrectClock: () => void;
  onManagerRecovery: () => void;
}

/** The first screen: e-mail and password. */
export function Credentials({ ended, done, ...go }: CredentialsProps) {
  const [typed, setTyped] = useState({ email: "", password: "" });
  const password = useRef<HTMLInputElement>(null);
  const signIn = useAct("signIn", { onRefused: () => password.current?.select() });
  const { practiceSetup } = useAppState();
  const interrupted = practiceSetup === "sign-in";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn.act(typed);
  };
  return (
    <SignInPage
      title={interrupted ? signInWords.interruptedTitle : signInWords.title}
      description={interrupted ? signInWords.interrupted : undefined}
      below={<WithoutPassword onManagerRecovery={go.onManagerRecovery} onEmergency={go.onEmergency} />}
    >
      <BeforeNotice ended={ended && signIn.refusal === undefined} done={done} />
      <ClockNotice onCorrect={go.onCorrectClock} />
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={signIn.busy}>
            {signInWords.signIn}
          </Button>
        }
      >
        <TextField
          label={signInWords.email}
          type="email"
          autoComplete="username"
          spellCheck={false}
          autoFocus
          value={typed.email}
          onChange={(event) => setTyped({ ...typed, email: event.target.value })}
          error={signIn.fieldErrors["email"]}
        />
        <PasswordField
          ref={password}
          label={signInWords.password}
          showLabel={passwordFieldWords.show}
          autoComplete="current-password"
          value={typed.password}
          onChange={(event) => setTyped({ ...typed, password: event.target.value })}
          error={signIn.fieldErrors["password"]}
        />
        <SignInRefusal refusal={signIn.refusal} />
      </Form>
      <Row gap={16} justify="between">
        <TextLink onClick={go.onSetupCode}>{signInWords.haveSetupCode}</TextLink>
        <TextLink onClick={go.onForgotPassword}>{signInWords.forgotPassword}</TextLink>
      </Row>
    </SignInPage>
  );
}

/** What came before: something that was done on another sheet, or a sign-in that ended by itself. */
function BeforeNotice({ ended, done }: Pick<CredentialsProps, "ended" | "done">) {
  if (done === undefined) return ended && <Notice tone="warn">{signInWords.ended}</Notice>;
  return (
    <Notice tone="ok" announce="status">
      {done}
    </Notice>
  );
}

/** Ways in that few need: the recovery of a manager, once it has begun, and emergency access. */
function WithoutPassword({
  onManagerRecovery,
  onEmergency,
}: Pick<CredentialsProps, "onManagerRecovery" | "onEmergency">) {
  const { managerRecovery } = useAppState();
  return (
    <>
      {managerRecovery !== null && <TextLink onClick={onManagerRecovery}>{signInWords.managerRecovery}</TextLink>}
      <TextLink onClick={onEmergency}>{signInWords.emergency}</TextLink>
    </>
  );
}
