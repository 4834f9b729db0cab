import type { ReactNode } from "react";
import styles from "./description-list.module.css";

export interface DescriptionListProps {
  items: readonly { term: string; details: ReactNode }[];
  /** "side": terms in a column of their own; "stack": above their details. */
  layout?: "side" | "stack" | undefined;
}

export function DescriptionList({ items, layout = "side" }: DescriptionListProps) {
  return (
    <dl className={styles.list} data-layout={layout}>
      {items.map(({ term, details }) => (
        <div key={term} className={styles.item}>
          <dt className={styles.term}>{term}</dt>
          <dd className={styles.details}>{details}</dd>
        </div>
      ))}
    </dl>
  );
}
