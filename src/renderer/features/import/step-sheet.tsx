import { type FormEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { importWords as words } from "../../../contract/import/messages";
import { Steps } from "../../ui/steps";
import styles from "./step-sheet.module.css";

/** The result is no step any more. */
const TOTAL = 4;

export interface StepSheetProps {
  /** Counted from 1. */
  step: number;
  title: string;
  lead?: ReactNode;
  /** Buttons at the end. */
  actions?: ReactNode;
  /** Given, Enter in a field does it. */
  onSubmit?: (() => void) | undefined;
  children?: ReactNode;
}

/** One step of the import. Its heading takes the focus when it comes in the place of another. */
export function StepSheet({ step, title, lead, actions, onSubmit, children }: StepSheetProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A screen that is entered has its own place for the focus; between steps the pressed button has gone.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <section className={styles.sheet} aria-labelledby={id}>
      {step <= TOTAL && <Steps label={words.step(step, TOTAL)} current={step} total={TOTAL} />}
      <div>
        <h2 ref={heading} id={id} tabIndex={-1} className={styles.title}>
          {title}
        </h2>
        {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      </div>
      <form noValidate onSubmit={submit} className={styles.form}>
        {children}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </form>
    </section>
  );
}
