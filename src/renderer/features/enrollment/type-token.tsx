import { type FormEvent, useRef, useState } from "react";
import { securityWords, typeTokenWords } from "../../../contract/enrollment/profile-messages";
import type { TokenSent } from "../../../contract/messaging/views";
import { CHANNELS, type Channel } from "../../../contract/vocabulary";
import { RefusalNotice } from "../../shell/refusal-notice";
import { SendButtons } from "../../shell/sign-in/send-buttons";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { TokenSentNotice } from "../../shell/sign-in/token-sent-notice";
import { type Act, useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { CodeField } from "../../ui/code-field";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import { useTokenSent } from "./use-token-sent";

export interface TypeTokenProps {
  /** The token that Enable Two-Factor sent. */
  first: TokenSent;
  onDone: () => void;
  onNotNow: () => void;
}

/** The token that proves the number and turns two-factor on by text message. */
export function TypeToken({ first, onDone, onNotNow }: TypeTokenProps) {
  const [token, setToken] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useTokenSent(first);
  const sent = asked ?? first;
  const send = useAct("sendPhoneProof", { onDone: setAsked });
  const confirm = useAct("confirmTextToken", { onDone, onRefused: () => field.current?.select() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirm.act({ token });
  };
  return (
    <Stack gap={16}>
      {send.refusal === undefined ? <TokenSentNotice sent={sent} /> : <RefusalNotice refusal={send.refusal} />}
      {sent.expiresAt === null && <Notice tone="warn">{securityWords.neverExpiresWords}</Notice>}
      <Form
        onSubmit={submit}
        actions={
          <>
            <Button type="submit" variant="primary" busy={confirm.busy}>
              {typeTokenWords.submit}
            </Button>
            <Button variant="quiet" onClick={onNotNow}>
              {typeTokenWords.notNow}
            </Button>
          </>
        }
      >
        <CodeField
          ref={field}
          label={typeTokenWords.token}
          hint={typeTokenWords.lead}
          length={sent.digits}
          autoFocus
          value={token}
          onValueChange={setToken}
          onComplete={(whole) => void confirm.act({ token: whole })}
          error={confirm.fieldErrors["token"]}
        />
        <SignInRefusal refusal={confirm.refusal} />
      </Form>
      <SendAgain
        send={send}
        sent={sent}
        onSent={() => {
          confirm.reset();
          field.current?.focus();
        }}
      />
    </Stack>
  );
}

interface SendAgainProps {
  send: Act<"sendPhoneProof">;
  sent: TokenSent;
  onSent: () => void;
}

function SendAgain({ send, sent, onSent }: SendAgainProps) {
  const again = async (channel: Channel) => {
    if (await send.act({ channel })) onSent();
  };
  return <SendButtons channels={CHANNELS} busy={send.busy} sent={sent} onSend={(channel) => void again(channel)} />;
}
