import { type ComponentPropsWithRef, type ReactNode, useEffect, useRef } from "react";
import styles from "./checkbox.module.css";
import { FieldNotes, fieldAria, useFieldIds } from "./field";

export interface CheckboxProps extends Omit<ComponentPropsWithRef<"input">, "type" | "size"> {
  label: string;
  description?: ReactNode;
  error?: string | undefined;
  labelHidden?: boolean | undefined;
  /** Some but not all of a list. */
  indeterminate?: boolean | undefined;
}

export function Checkbox(props: CheckboxProps) {
  const { label, description, error, labelHidden, indeterminate = false, id, className: _, ref, ...rest } = props;
  const ids = useFieldIds(id);
  const own = useRef<HTMLInputElement | null>(null);
  useEffect(() => {
    if (own.current) own.current.indeterminate = indeterminate;
  }, [indeterminate]);
  const both = (node: HTMLInputElement | null) => {
    own.current = node;
    if (typeof ref === "function") return ref(node);
    if (ref) ref.current = node;
  };
  return (
    <div className={styles.field}>
      <label className={styles.row}>
        <input
          {...rest}
          {...fieldAria(ids, { hint: description, error }, rest["aria-describedby"])}
          ref={both}
          id={ids.control}
          type="checkbox"
          className={styles.box}
          aria-label={labelHidden ? label : undefined}
        />
        {!labelHidden && <span>{label}</span>}
      </label>
      {(description !== undefined || error !== undefined) && (
        <div className={styles.notes}>
          <FieldNotes ids={ids} hint={description} error={error} />
        </div>
      )}
    </div>
  );
}
