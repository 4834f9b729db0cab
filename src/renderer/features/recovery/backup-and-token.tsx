import { useState } from "react";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import type { TokenSent } from "../../../contract/messaging/views";
import { onlyManagerWords as words } from "../../../contract/recovery/messages";
import { CHANNELS, type Channel } from "../../../contract/vocabulary";
import { useFormats } from "../../shell/app-state-context";
import { useAct } from "../../shell/wardkey";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { SendButtons } from "../authentication/send-buttons";
import type { OnlyManagerTyped } from "./only-manager-form";
import { RecoveryRefused } from "./recovery-refused";

interface FieldProps {
  value: string;
  onChange: (event: { target: { value: string } }) => void;
  error: string | undefined;
}

export interface BackupAndTokenProps {
  typed: OnlyManagerTyped;
  backup: FieldProps;
  token: FieldProps;
}

/** The backup password, and the token that is sent once kit and backup password were right. */
export function BackupAndToken({ typed, backup, token }: BackupAndTokenProps) {
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
