import { type KeyboardEvent, type Ref, useState } from "react";
import type { FieldWords } from "./field";
import styles from "./number-field.module.css";
import { TextField } from "./text-field";

export interface NumberFieldProps extends FieldWords {
  id?: string | undefined;
  name?: string | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
  /** null: nothing typed, or no whole number. */
  value: number | null;
  /** Gets what was typed, never a number bent into the bounds: check it and give an `error`. */
  onChange: (value: number | null) => void;
  onBlur?: (() => void) | undefined;
  /** Where the arrow keys stop; told to those who listen. */
  min?: number | undefined;
  max?: number | undefined;
  /** Of one arrow key; Page Up and Page Down take ten. */
  step?: number | undefined;
  /** After the number, shown and read out: "days". */
  unit?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** A whole number. What was typed stays as it was typed, also where it is no number. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, onBlur, min, max, step = 1, unit, ...rest } = props;
  const [typed, setTyped] = useState("");
  const shown = wholeNumber(typed) === value ? typed : String(value ?? "");
  const set = (text: string) => {
    setTyped(text);
    onChange(wholeNumber(text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined || props.disabled) return;
    event.preventDefault();
    set(String(stepped(value, by * step, min, max)));
  };
  return (
    <TextField
      {...rest}
      className={styles.number}
      suffix={unit}
      inputMode="numeric"
      autoComplete="off"
      role="spinbutton"
      aria-valuenow={value ?? undefined}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={unit !== undefined && shown !== "" ? `${shown} ${unit}` : undefined}
      value={shown}
      onChange={(event) => set(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => onBlur?.()}
    />
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

function wholeNumber(text: string): number | null {
  const number = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}

/** From nothing the first step leads to the least number, else to zero. */
function stepped(value: number | null, by: number, min = -Infinity, max = Infinity): number {
  if (value === null) return Number.isFinite(min) ? min : 0;
  return Math.min(max, Math.max(min, value + by));
}
