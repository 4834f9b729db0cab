import { type KeyboardEvent, type ReactNode, useId } from "react";
import styles from "./support.module.css";

export interface StepSectionProps {
  number: number;
  title: string;
  /** At the end of the title's line. */
  action?: ReactNode;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  children?: ReactNode;
}

/** One step of the guided reset. */
export function StepSection({ number, title, action, onKeyDown, children }: StepSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.step} onKeyDown={onKeyDown}>
      <div className={styles.stepHead}>
        <span className={styles.stepNumber} aria-hidden="true">
          {number}
        </span>
        <h3 id={id} className={styles.stepTitle}>
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  );
}
