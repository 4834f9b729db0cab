import { useEffect, useRef } from "react";
import styles from "./form-summary.module.css";

export interface FormSummaryProps {
  /** "Two things need your attention". */
  title: string;
  /** Each links to the field with that id. */
  errors: readonly { fieldId: string; message: string }[];
}

/** Stands above a form that was refused; takes the focus when it appears. Draw it only while there are errors. */
export function FormSummary({ title, errors }: FormSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1}>
      <p className={styles.title}>{title}</p>
      <ul className={styles.list}>
        {errors.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <button type="button" className={styles.link} onClick={() => document.getElementById(fieldId)?.focus()}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
