import { type Ref, useEffect, useState } from "react";
import { newPasswordWords, passwordProblem } from "../../../contract/authentication/new-password-messages";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import type { PasswordVerdict } from "../../../contract/authentication/views";
import { Meter } from "../../ui/meter";
import { PasswordField } from "../../ui/password-field";
import { Stack } from "../../ui/stack";
import { call } from "../wardkey";

export interface NewPasswordFieldProps {
  label: string;
  value: string;
  onValueChange: (password: string) => void;
  about?: PasswordAbout | undefined;
  forManager?: boolean | undefined;
  /** Instead of what a password has to be. */
  hint?: string | undefined;
  error?: string | undefined;
  id?: string | undefined;
  name?: string | undefined;
  onBlur?: (() => void) | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
}

const nothing: PasswordAbout = ["", "", ""];

/** A password that is being chosen, with a meter that says what is wrong with it so far. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  const { label, value, onValueChange, about = nothing, forManager = false, error } = props;
  const verdict = usePasswordVerdict(value, about, forManager);
  const problem = passwordProblem(verdict?.problem ?? null, forManager);
  const score = verdict?.score ?? 0;
  return (
    <Stack gap={8}>
      <PasswordField
        ref={props.ref}
        id={props.id}
        name={props.name}
        label={label}
        showLabel={passwordFieldWords.show}
        autoComplete="new-password"
        hint={props.hint ?? newPasswordWords.hint(forManager)}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onBlur={props.onBlur}
        error={error}
      />
      {verdict !== null && (
        <Meter
          label={newPasswordWords.strength}
          value={score}
          max={4}
          words={problem ?? newPasswordWords.scores[score]}
          tone={problem === null ? "ok" : score < 2 ? "bad" : "warn"}
        />
      )}
    </Stack>
  );
}

/** As typed so far: a password must not contain them. */
type PasswordAbout = readonly [name: string, email: string, practice: string];

const PAUSE_MS = 200;

/** What main thinks of a password while it is typed; null until it has said so. Kept out of the reads' cache on purpose. */
function usePasswordVerdict(password: string, about: PasswordAbout, forManager: boolean): PasswordVerdict | null {
  const [verdict, setVerdict] = useState<PasswordVerdict | null>(null);
  const notified = JSON.stringify(about);
  useEffect(() => {
    if (password === "") return setVerdict(null);
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await call("checkPassword", { password, about: JSON.parse(notified) as string[], forManager });
      if (current) setVerdict(answer.ok ? answer.value : null);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [password, notified, forManager]);
  return verdict;
}
