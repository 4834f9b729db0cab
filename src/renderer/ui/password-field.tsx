import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useCapsLock } from "./caps-lock";
import { Icon } from "./icon";
import styles from "./password-field.module.css";
import { TextField, type TextFieldProps } from "./text-field";

export interface PasswordFieldProps extends Omit<TextFieldProps, "type" | "prefix" | "suffix"> {
  /** Name of the toggle, e.g. "Show what I type". */
  showLabel: string;
  autoComplete: "current-password" | "new-password" | "off";
}

/** A password that can be looked at while typing; pasting and password managers work. */
export function PasswordField({ showLabel, hint, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const capsLock = useCapsLock();
  const toggle = (
    <button
      type="button"
      className={styles.toggle}
      aria-label={showLabel}
      aria-pressed={shown}
      title={showLabel}
      onClick={() => setShown(!shown)}
    >
      <Icon of={shown ? EyeOff : Eye} />
    </button>
  );
  return (
    <TextField
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      {...capsLock.watched}
      {...rest}
      hint={capsLock.said === null ? hint : <CapsLockHint said={capsLock.said} hint={hint} />}
      type={shown ? "text" : "password"}
      suffix={toggle}
    />
  );
}

function CapsLockHint({ said, hint }: { said: string; hint: ReactNode }) {
  return (
    <>
      <strong role="status" className={styles.capsLock}>
        {said}
      </strong>
      {hint !== undefined && <> {hint}</>}
    </>
  );
}
