import styles from "./steps.module.css";

export interface StepsProps {
  /** "Step 2 of 6". */
  label: string;
  /** Counted from 1. */
  current: number;
  total: number;
}

/** How far one has come in a sequence. */
export function Steps({ label, current, total }: StepsProps) {
  return (
    <div className={styles.steps}>
      <p className={styles.label}>{label}</p>
      <div className={styles.bars} aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its number
            key={index}
            className={styles.bar}
            data-state={index + 1 < current ? "done" : index + 1 === current ? "current" : "to-come"}
          />
        ))}
      </div>
    </div>
  );
}
