import { type ChangeEvent, type CompositionEvent, type Ref, useLayoutEffect, useRef, useState } from "react";
import { asciiDigits } from "../../contract/digits";
import styles from "./code-field.module.css";
import { Field, type FieldWords, fieldAria, useFieldIds } from "./field";

export interface CodeFieldProps extends FieldWords {
  id?: string | undefined;
  name?: string | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
  /** The code without spaces or hyphens. */
  value: string;
  onValueChange: (value: string) => void;
  /** Called once when the code has become `length` characters long. */
  onComplete?: ((value: string) => void) | undefined;
  /** How many characters a whole code has. */
  length: number;
  alphabet?: "digits" | "letters-and-digits" | undefined;
  /** Shows the code in groups of this size, parted by hyphens. */
  groupSize?: number | undefined;
  autoFocus?: boolean | undefined;
  disabled?: boolean | undefined;
  readOnly?: boolean | undefined;
  onBlur?: (() => void) | undefined;
}

/** One field for a whole token or code: typed or pasted, with or without spaces and hyphens. */
export function CodeField(props: CodeFieldProps) {
  const { label, hint, error, optional, labelHidden, id, length, alphabet = "digits", groupSize } = props;
  const ids = useFieldIds(id);
  const { input, shown, onChange, onCompositionEnd } = useCode(props);
  return (
    <Field {...{ ids, label, hint, error, optional, labelHidden }}>
      <input
        {...fieldAria(ids, { hint, error })}
        ref={input}
        id={ids.control}
        name={props.name}
        className={styles.input}
        style={{ "--characters": groupCode("0".repeat(length), groupSize).length } as React.CSSProperties}
        type="text"
        inputMode={alphabet === "digits" ? "numeric" : "text"}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the screen asks for nothing but this code
        autoFocus={props.autoFocus}
        disabled={props.disabled}
        readOnly={props.readOnly}
        onBlur={props.onBlur}
        value={shown}
        onChange={onChange}
        onCompositionEnd={onCompositionEnd}
      />
    </Field>
  );
}

function useCode({ ref, value, onValueChange, onComplete, length, alphabet = "digits", groupSize }: CodeFieldProps) {
  const own = useRef<HTMLInputElement | null>(null);
  const caret = useRef<number | null>(null);
  // What an input method has not handed over yet stands as it is: writing to the field would have it arrive twice.
  const [composed, setComposed] = useState<string | null>(null);

  // React puts the caret at the end when a formatted value differs from what was typed.
  useLayoutEffect(() => {
    if (caret.current === null || own.current !== document.activeElement) return;
    own.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const input = (node: HTMLInputElement | null) => {
    own.current = node;
    if (typeof ref === "function") return ref(node);
    if (ref) ref.current = node;
  };

  const onChange = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) => {
    if ((nativeEvent as InputEvent).isComposing) setComposed(target.value);
    else take(target);
  };
  const onCompositionEnd = ({ currentTarget }: CompositionEvent<HTMLInputElement>) => {
    setComposed(null);
    take(currentTarget);
  };
  const take = ({ value: typed, selectionStart }: HTMLInputElement) => {
    const next = cleanCode(typed, alphabet);
    const before = cleanCode(typed.slice(0, selectionStart ?? typed.length), alphabet).length;
    // One keystroke too many is ignored; a paste that is too long is shown, never cut into a wrong code.
    const code = value.length === length && next.length === length + 1 ? value : next;
    caret.current = caretInGroups(Math.min(before, code.length), groupSize);
    if (code === value) return;
    onValueChange(code);
    if (code.length === length) onComplete?.(code);
  };
  return { input, shown: composed ?? groupCode(value, groupSize), onChange, onCompositionEnd };
}

/** What of `typed` belongs to a code: digits of any script as ASCII, letters in capitals, nothing else. */
function cleanCode(typed: string, alphabet: "digits" | "letters-and-digits"): string {
  const plain = asciiDigits(typed).normalize("NFKC").toUpperCase();
  return plain.replace(alphabet === "digits" ? /[^0-9]/g : /[^0-9A-Z]/g, "");
}

/** ABCD-EFGH for ABCDEFGH in groups of four. */
function groupCode(code: string, size: number | undefined): string {
  if (size === undefined) return code;
  return code.match(new RegExp(`.{1,${size}}`, "g"))?.join("-") ?? "";
}

/** Where the caret belongs in grouped text, when `count` characters of the code stand before it. */
function caretInGroups(count: number, size: number | undefined): number {
  if (size === undefined || count === 0) return count;
  return count + Math.floor((count - 1) / size);
}
