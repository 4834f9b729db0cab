import type { ReactNode } from "react";
import styles from "./visually-hidden.module.css";

export interface VisuallyHiddenProps {
  id?: string | undefined;
  /** "status": read out at the next pause whenever the words change. */
  role?: "status" | undefined;
  children: ReactNode;
}

/** Words for those who listen. */
export function VisuallyHidden({ id, role, children }: VisuallyHiddenProps) {
  return (
    <span id={id} role={role} className={styles.hidden}>
      {children}
    </span>
  );
}
