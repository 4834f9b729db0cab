import { type FormEvent, useState } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { clockFieldWords, correctClockWords as words } from "../../../contract/clock/messages";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { type FieldErrors, useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import styles from "./correct-clock-form.module.css";
import { TimeFields, useTypedTime } from "./time-fields";

const nobody = { email: "", password: "", recoveryCode: "" };
type Manager = typeof nobody;

const labels = {
  first: { email: words.email, password: words.password, recoveryCode: words.recoveryCode },
  second: { email: words.secondEmail, password: words.secondPassword, recoveryCode: words.secondRecoveryCode },
} as const;

export interface CorrectClockFormProps {
  onBack: () => void;
  onCorrected: () => void;
}

/** **Correct the clock** where nobody is signed in: one manager, or two where the practice has them. */
export function CorrectClockForm({ onBack, onCorrected }: CorrectClockFormProps) {
  const time = useTypedTime();
  const [reason, setReason] = useState("");
  const [first, setFirst] = useState(nobody);
  const [second, setSecond] = useState<Manager | null>(null);
  const [noTime, setNoTime] = useState(false);
  const correct = useAct("correctClockAtSignIn", {
    onDone: onCorrected,
    onRefused: (refusal) => needsSecond(refusal) && setSecond((typed) => typed ?? nobody),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const to = time.to();
    setNoTime(to === null);
    if (to !== null) void correct.act({ to, reason, first, second });
  };
  const shown = needsSecond(correct.refusal) ? undefined : correct.refusal;
  return (
    <SignInPage title={words.title} description={words.lead}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={correct.busy}>
            {words.submit}
          </Button>
        }
      >
        <TimeFields
          time={time}
          autoFocus
          error={correct.fieldErrors["to"] ?? (noTime ? clockFieldWords.notATime : undefined)}
        />
        <TextField
          label={words.reason}
          hint={words.reasonHint}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={correct.fieldErrors["reason"]}
        />
        <ManagerFields which="first" value={first} onChange={setFirst} errors={correct.fieldErrors} />
        {second !== null && (
          <ManagerFields which="second" value={second} onChange={setSecond} errors={correct.fieldErrors} />
        )}
        <SignInRefusal refusal={shown} />
      </Form>
      <TextLink onClick={onBack}>{signInWords.back}</TextLink>
    </SignInPage>
  );
}

function needsSecond(refusal: { readonly code: string; readonly because?: unknown } | undefined): boolean {
  return refusal?.code === "may-not" && refusal.because === "second-manager";
}

interface ManagerFieldsProps {
  which: keyof typeof labels;
  value: Manager;
  onChange: (value: Manager) => void;
  errors: FieldErrors;
}

function ManagerFields({ which, value, onChange, errors }: ManagerFieldsProps) {
  const title = which === "first" ? words.who : words.second;
  const field = (name: keyof Manager) => ({
    label: labels[which][name],
    value: value[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [name]: event.target.value }),
    error: errors[`${which}.${name}`],
  });
  return (
    <section className={styles.group} aria-label={title}>
      {which === "first" ? (
        <div>
          <p className={styles.title}>{title}</p>
          <p className={styles.lead}>{words.whoLead}</p>
        </div>
      ) : (
        <Notice tone="warn" announce="alert" title={title}>
          {words.secondLead}
        </Notice>
      )}
      <TextField {...field("email")} type="email" autoComplete="username" spellCheck={false} />
      <PasswordField {...field("password")} showLabel={passwordFieldWords.show} autoComplete="current-password" />
      <TextField {...field("recoveryCode")} autoComplete="off" spellCheck={false} mono />
    </section>
  );
}
