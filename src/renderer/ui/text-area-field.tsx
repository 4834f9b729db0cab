import type { ComponentPropsWithRef } from "react";
import { Field, type FieldWords, fieldAria, useFieldIds } from "./field";
import styles from "./text-area-field.module.css";

export interface TextAreaFieldProps extends FieldWords, ComponentPropsWithRef<"textarea"> {}

/** Several lines of text, such as a reason. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { label, hint, error, optional, labelHidden, id, className: _, ...rest } = props;
  const ids = useFieldIds(id);
  return (
    <Field {...{ ids, label, hint, error, optional, labelHidden }}>
      <textarea
        rows={3}
        {...rest}
        {...fieldAria(ids, { hint, error }, rest["aria-describedby"])}
        id={ids.control}
        className={styles.area}
      />
    </Field>
  );
}
