import styles from "./kbd.module.css";

export interface KbdProps {
  /** The keys as they stand on the keyboard, e.g. "Ctrl+K". */
  keys: string;
}

export function Kbd({ keys }: KbdProps) {
  return <kbd className={styles.kbd}>{keys}</kbd>;
}
