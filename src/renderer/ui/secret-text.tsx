import styles from "./secret-text.module.css";

export interface SecretTextProps {
  /** "Key"; shown above. */
  label: string;
  /** Without spaces. */
  value: string;
  /** Shown in groups of this size, four unless told; 0 leaves it whole. Copying gives it with the gaps left out. */
  groupSize?: number | undefined;
  size?: "regular" | "large" | undefined;
}

/** A key or code to copy by eye: mono, slashed zero, in groups. */
export function SecretText({ label, value, groupSize = 4, size = "regular" }: SecretTextProps) {
  const groups = groupSize > 0 ? (value.match(new RegExp(`.{1,${groupSize}}`, "gu")) ?? []) : [value];
  return (
    <div className={styles.secret}>
      <span className={styles.label}>{label}</span>
      <code className={styles.value} data-size={size}>
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
          <span key={index} className={styles.group}>
            {group}
          </span>
        ))}
      </code>
    </div>
  );
}
