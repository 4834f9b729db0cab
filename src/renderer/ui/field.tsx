import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import styles from "./field.module.css";
import { Icon } from "./icon";
import { VisuallyHidden } from "./visually-hidden";

/** What every field takes: its label, a hint below, and the error that replaces nothing but adds itself. */
export interface FieldWords {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The word for "may be left empty", shown after the label. */
  optional?: string | undefined;
  /** The label is read out but not shown. */
  labelHidden?: boolean | undefined;
}

export interface FieldIds {
  control: string;
  label: string;
  hint: string;
  error: string;
}

export function useFieldIds(id?: string | undefined): FieldIds {
  const own = useId();
  const control = id ?? own;
  return { control, label: `${control}-label`, hint: `${control}-hint`, error: `${control}-error` };
}

/** The attributes that tie a control to its hint and error. */
export function fieldAria(ids: FieldIds, words: Pick<FieldWords, "hint" | "error">, extra?: string | undefined) {
  const described = [words.error !== undefined && ids.error, words.hint !== undefined && ids.hint, extra];
  return {
    "aria-invalid": words.error !== undefined || undefined,
    "aria-describedby": described.filter(Boolean).join(" ") || undefined,
  };
}

export interface FieldProps extends FieldWords {
  ids: FieldIds;
  /** "label" for a native control, "span" where the control names itself by aria-labelledby. */
  labelAs?: "label" | "span" | undefined;
  children: ReactNode;
}

/** The frame of a field: label above, control, error, hint. */
export function Field({ ids, label, hint, error, optional, labelHidden, labelAs = "label", children }: FieldProps) {
  const Label = labelAs;
  const words = (
    <Label id={ids.label} className={styles.label} {...(labelAs === "label" && { htmlFor: ids.control })}>
      {label}
      {optional !== undefined && <span className={styles.optional}> {optional}</span>}
    </Label>
  );
  return (
    <div className={styles.field}>
      {labelHidden ? <VisuallyHidden>{words}</VisuallyHidden> : words}
      {children}
      <FieldNotes ids={ids} hint={hint} error={error} />
    </div>
  );
}

export function FieldNotes({ ids, hint, error }: { ids: FieldIds; hint?: ReactNode; error?: string | undefined }) {
  return (
    <>
      {error !== undefined && (
        <p id={ids.error} className={styles.error}>
          <Icon of={CircleAlert} size={14} className={styles.errorIcon} />
          <span>{error}</span>
        </p>
      )}
      {hint !== undefined && (
        <div id={ids.hint} className={styles.hint}>
          {hint}
        </div>
      )}
    </>
  );
}
