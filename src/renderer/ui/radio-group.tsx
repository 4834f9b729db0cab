import { type ReactNode, useId } from "react";
import { FieldNotes, type FieldWords, fieldAria, useFieldIds } from "./field";
import styles from "./radio-group.module.css";

export interface RadioOption<Value extends string> {
  value: Value;
  label: string;
  description?: ReactNode;
  /** A short word after the label, such as a Chip. */
  badge?: ReactNode;
  disabled?: boolean | undefined;
}

export interface RadioGroupProps<Value extends string> extends Omit<FieldWords, "optional"> {
  id?: string | undefined;
  name?: string | undefined;
  options: readonly RadioOption<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  /** "cards" frames every option; "plain" lists them. */
  look?: "plain" | "cards" | undefined;
  /** Cards lie beside each other, as many as fit. */
  columns?: boolean | undefined;
}

/** One of a few, all in sight, each with room for a sentence. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, hint, error, labelHidden, options, value, onValueChange, look = "plain", columns } = props;
  const ids = useFieldIds(props.id);
  const ownName = useId();
  return (
    <div className={styles.group} role="radiogroup" aria-labelledby={ids.label} {...fieldAria(ids, { hint, error })}>
      <span id={ids.label} className={styles.legend} data-hidden={labelHidden || undefined}>
        {label}
      </span>
      <div className={styles.options} data-look={look} data-columns={columns || undefined}>
        {options.map((option) => (
          <label key={option.value} className={styles.option} data-disabled={option.disabled || undefined}>
            <input
              type="radio"
              className={styles.radio}
              name={props.name ?? ownName}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onValueChange(option.value)}
              aria-labelledby={`${ids.control}-${option.value}`}
              aria-describedby={option.description === undefined ? undefined : `${ids.control}-${option.value}-about`}
            />
            <span className={styles.words}>
              <span className={styles.line}>
                <span id={`${ids.control}-${option.value}`}>{option.label}</span>
                {option.badge}
              </span>
              {option.description !== undefined && (
                <span id={`${ids.control}-${option.value}-about`} className={styles.description}>
                  {option.description}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes ids={ids} hint={hint} error={error} />
    </div>
  );
}
