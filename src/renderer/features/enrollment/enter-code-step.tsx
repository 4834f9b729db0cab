import { type FormEvent, useId, useRef, useState } from "react";
import { enterCodeWords, scanWords, setupWords } from "../../../contract/enrollment/messages";
import type { AuthenticatorOffer } from "../../../contract/enrollment/views";
import type { Digits } from "../../../contract/vocabulary";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { useNow } from "../../shell/use-now";
import { type Act, useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { CodeField } from "../../ui/code-field";
import { CountdownRing } from "../../ui/countdown-ring";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import type { AuthenticatorFlow } from "./authenticator-flow";
import { ClockHelp } from "./clock-help";
import styles from "./setup.module.css";
import { StepFrame } from "./step-frame";

/** RFC 6238 §4: the time step. */
const PERIOD_SECONDS = 30;

export interface EnterCodeStepProps {
  flow: AuthenticatorFlow;
  offer: AuthenticatorOffer;
}

/** Step d: the app counts once a code of it was accepted. */
export function EnterCodeStep({ flow, offer }: EnterCodeStepProps) {
  const formId = useId();
  const { field, token, change, verify, shown, confirm } = useFirstCode(flow.accepted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify(token, null);
  };
  return (
    <StepFrame
      title={enterCodeWords.title}
      lead={offer.newEntry === null ? enterCodeWords.lead : enterCodeWords.leadNewEntry(offer.newEntry)}
      startsInField
      actions={<EnterCodeActions flow={flow} confirm={confirm} formId={formId} />}
    >
      <Form id={formId} onSubmit={submit}>
        <CodeField
          ref={field}
          label={enterCodeWords.code}
          hint={enterCodeWords.hint(offer.digits)}
          length={offer.digits}
          autoFocus
          value={token}
          onValueChange={change}
          onComplete={(whole) => verify(whole, null)}
          error={confirm.fieldErrors["token"]}
        />
        <NextCode />
        {shown !== null && <OtherDigits digits={shown} onUse={() => verify(token, shown)} />}
        <SignInRefusal refusal={confirm.refusal} />
        {confirm.refusal?.code === "wrong-token" && <p className={styles.small}>{enterCodeWords.changes}</p>}
        <ClockHelp
          differs={confirm.refusal?.code === "clock-differs"}
          onCorrected={() => {
            change("");
            confirm.reset();
            field.current?.focus();
          }}
        />
      </Form>
    </StepFrame>
  );
}

/** What was typed of the first code; `shown` is another number of digits than was asked for, where the app shows that. */
function useFirstCode(onAccepted: () => void) {
  const field = useRef<HTMLInputElement>(null);
  const [token, setToken] = useState("");
  const [shown, setShown] = useState<Digits | null>(null);
  const confirm = useAct("confirmAuthenticator", {
    onDone: (answer) => (answer.answer === "accepted" ? onAccepted() : setShown(answer.digits)),
    onRefused: () => field.current?.select(),
  });
  const change = (typed: string) => {
    setToken(typed);
    setShown(null);
  };
  const verify = (typed: string, digits: Digits | null) => {
    setShown(null);
    void confirm.act({ token: typed, digits });
  };
  return { field, token, change, verify, shown, confirm };
}

interface EnterCodeActionsProps {
  flow: AuthenticatorFlow;
  confirm: Act<"confirmAuthenticator">;
  formId: string;
}

function EnterCodeActions({ flow, confirm, formId }: EnterCodeActionsProps) {
  const isOver = confirm.refusal?.code === "not-now";
  return (
    <>
      <Button variant="quiet" className={styles.first} onClick={() => flow.go("scan")}>
        {setupWords.back}
      </Button>
      {isOver ? (
        <Button variant="primary" busy={flow.begin.busy} onClick={flow.renew}>
          {scanWords.renew}
        </Button>
      ) : (
        <Button type="submit" form={formId} variant="primary" busy={confirm.busy}>
          {enterCodeWords.submit}
        </Button>
      )}
    </>
  );
}

/** By main's clock, for orientation: a phone whose clock is off shows it otherwise. */
function NextCode() {
  const secondsLeft = PERIOD_SECONDS - (Math.floor(useNow() / 1000) % PERIOD_SECONDS);
  return <CountdownRing secondsLeft={secondsLeft} period={PERIOD_SECONDS} label={enterCodeWords.ring(secondsLeft)} />;
}

function OtherDigits({ digits, onUse }: { digits: Digits; onUse: () => void }) {
  return (
    <Notice
      tone="info"
      announce="alert"
      title={enterCodeWords.otherDigits(digits)}
      action={
        <Button autoFocus onClick={onUse}>
          {enterCodeWords.useThem(digits)}
        </Button>
      }
    >
      {enterCodeWords.otherDigitsWhy}
    </Notice>
  );
}
