import { type Ref, useState } from "react";
import styles from "./date-field.module.css";
import type { FieldWords } from "./field";
import { TextField } from "./text-field";

export interface DateFieldProps extends FieldWords {
  id?: string | undefined;
  name?: string | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
  /** "YYYY-MM-DD", or "" while there is no whole date. */
  value: string;
  onChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  /** "YYYY-MM-DD"; other dates can still be typed, so check them and give an `error`. */
  min?: string | undefined;
  max?: string | undefined;
  /** Said once the field is left with half a date in it, which no value can tell. */
  incompleteError?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** A day of the calendar, typed or picked. */
export function DateField(props: DateFieldProps) {
  const { error, onChange, onBlur, max = FOUR_DIGITS, incompleteError, ...rest } = props;
  const [half, setHalf] = useState(false);
  return (
    <TextField
      {...rest}
      type="date"
      className={styles.date}
      max={max}
      error={half && incompleteError !== undefined ? incompleteError : error}
      onChange={(event) => {
        if (!event.target.validity.badInput) setHalf(false);
        onChange(event.target.value);
      }}
      onBlur={(event) => {
        setHalf(event.target.validity.badInput);
        onBlur?.();
      }}
    />
  );
}

/** Without a last day Chromium takes years of six digits. */
const FOUR_DIGITS = "9999-12-31";
