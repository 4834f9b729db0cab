import { type FormEvent, useRef, useState } from "react";
import { tokenWords } from "../../../contract/authentication/messages";
import type { SignInView } from "../../../contract/authentication/views";
import { RefusalNotice } from "../../shell/refusal-notice";
import { SendButtons } from "../../shell/sign-in/send-buttons";
import { SignInPage } from "../../shell/sign-in/sign-in-page";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { TokenSentNotice } from "../../shell/sign-in/token-sent-notice";
import { type Act, useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { CodeField } from "../../ui/code-field";
import { Form } from "../../ui/form";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { ClockNotice } from "../clock/clock-notice";

/** What the person reaches for after the password. */
export type TokenWay = "token" | "recovery-code" | "bypass-code" | "no-token" | "resync" | "new-phone" | "clock";

export interface TokenFormProps {
  signIn: SignInView;
  onWay: (way: TokenWay) => void;
  onCancelled: () => void;
}

/** **Authorization token**: pasted or typed, sent by itself on the last digit. */
export function TokenForm({ signIn, onWay, onCancelled }: TokenFormProps) {
  const [token, setToken] = useState("");
  const [remember, setRemember] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submitToken = useAct("submitToken", { onRefused: () => field.current?.select() });
  const send = useAct("sendToken");
  const cancel = useAct("cancelSignIn");
  const startOver = () => {
    onCancelled();
    void cancel.act({});
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void submitToken.act({ token, remember });
  };
  return (
    <SignInPage title={tokenWords.title} description={descriptionOf(signIn)}>
      <ClockNotice onCorrect={() => onWay("clock")} />
      {signIn.lastSent !== null && <TokenSentNotice sent={signIn.lastSent} />}
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" variant="primary" wide busy={submitToken.busy}>
            {tokenWords.signIn}
          </Button>
        }
      >
        <CodeField
          ref={field}
          label={tokenWords.token}
          alphabet="letters-and-digits"
          length={signIn.digits ?? signIn.textTokenDigits}
          autoFocus
          value={token}
          onValueChange={setToken}
          // A code of another kind is not sent away half typed: only a token is digits alone.
          onComplete={(whole) => /^\d+$/.test(whole) && void submitToken.act({ token: whole, remember })}
          error={submitToken.fieldErrors["token"]}
        />
        {/* Before the token in time, as it sends itself; after it in place, as most people want just the token. */}
        {signIn.rememberDays > 0 && (
          <Checkbox
            label={tokenWords.remember(signIn.rememberDays)}
            description={tokenWords.rememberAbout}
            checked={remember}
            onChange={(event) => setRemember(event.target.checked)}
          />
        )}
        <SignInRefusal refusal={submitToken.refusal} />
      </Form>
      <SendToken signIn={signIn} send={send} />
      <OtherWays signIn={signIn} onWay={onWay} onCancel={startOver} />
    </SignInPage>
  );
}

function descriptionOf({ method, digits, maskedPhone, textTokenDigits }: SignInView): string {
  if (method === "app") return tokenWords.fromApp(digits ?? textTokenDigits);
  return maskedPhone === null ? tokenWords.fromTextAnywhere : tokenWords.fromText(maskedPhone);
}

function SendToken({ signIn: { channels, lastSent }, send }: { signIn: SignInView; send: Act<"sendToken"> }) {
  if (channels.length === 0) return null;
  return (
    <Stack gap={12}>
      <RefusalNotice refusal={send.refusal} />
      <SendButtons
        channels={channels}
        busy={send.busy}
        sent={lastSent}
        onSend={(channel) => void send.act({ channel })}
      />
    </Stack>
  );
}

interface OtherWaysProps {
  signIn: SignInView;
  onWay: (way: TokenWay) => void;
  onCancel: () => void;
}

function OtherWays({ signIn, onWay, onCancel }: OtherWaysProps) {
  return (
    <Stack gap={8} align="start">
      {signIn.recoveryCodes && <TextLink onClick={() => onWay("recovery-code")}>{tokenWords.recoveryCode}</TextLink>}
      <TextLink onClick={() => onWay("bypass-code")}>{tokenWords.bypassCode}</TextLink>
      <TextLink onClick={() => onWay("no-token")}>{tokenWords.noToken}</TextLink>
      <TextLink onClick={onCancel}>{tokenWords.otherUser}</TextLink>
    </Stack>
  );
}
