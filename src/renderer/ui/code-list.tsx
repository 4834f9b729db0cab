import styles from "./code-list.module.css";

export interface CodeListProps {
  label: string;
  codes: readonly string[];
}

/** Codes for paper, numbered, in two columns. */
export function CodeList({ label, codes }: CodeListProps) {
  return (
    <ol className={styles.list} aria-label={label}>
      {codes.map((code) => (
        <li key={code} className={styles.item}>
          <code className={styles.code}>{code}</code>
        </li>
      ))}
    </ol>
  );
}
