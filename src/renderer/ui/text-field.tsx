import type { ComponentPropsWithRef, ReactNode } from "react";
import { classNames } from "./class-names";
import { Field, type FieldWords, fieldAria, useFieldIds } from "./field";
import styles from "./text-field.module.css";

export interface TextFieldProps extends FieldWords, Omit<ComponentPropsWithRef<"input">, "prefix" | "size"> {
  /** Shown inside the frame, before and after what is typed. */
  prefix?: ReactNode;
  suffix?: ReactNode;
  /** For keys and numbers that are compared by eye. */
  mono?: boolean | undefined;
}

/**
 * One line of text. Takes every attribute of <input>, so `{...register("name")}` works. An e-mail is text too, with the
 * keyboard for it: Chromium rewrites international domains in a field of type "email" ("xn--...").
 */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, optional, labelHidden, prefix, suffix, mono, className, id, type, ...rest } = props;
  const ids = useFieldIds(id);
  return (
    <Field {...{ ids, label, hint, error, optional, labelHidden }}>
      <div className={classNames(styles.frame, className)} data-invalid={error !== undefined || undefined}>
        {prefix !== undefined && <span className={styles.affix}>{prefix}</span>}
        <input
          {...(type === "email" ? { type: "text", inputMode: "email" } : { type: type ?? "text" })}
          {...rest}
          {...fieldAria(ids, { hint, error }, rest["aria-describedby"])}
          id={ids.control}
          className={classNames(styles.input, mono && styles.mono)}
        />
        {suffix !== undefined && <span className={styles.affix}>{suffix}</span>}
      </div>
    </Field>
  );
}
