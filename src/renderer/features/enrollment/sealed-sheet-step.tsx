import { type FormEvent, useId, useRef, useState } from "react";
import { enterCodeWords, sealedWords, setupWords } from "../../../contract/enrollment/messages";
import type { Digits } from "../../../contract/vocabulary";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { Button } from "../../ui/button";
import { CodeField } from "../../ui/code-field";
import { Form } from "../../ui/form";
import type { AuthenticatorFlow } from "./authenticator-flow";
import styles from "./setup.module.css";
import { StepFrame } from "./step-frame";

/** For whoever has scanned a printed key: one code of it, and a new key takes its place. */
export function SealedSheetStep({ flow, digits }: { flow: AuthenticatorFlow; digits: Digits }) {
  const formId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [token, setToken] = useState("");
  const { act, busy, refusal, fieldErrors } = flow.redeem;
  const send = async (typed: string) => {
    if (!(await act({ token: typed }))) field.current?.select();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(token);
  };
  return (
    <StepFrame
      title={sealedWords.title}
      lead={sealedWords.lead}
      startsInField
      actions={
        <>
          <Button variant="quiet" className={styles.first} onClick={() => flow.go("get-app")}>
            {setupWords.back}
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {sealedWords.submit}
          </Button>
        </>
      }
    >
      <Form id={formId} onSubmit={submit}>
        <CodeField
          ref={field}
          label={enterCodeWords.code}
          hint={sealedWords.hint}
          length={digits}
          autoFocus
          value={token}
          onValueChange={setToken}
          onComplete={(whole) => void send(whole)}
          error={fieldErrors["token"]}
        />
        <SignInRefusal refusal={refusal} />
        {refusal?.code === "wrong-token" && <p className={styles.small}>{enterCodeWords.changes}</p>}
      </Form>
    </StepFrame>
  );
}
