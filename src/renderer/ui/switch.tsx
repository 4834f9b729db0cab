import type { ComponentPropsWithRef, ReactNode } from "react";
import { FieldNotes, fieldAria, useFieldIds } from "./field";
import styles from "./switch.module.css";

export interface SwitchProps extends Omit<ComponentPropsWithRef<"input">, "type" | "size" | "role"> {
  label: string;
  description?: ReactNode;
  error?: string | undefined;
}

/** On or off, in force at once; what waits for a Save button is a Checkbox. */
export function Switch({ label, description, error, id, className: _, ...rest }: SwitchProps) {
  const ids = useFieldIds(id);
  return (
    <div className={styles.field}>
      <div className={styles.words}>
        <label htmlFor={ids.control}>{label}</label>
        <FieldNotes ids={ids} hint={description} error={error} />
      </div>
      <input
        {...rest}
        {...fieldAria(ids, { hint: description, error }, rest["aria-describedby"])}
        id={ids.control}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its own state
        role="switch"
        className={styles.switch}
      />
    </div>
  );
}
