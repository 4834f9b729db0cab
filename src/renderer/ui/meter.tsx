import { Meter as Base } from "@base-ui/react/meter";
import styles from "./meter.module.css";

export interface MeterProps {
  label: string;
  value: number;
  max: number;
  /** What the value means, shown and read out: "Good: hard to guess". */
  words: string;
  tone: "bad" | "warn" | "ok" | "idle";
}

/** A value in a known range, such as the strength of a password. */
export function Meter({ label, value, max, words, tone }: MeterProps) {
  return (
    <Base.Root className={styles.meter} value={value} max={max} aria-label={label} aria-valuetext={words}>
      <div className={styles.bars} data-tone={tone} aria-hidden="true">
        {Array.from({ length: max }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its number
          <span key={index} className={styles.bar} data-filled={index < value || undefined} />
        ))}
      </div>
      <span className={styles.words} data-tone={tone}>
        {words}
      </span>
    </Base.Root>
  );
}
