import { MessageSquare, Phone } from "lucide-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { verifyPhoneWords } from "../../../contract/enrollment/messages";
import type { TokenSent } from "../../../contract/messaging/views";
import type { Channel } from "../../../contract/vocabulary";
import { RefusalNotice } from "../../shell/refusal-notice";
import { isOnItsWay } from "../../shell/sign-in/send-buttons";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { TokenSentNotice } from "../../shell/sign-in/token-sent-notice";
import { type Act, useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { CodeField } from "../../ui/code-field";
import { Form } from "../../ui/form";
import { Row, Stack } from "../../ui/stack";
import { useTokenSent } from "./use-token-sent";

export interface PhoneProofState {
  readonly formId: string;
  readonly sent: TokenSent | null;
  readonly code: string;
  readonly setCode: (code: string) => void;
  readonly send: Act<"sendPhoneProof">;
  readonly confirm: Act<"confirmPhoneProof">;
}

/** A code to the cell phone of the profile, and what was typed of it. */
export function usePhoneProof(onProven: () => void): PhoneProofState {
  const formId = useId();
  const [code, setCode] = useState("");
  const [sent, setAsked] = useTokenSent(null);
  const send = useAct("sendPhoneProof", { onDone: setAsked });
  const confirm = useAct("confirmPhoneProof", { onDone: onProven });
  return { formId, sent, code, setCode, send, confirm };
}

/** **Text message** or **Phone call**, and then the code. The button that submits `formId` stands where the caller has its buttons. */
export function PhoneProof({ proof }: { proof: PhoneProofState }) {
  const { formId, sent, code, setCode, send, confirm } = proof;
  const field = useRef<HTMLInputElement>(null);
  const ask = async (channel: Channel) => {
    confirm.reset();
    if (await send.act({ channel })) field.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!(await confirm.act({ token: code }))) field.current?.select();
  };
  return (
    <Form id={formId} onSubmit={(event) => void submit(event)}>
      <Row>
        <Button icon={MessageSquare} busy={send.busy || isOnItsWay(sent, "text")} onClick={() => void ask("text")}>
          {verifyPhoneWords.text}
        </Button>
        <Button icon={Phone} busy={send.busy || isOnItsWay(sent, "call")} onClick={() => void ask("call")}>
          {verifyPhoneWords.call}
        </Button>
      </Row>
      <RefusalNotice refusal={send.refusal} />
      {sent !== null && (
        <Stack gap={16}>
          {send.refusal === undefined && <TokenSentNotice sent={sent} />}
          <CodeField
            ref={field}
            label={verifyPhoneWords.code}
            length={sent.digits}
            value={code}
            onValueChange={setCode}
            error={confirm.fieldErrors["token"]}
          />
          <SignInRefusal refusal={confirm.refusal} />
        </Stack>
      )}
    </Form>
  );
}
