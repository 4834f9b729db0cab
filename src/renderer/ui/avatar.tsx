import styles from "./avatar.module.css";

export interface AvatarProps {
  /** The name is said beside it; the letters are only drawn. */
  name: string;
  size?: 24 | 32 | 48 | undefined;
}

export function Avatar({ name, size = 24 }: AvatarProps) {
  return (
    <span className={styles.avatar} data-size={size} aria-hidden="true">
      {size === 24 ? Array.from(initials(name))[0] : initials(name)}
    </span>
  );
}

/** First letters of the first and the last word, titles such as "Dr." left out. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== "" && !word.endsWith("."));
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return letters
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}
