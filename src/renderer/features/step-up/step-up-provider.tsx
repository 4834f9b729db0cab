import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { refusalWords } from "../../../preload/messages/refusals";
import { passwordFieldWords, stepUpWords } from "../../../preload/messages/step-up";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { PasswordField } from "../../ui/password-field";
import { useAct } from "../../wardkey";
import { useFormats } from "../practice/situation-context";
import { type AskPassword, StepUpContext } from "./step-up-context";

/** Lets `useAct` ask for the person's password where main wants it fresh. Acts that ask at once share one dialog. */
export function StepUpProvider({ children }: { children: ReactNode }) {
  const waiting = useRef<((accepted: boolean) => void)[]>([]);
  const [open, setOpen] = useState(false);

  const ask = useCallback<AskPassword>(() => {
    setOpen(true);
    return new Promise((resolve) => waiting.current.push(resolve));
  }, []);
  const answer = useCallback((accepted: boolean) => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(accepted);
  }, []);
  // Locked in the middle of it: the act is not done.
  useEffect(() => () => answer(false), [answer]);

  return (
    <StepUpContext value={ask}>
      {children}
      {open && <StepUpDialog onAnswer={answer} />}
    </StepUpContext>
  );
}

function StepUpDialog({ onAnswer }: { onAnswer: (accepted: boolean) => void }) {
  const [password, setPassword] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const formats = useFormats();
  const stepUp = useAct("stepUp", { onDone: () => onAnswer(true), onRefused: () => field.current?.select() });
  const error = stepUp.fieldErrors["password"] ?? (stepUp.refusal && refusalWords(stepUp.refusal, formats));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form in which the act was pressed is an ancestor in React's tree, not in the page.
    event.stopPropagation();
    void stepUp.act({ password });
  };
  return (
    <Dialog
      open
      size="small"
      title={stepUpWords.title}
      description={stepUpWords.lead}
      closeLabel={stepUpWords.close}
      onClose={() => onAnswer(false)}
      initialFocus={field}
      footer={
        <>
          <Button onClick={() => onAnswer(false)}>{stepUpWords.close}</Button>
          <Button type="submit" form="step-up" variant="primary" busy={stepUp.busy}>
            {stepUpWords.confirm}
          </Button>
        </>
      }
    >
      <Form id="step-up" onSubmit={submit}>
        <PasswordField
          ref={field}
          label={stepUpWords.password}
          showLabel={passwordFieldWords.show}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={error}
        />
      </Form>
    </Dialog>
  );
}
