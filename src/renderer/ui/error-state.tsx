import { Copy, OctagonAlert, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import styles from "./error-state.module.css";
import { Icon } from "./icon";

export interface ErrorStateProps {
  /** What failed. */
  title: string;
  /** What is safe, and what to do. */
  children: ReactNode;
  retryLabel?: string | undefined;
  onRetry?: (() => void) | undefined;
  copyLabel?: string | undefined;
  onCopy?: (() => void) | undefined;
  /** An id without secrets, to read out on the phone. */
  details?: string | undefined;
}

export function ErrorState(props: ErrorStateProps) {
  const { title, children, retryLabel, onRetry, copyLabel, onCopy, details } = props;
  return (
    <div className={styles.error} role="alert">
      <span className={styles.icon}>
        <Icon of={OctagonAlert} size={24} />
      </span>
      <p className={styles.title}>{title}</p>
      <div className={styles.safe}>{children}</div>
      <div className={styles.actions}>
        {onRetry !== undefined && (
          <Button variant="primary" icon={RotateCw} onClick={onRetry}>
            {retryLabel}
          </Button>
        )}
        {onCopy !== undefined && (
          <Button icon={Copy} onClick={onCopy}>
            {copyLabel}
          </Button>
        )}
      </div>
      {details !== undefined && <code className={styles.details}>{details}</code>}
    </div>
  );
}
