import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import styles from "./notice.module.css";

export interface NoticeProps {
  tone: "info" | "ok" | "warn" | "bad";
  title?: string | undefined;
  children?: ReactNode;
  /** A button or link at the end. */
  action?: ReactNode;
  icon?: LucideIcon | undefined;
  /** Given, the notice can be put away; `dismissLabel` names the cross. */
  onDismiss?: (() => void) | undefined;
  dismissLabel?: string | undefined;
  /** Read out when it appears: "status" at the next pause, "alert" at once. */
  announce?: "status" | "alert" | undefined;
  /** Across the whole window, without rounded corners. */
  banner?: boolean | undefined;
}

const DRAWINGS = { info: Info, ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const;

export function Notice(props: NoticeProps) {
  const { tone, title, children, action, icon = DRAWINGS[tone], onDismiss, dismissLabel, announce, banner } = props;
  return (
    <div className={styles.notice} data-tone={tone} data-banner={banner || undefined} role={announce}>
      <Icon of={icon} className={styles.icon} />
      <div className={styles.words}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {action !== undefined && <div className={styles.action}>{action}</div>}
      {onDismiss !== undefined && (
        <button type="button" className={styles.dismiss} aria-label={dismissLabel} onClick={onDismiss}>
          <Icon of={X} size={14} />
        </button>
      )}
    </div>
  );
}
