import { Select } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { Ref } from "react";
import { classNames } from "./class-names";
import { Field, type FieldWords, fieldAria, useFieldIds } from "./field";
import { Icon } from "./icon";
import popup from "./popup.module.css";
import styles from "./select-field.module.css";

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  description?: string | undefined;
  disabled?: boolean | undefined;
}

export interface SelectFieldProps<Value extends string> extends FieldWords {
  id?: string | undefined;
  name?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
  options: readonly SelectOption<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  onBlur?: (() => void) | undefined;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
}

/** One of a few: up to about fifteen options; more want a ComboboxField. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, hint, error, optional, labelHidden, id, options, value, placeholder } = props;
  const ids = useFieldIds(id);
  return (
    <Field {...{ ids, label, hint, error, optional, labelHidden }} labelAs="span">
      <Select.Root
        items={options}
        value={value}
        onValueChange={(next) => next !== null && props.onValueChange(next)}
        name={props.name}
        disabled={props.disabled}
      >
        <Select.Trigger
          ref={props.ref}
          id={ids.control}
          className={styles.trigger}
          aria-labelledby={ids.label}
          onBlur={props.onBlur}
          {...fieldAria(ids, { hint, error })}
        >
          <Select.Value className={styles.value} placeholder={placeholder} />
          <Select.Icon className={styles.icon}>
            <Icon of={ChevronDown} />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner className={popup.positioner} sideOffset={4} alignItemWithTrigger={false}>
            <Select.Popup className={classNames(popup.popup, styles.popup)}>
              <Select.List className={popup.list} aria-labelledby={ids.label}>
                {options.map((option) => (
                  <Option key={option.value} option={option} />
                ))}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </Field>
  );
}

function Option({ option }: { option: SelectOption<string> }) {
  return (
    <Select.Item
      value={option.value}
      label={option.label}
      disabled={option.disabled ?? false}
      className={classNames(popup.item, popup.option)}
    >
      <span className={popup.check}>
        <Select.ItemIndicator>
          <Icon of={Check} />
        </Select.ItemIndicator>
      </span>
      <Select.ItemText>{option.label}</Select.ItemText>
      {option.description !== undefined && <span className={styles.description}>{option.description}</span>}
    </Select.Item>
  );
}
