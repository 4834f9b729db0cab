import { ChevronRight, Circle, CircleAlert, type LucideIcon, ShieldCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./figure-link.module.css";
import { Icon } from "./icon";

export interface FigureLinkProps {
  figure: string | number;
  label: string;
  /** To the list that the figure counts; without it the figure is only said. */
  href?: string | undefined;
  /** Color and drawing beside the label, which says the same in words. */
  tone?: "ok" | "warn" | "bad" | "idle" | undefined;
  /** Below: "of 42 people". */
  note?: ReactNode;
}

const DRAWINGS: Readonly<Record<"ok" | "warn" | "bad" | "idle", LucideIcon>> = {
  ok: ShieldCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  idle: Circle,
};

/** A big number that leads to what it counts. */
export function FigureLink({ figure, label, href, tone, note }: FigureLinkProps) {
  const words = (
    <>
      <span className={styles.figure}>{figure}</span>{" "}
      <span className={styles.label}>
        {tone && <Icon of={DRAWINGS[tone]} size={14} />}
        {label}
        {href !== undefined && <Icon of={ChevronRight} size={14} className={styles.onward} />}
      </span>{" "}
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </>
  );
  if (href === undefined) {
    return (
      <div className={styles.box} data-tone={tone}>
        {words}
      </div>
    );
  }
  return (
    <a className={styles.box} data-tone={tone} href={href}>
      {words}
    </a>
  );
}
