import { type FormEvent, useRef, useState } from "react";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { securityWords } from "../../../contract/enrollment/profile-messages";
import type { TokenSent } from "../../../contract/messaging/views";
import { refusalWords } from "../../../contract/refusal-messages";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { PasswordField } from "../../ui/password-field";

export interface EnableTwoFactorProps {
  /** Tokens can come by text message; else the way leads straight to the app. */
  byText: boolean;
  onSent: (sent: TokenSent) => void;
  onApp: () => void;
}

/** **Password** and **Enable Two-Factor**: a token goes to the phone at once. Main queues it; a slow gateway holds nothing up. */
export function EnableTwoFactor({ byText, onSent, onApp }: EnableTwoFactorProps) {
  const formats = useFormats();
  const field = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState("");
  const enable = useAct("enableTwoFactor", { onDone: onSent });
  const stepUp = useAct("stepUp", {
    onDone: () => {
      setPassword("");
      if (byText) void enable.act({});
      else onApp();
    },
    onRefused: () => field.current?.select(),
  });
  const wrong = stepUp.refusal?.code === "wrong-password" ? refusalWords(stepUp.refusal, formats) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enable.reset();
    void stepUp.act({ password });
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" variant="primary" busy={stepUp.busy || enable.busy}>
          {securityWords.enable}
        </Button>
      }
    >
      <PasswordField
        ref={field}
        label={securityWords.password}
        showLabel={passwordFieldWords.show}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={stepUp.fieldErrors["password"] ?? wrong}
      />
      <RefusalNotice refusal={stepUp.refusal ?? enable.refusal} saidElsewhere={["bad-input", "wrong-password"]} />
    </Form>
  );
}
