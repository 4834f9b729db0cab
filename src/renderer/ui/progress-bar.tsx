import { Progress as Base } from "@base-ui/react/progress";
import { useId, useState } from "react";
import { Button } from "./button";
import styles from "./progress-bar.module.css";
import { VisuallyHidden } from "./visually-hidden";

export interface ProgressBarProps {
  label: string;
  done: number;
  /** 0: nobody knows how much there is. */
  of: number;
  /** How far it is, in words: "412 of 1,000 people". Read out at every quarter, not at every step. */
  text: string;
  onCancel?: (() => void) | undefined;
  cancelLabel?: string | undefined;
  /** Stopping is under way. */
  cancelling?: boolean | undefined;
}

/** How far long work has come. */
export function ProgressBar({ label, done, of, text, onCancel, cancelLabel, cancelling }: ProgressBarProps) {
  const id = useId();
  const known = of > 0;
  return (
    <div className={styles.progress}>
      <div className={styles.main}>
        <div className={styles.words}>
          <span id={id} className={styles.label}>
            {label}
          </span>
          <span className={styles.text}>{text}</span>
        </div>
        <Base.Root value={known ? done : null} max={known ? of : 1} aria-labelledby={id} getAriaValueText={() => text}>
          <Base.Track className={styles.track}>
            <Base.Indicator className={styles.bar} />
          </Base.Track>
        </Base.Root>
      </div>
      {onCancel !== undefined && (
        <Button onClick={onCancel} busy={cancelling}>
          {cancelLabel}
        </Button>
      )}
      <VisuallyHidden role="status">{useQuarterly(text, known ? Math.floor((4 * done) / of) : text)}</VisuallyHidden>
    </div>
  );
}

/** The words of when the last quarter was reached. */
function useQuarterly(text: string, quarter: number | string): string {
  const [said, setSaid] = useState({ text, quarter });
  if (said.quarter !== quarter) setSaid({ text, quarter });
  return said.text;
}
