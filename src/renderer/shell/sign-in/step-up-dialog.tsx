import { type FormEvent, useRef, useState } from "react";
import { passwordFieldWords, stepUpWords } from "../../../contract/authentication/step-up-messages";
import { refusalWords } from "../../../contract/refusal-messages";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { PasswordField } from "../../ui/password-field";
import { useFormats } from "../app-state-context";
import { useAct } from "../wardkey";

/** Asks for one's own password; answers false when the person turns away. */
export function StepUpDialog({ onAnswer }: { onAnswer: (accepted: boolean) => void }) {
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
