import type { ComponentPropsWithRef, KeyboardEvent, ReactNode } from "react";
import styles from "./form.module.css";

export interface FormProps extends Omit<ComponentPropsWithRef<"form">, "className"> {
  /** Buttons at the end; the submit button is `<Button type="submit" variant="primary">`. */
  actions?: ReactNode;
  /** "sticky" keeps the buttons in sight while the fields scroll. */
  actionsPlace?: "end" | "sticky" | undefined;
}

/** Fields one below the other. The browser's own checks are off: errors are worded by us. */
export function Form({ actions, actionsPlace = "end", children, ...rest }: FormProps) {
  return (
    <form noValidate onKeyDownCapture={onceByEnter} {...rest} className={styles.form}>
      {children}
      {actions !== undefined && (
        <div className={styles.actions} data-place={actionsPlace}>
          {actions}
        </div>
      )}
    </form>
  );
}

/** Enter that is held down is one press. */
function onceByEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const writes = event.target instanceof HTMLTextAreaElement;
  if (event.key === "Enter" && event.repeat && !writes) event.preventDefault();
}
