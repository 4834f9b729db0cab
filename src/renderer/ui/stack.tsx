import type { CSSProperties, ReactNode } from "react";
import styles from "./stack.module.css";

type Gap = 4 | 8 | 12 | 16 | 20 | 24 | 32 | 48;

export interface StackProps {
  gap?: Gap | undefined;
  /** "start" keeps children at their own width. */
  align?: "stretch" | "start" | "center" | undefined;
  /** Takes the height that is left. */
  fill?: boolean | undefined;
  children: ReactNode;
}

/** One below the other. */
export function Stack({ gap = 16, align = "stretch", fill, children }: StackProps) {
  return (
    <div className={styles.stack} data-align={align} data-fill={fill || undefined} style={gapOf(gap)}>
      {children}
    </div>
  );
}

export interface RowProps {
  gap?: Gap | undefined;
  align?: "start" | "center" | "end" | "baseline" | undefined;
  justify?: "start" | "between" | "end" | undefined;
  wrap?: boolean | undefined;
  children: ReactNode;
}

/** One beside the other; wraps when there is no room. */
export function Row({ gap = 8, align = "center", justify = "start", wrap = true, children }: RowProps) {
  return (
    <div className={styles.row} data-align={align} data-justify={justify} data-wrap={wrap} style={gapOf(gap)}>
      {children}
    </div>
  );
}

interface GridProps {
  gap?: Gap | undefined;
  /** The least width of a column in px; as many columns as fit. */
  column?: number | undefined;
  children: ReactNode;
}

/** Columns of equal width. */
export function Grid({ gap = 16, column = 240, children }: GridProps) {
  return (
    <div className={styles.grid} style={{ ...gapOf(gap), "--column": `${column}px` } as CSSProperties}>
      {children}
    </div>
  );
}

function gapOf(gap: Gap): CSSProperties {
  return { gap: `var(--space-${gap})` };
}
