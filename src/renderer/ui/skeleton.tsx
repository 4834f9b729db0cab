import styles from "./skeleton.module.css";
import { VisuallyHidden } from "./visually-hidden";

export interface SkeletonProps {
  /** Read out: "Loading people". */
  label: string;
  shape?: "lines" | "rows" | "tiles" | undefined;
  count?: number | undefined;
}

/** The outline of what is coming. CSS keeps it unseen for the first 150 ms, so that a quick answer never flickers. */
export function Skeleton({ label, shape = "lines", count = 3 }: SkeletonProps) {
  return (
    <div className={styles.skeleton} data-shape={shape} role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <span key={index} className={styles.bar} />
      ))}
    </div>
  );
}
