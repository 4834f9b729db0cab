import { type FormEvent, useState } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import type { TokenSent } from "../../../contract/messaging/views";
import { onlyManagerWords as words } from "../../../contract/recovery/messages";
import { CHANNELS, type Channel } from "../../../contract/vocabulary";
import { useFormats, usePractice } from "../../shell/app-state-context";
import { useRefusedAt } from "../../shell/refused-at";
import { NewPasswordField } from "../../shell/sign-in/new-password-field";
import { SendButtons } from "../../shell/sign-in/send-buttons";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { RadioGroup } from "../../ui/radio-group";
import { Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { RecoveryRefused } from "./recovery-refused";

const empty = { email: "", recoveryKey: "", code: "", backupPassword: "", token: "", password: "" };
type OnlyManagerTyped = typeof empty;
type Factor = keyof typeof words.ways;

const WAYS: readonly Factor[] = ["recovery-code", "backup-password"];

export interface OnlyManagerFormProps {
  onBack: () => void;
  /** A new password is chosen; nobody is signed in by it. */
  onDone: () => void;
  onEmergencyCodes: () => void;
}

/** Kit and one factor of their own let a manager whom nobody can help choose a new password (RECOVER-5). */
export function OnlyManagerForm({ onBack, onDone, onEmergencyCodes }: OnlyManagerFormProps) {
  const practice = usePractice();
  const { typed, change, factor, setFactor, recover, field, submit } = useOnlyManagerForm(onDone);
  const wrongKey = useRefusedAt(recover.refusal, ["wrong-key"]);
  const bad = useRefusedAt(recover.refusal, ["bad-password"]);
  return (
    <SignInPage title={words.title} description={words.lead}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={recover.busy}>
            {words.submit}
          </Button>
        }
      >
        <TextField label={words.email} type="email" autoComplete="username" autoFocus {...field("email")} />
        <TextField
          label={words.recoveryKey}
          hint={words.recoveryKeyHint}
          autoComplete="off"
          spellCheck={false}
          mono
          {...field("recoveryKey", wrongKey)}
        />
        <RadioGroup
          label={words.by}
          value={factor}
          onValueChange={setFactor}
          options={WAYS.map((value) => ({
            value,
            label: words.ways[value].label,
            description: words.ways[value].about,
          }))}
        />
        {factor === "recovery-code" ? (
          <TextField label={words.recoveryCode} autoComplete="off" spellCheck={false} mono {...field("code")} />
        ) : (
          <BackupAndToken typed={typed} backup={field("backupPassword")} token={field("token")} />
        )}
        <NewPasswordField
          label={words.password}
          value={typed.password}
          onValueChange={(password) => change({ password })}
          about={["", typed.email, practice.name]}
          forManager
          error={recover.fieldErrors["password"] ?? bad}
        />
        <RecoveryRefused refusal={recover.refusal} words={words.refused} />
      </Form>
      <Stack gap={8} align="start">
        <TextLink onClick={onEmergencyCodes}>{words.neither}</TextLink>
        <TextLink onClick={onBack}>{signInWords.back}</TextLink>
      </Stack>
    </SignInPage>
  );
}

function useOnlyManagerForm(onDone: () => void) {
  const [typed, setTyped] = useState(empty);
  const [factor, setFactor] = useState<Factor>("recovery-code");
  const recover = useAct("recoverOnlyManager", { onDone });
  const change = (part: Partial<OnlyManagerTyped>) => setTyped({ ...typed, ...part });
  const field = (name: keyof OnlyManagerTyped, error?: string) => ({
    value: typed[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
    error: error ?? recover.fieldErrors[name] ?? recover.fieldErrors[`by.${name}`],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { email, recoveryKey, password, code, backupPassword, token } = typed;
    const by = factor === "recovery-code" ? { factor, code } : { factor, backupPassword, token };
    void recover.act({ email, recoveryKey, by, password });
  };
  return { typed, change, factor, setFactor, recover, field, submit };
}

interface FieldProps {
  value: string;
  onChange: (event: { target: { value: string } }) => void;
  error: string | undefined;
}

interface BackupAndTokenProps {
  typed: OnlyManagerTyped;
  backup: FieldProps;
  token: FieldProps;
}

/** The backup password, and the token that is sent once kit and backup password were right. */
function BackupAndToken({ typed, backup, token }: BackupAndTokenProps) {
  const formats = useFormats();
  const [sent, setSent] = useState<TokenSent | null>(null);
  const send = useAct("sendOnlyManagerToken", { onDone: setSent });
  const { email, recoveryKey, backupPassword } = typed;
  const press = (channel: Channel) => void send.act({ email, recoveryKey, backupPassword, channel });
  return (
    <>
      <PasswordField
        label={words.backupPassword}
        hint={words.sendHint}
        showLabel={passwordFieldWords.show}
        autoComplete="off"
        {...backup}
        error={backup.error ?? send.fieldErrors["backupPassword"]}
      />
      <Stack gap={8}>
        <SendButtons channels={CHANNELS} busy={send.busy} onSend={press} />
        {sent !== null && send.refusal === undefined && (
          <Notice tone="info" announce="status">
            {words.onItsWay(sent, formats)}
          </Notice>
        )}
        <RecoveryRefused refusal={send.refusal} words={words.refused} saysKey />
      </Stack>
      <TextField label={words.token} inputMode="numeric" autoComplete="one-time-code" mono {...token} />
    </>
  );
}
