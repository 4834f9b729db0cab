import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import styles from "./status-item.module.css";

export interface StatusItemProps {
  icon: LucideIcon;
  tone?: "ok" | "warn" | "bad" | "idle" | undefined;
  children: ReactNode;
}

/** One fact in the status bar. */
export function StatusItem({ icon, tone = "idle", children }: StatusItemProps) {
  return (
    <span className={styles.item} data-tone={tone}>
      <Icon of={icon} size={14} />
      {children}
    </span>
  );
}
