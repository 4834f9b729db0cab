import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown } from "lucide-react";
import { type Ref, useMemo } from "react";
import { classNames } from "./class-names";
import styles from "./combobox-field.module.css";
import { Field, type FieldWords, fieldAria, useFieldIds } from "./field";
import { Icon } from "./icon";
import popup from "./popup.module.css";

export interface ComboboxOption {
  value: string;
  label: string;
  /** Words under which it is found besides. */
  also?: string | undefined;
}

export interface ComboboxFieldProps extends FieldWords {
  id?: string | undefined;
  name?: string | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
  options: readonly ComboboxOption[];
  value: string | null;
  onValueChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  /** Said when nothing matches what was typed. */
  emptyText: string;
  /** Name of the arrow that opens the list, e.g. "Show all". */
  openLabel: string;
  /** The value that something typed means though no option holds the words. */
  meaning?: ((typed: string) => string | undefined) | undefined;
  /** What is typed, for options that are looked up as one types. */
  onSearch?: ((typed: string) => void) | undefined;
}

/** One of many, found by typing: time zones, countries, people. */
export function ComboboxField(props: ComboboxFieldProps) {
  const { label, hint, error, optional, labelHidden, id, options, value } = props;
  const ids = useFieldIds(id);
  const chosen = useChosen(options, value);
  const filter = useOptionFilter(props.meaning);
  return (
    <Field {...{ ids, label, hint, error, optional, labelHidden }}>
      <Combobox.Root
        items={options}
        value={chosen}
        isItemEqualToValue={(option, other) => option.value === other.value}
        onValueChange={(next) => next !== null && props.onValueChange(next.value)}
        name={props.name}
        disabled={props.disabled}
        filter={filter}
        onInputValueChange={(typed) => props.onSearch?.(typed)}
        autoHighlight
        modal
        limit={200}
      >
        <Combobox.InputGroup className={styles.frame} data-invalid={error !== undefined || undefined}>
          <Combobox.Input
            ref={props.ref}
            id={ids.control}
            // The label alone would name nothing while the open list hides the rest of the page.
            aria-labelledby={ids.label}
            className={styles.input}
            placeholder={props.placeholder}
            onBlur={props.onBlur}
            {...fieldAria(ids, { hint, error })}
          />
          <Combobox.Trigger className={styles.open} aria-label={props.openLabel}>
            <Icon of={ChevronDown} />
          </Combobox.Trigger>
        </Combobox.InputGroup>
        <ComboboxList emptyText={props.emptyText} />
      </Combobox.Root>
    </Field>
  );
}

/** By any part of its words, without case and accents. */
function useOptionFilter(meaning: ComboboxFieldProps["meaning"]) {
  const { contains } = Combobox.useFilter({ sensitivity: "base" });
  return useMemo(() => {
    let last = { typed: "", means: undefined as string | undefined };
    const means = (typed: string) => {
      if (typed !== last.typed) last = { typed, means: meaning?.(typed) };
      return last.means;
    };
    return ({ value, label, also = "" }: ComboboxOption, typed: string) =>
      contains(`${label} ${also}`, typed) || value === means(typed);
  }, [contains, meaning]);
}

/** The chosen option, one object as long as it says the same: a new one would put its label over what is typed. */
function useChosen(options: readonly ComboboxOption[], value: string | null): ComboboxOption | null {
  const label = options.find((option) => option.value === value)?.label;
  return useMemo(() => (value === null || label === undefined ? null : { value, label }), [value, label]);
}

function ComboboxList({ emptyText }: { emptyText: string }) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner className={popup.positioner} sideOffset={4} align="start">
        <Combobox.Popup className={classNames(popup.popup, styles.popup)}>
          <Combobox.Empty className={styles.empty}>{emptyText}</Combobox.Empty>
          <Combobox.List className={popup.list}>
            {(option: ComboboxOption) => (
              <Combobox.Item key={option.value} value={option} className={classNames(popup.item, popup.option)}>
                <span className={popup.check}>
                  <Combobox.ItemIndicator>
                    <Icon of={Check} />
                  </Combobox.ItemIndicator>
                </span>
                {option.label}
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}
