import { Search, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useId } from "react";
import { Icon } from "./icon";
import { Kbd } from "./kbd";
import styles from "./search-field.module.css";

export interface SearchFieldProps {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  placeholder?: string | undefined;
  /** Name of the cross that empties the field. */
  clearLabel: string;
  /** Shown while the field is empty: "Ctrl+F". */
  shortcut?: string | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
}

/** Esc empties the field first, and only then closes what lies around it. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onValueChange, placeholder, clearLabel, shortcut, ref } = props;
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || value === "") return;
    event.preventDefault();
    event.stopPropagation();
    onValueChange("");
  };
  return (
    <div className={styles.frame}>
      <Icon of={Search} className={styles.icon} />
      <input
        ref={ref}
        id={id}
        type="search"
        className={styles.input}
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value === "" && shortcut !== undefined && <Kbd keys={shortcut} />}
      {value !== "" && (
        <button
          type="button"
          className={styles.clear}
          aria-label={clearLabel}
          onClick={() => {
            onValueChange("");
            document.getElementById(id)?.focus();
          }}
        >
          <Icon of={X} size={14} />
        </button>
      )}
    </div>
  );
}
