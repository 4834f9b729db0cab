import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Icon } from "./icon";
import styles from "./password-field.module.css";
import { TextField, type TextFieldProps } from "./text-field";

export interface PasswordFieldProps extends Omit<TextFieldProps, "type" | "prefix" | "suffix"> {
  /** Name of the toggle, e.g. "Show what I type". */
  showLabel: string;
  autoComplete: "current-password" | "new-password" | "off";
}

/** A password that can be looked at while typing; pasting and password managers work. */
export function PasswordField({ showLabel, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
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
      {...rest}
      type={shown ? "text" : "password"}
      suffix={toggle}
    />
  );
}
