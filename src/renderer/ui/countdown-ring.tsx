import styles from "./countdown-ring.module.css";

export interface CountdownRingProps {
  secondsLeft: number;
  period: number;
  /** Beside the ring: "New code in 12 seconds". Not read out as it changes. */
  label: string;
}

const RADIUS = 9;
const LENGTH = 2 * Math.PI * RADIUS;

export function CountdownRing({ secondsLeft, period, label }: CountdownRingProps) {
  const left = Math.max(0, Math.min(1, secondsLeft / period));
  return (
    <span className={styles.countdown} data-soon={secondsLeft <= 5 || undefined}>
      <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" className={styles.ring}>
        <circle cx="12" cy="12" r={RADIUS} className={styles.track} />
        <circle
          cx="12"
          cy="12"
          r={RADIUS}
          className={styles.left}
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - left)}
        />
      </svg>
      <span className={styles.label}>{label}</span>
    </span>
  );
}
