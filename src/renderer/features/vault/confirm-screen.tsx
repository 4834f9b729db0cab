import { type FormEvent, type ReactNode, useState } from "react";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { unconfirmedWords, confirmVaultWords as words } from "../../../contract/vault/messages";
import type { VaultState } from "../../../contract/vault/views";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { type FieldErrors, useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { PasswordField } from "../../ui/password-field";
import { RadioGroup } from "../../ui/radio-group";
import { Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { type Halves, LostEntries } from "./lost-entries";
import { RecoveryKeyField, wrongKey } from "./recovery-key-field";
import styles from "./trouble-screen.module.css";
import { VaultPage } from "./vault-page";

const nobody = { email: "", password: "", token: "" };
type Manager = typeof nobody;

const labels = {
  first: { email: words.email, password: words.password, token: words.token },
  second: { email: words.secondEmail, password: words.secondPassword, token: words.secondToken },
} as const;

type ConfirmScreenProps = Pick<Extract<VaultState, { is: "unconfirmed" }>, "because" | "kitTyped" | "wait">;

/** The vault opens, and nobody signs in before a manager with the kit, or two managers, have confirmed it. */
export function ConfirmScreen({ because, kitTyped, wait }: ConfirmScreenProps) {
  const { title, lead, steps, submit } = unconfirmedWords[because];
  const [first, setFirst] = useState(nobody);
  const [second, setSecond] = useState(nobody);
  const [by, setBy] = useState<By>("kit");
  const [recoveryKey, setRecoveryKey] = useState("");
  const [halves, setHalves] = useState<Halves | null>(null);
  const confirm = useAct("confirmVault");
  const send = (event: FormEvent) => {
    event.preventDefault();
    const withSecond = !kitTyped && by === "second";
    void confirm.act({
      first,
      second: withSecond ? second : null,
      recoveryKey: kitTyped || withSecond ? null : recoveryKey,
      emergencyCodes: halves,
    });
  };
  return (
    <VaultPage title={title} description={lead}>
      <Steps steps={steps} />
      <Form
        onSubmit={send}
        actions={
          <Button type="submit" variant="primary" busy={confirm.busy}>
            {submit}
          </Button>
        }
      >
        <ManagerFields which="first" value={first} onChange={setFirst} errors={confirm.fieldErrors} />
        {!kitTyped && (
          <Besides by={by} onBy={setBy}>
            {by === "kit" ? (
              <RecoveryKeyField
                value={recoveryKey}
                onChange={setRecoveryKey}
                error={confirm.fieldErrors["recoveryKey"] ?? wrongKey(confirm.refusal)}
              />
            ) : (
              <ManagerFields which="second" value={second} onChange={setSecond} errors={confirm.fieldErrors} />
            )}
          </Besides>
        )}
        {wait !== null && <LostEntries wait={wait} halves={halves} onHalves={setHalves} errors={confirm.fieldErrors} />}
        <SignInRefusal refusal={confirm.refusal} saidElsewhere={["wrong-key"]} />
      </Form>
    </VaultPage>
  );
}

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <Stack gap={8}>
      <h2>{words.steps}</h2>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Stack>
  );
}

type By = "kit" | "second";

/** What a manager confirms it with, and the fields of that. */
function Besides({ by, onBy, children }: { by: By; onBy: (by: By) => void; children: ReactNode }) {
  return (
    <>
      <RadioGroup
        label={words.with}
        options={[
          { value: "kit", label: words.kit, description: words.kitAbout },
          { value: "second", label: words.second, description: words.secondAbout },
        ]}
        value={by}
        onValueChange={onBy}
      />
      {children}
    </>
  );
}

interface ManagerFieldsProps {
  which: keyof typeof labels;
  value: Manager;
  onChange: (value: Manager) => void;
  errors: FieldErrors;
}

function ManagerFields({ which, value, onChange, errors }: ManagerFieldsProps) {
  const field = (name: keyof Manager) => ({
    label: labels[which][name],
    value: value[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [name]: event.target.value }),
    error: errors[`${which}.${name}`],
  });
  return (
    <section className={styles.manager} aria-label={which === "first" ? words.who : words.second}>
      <TextField {...field("email")} type="email" autoComplete="off" spellCheck={false} autoFocus={which === "first"} />
      <PasswordField {...field("password")} showLabel={passwordFieldWords.show} autoComplete="off" />
      <TextField {...field("token")} hint={words.tokenHint} autoComplete="off" spellCheck={false} mono />
    </section>
  );
}
