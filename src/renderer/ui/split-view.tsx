import type { ReactNode } from "react";
import { PanelEdge, type PanelSize } from "./panel-edge";
import styles from "./split-view.module.css";

export interface SplitViewProps {
  children: ReactNode;
  /** A SidePanel, or nothing. Below 1000 px it lies over the list. */
  panel?: ReactNode;
  size: PanelSize;
  /** Room around the list, as a page has it. */
  padded?: boolean | undefined;
}

/** A list and the panel of its chosen row; each scrolls for itself. */
export function SplitView({ children, panel, size, padded }: SplitViewProps) {
  return (
    <div className={styles.split}>
      <div className={styles.list} data-padded={padded || undefined}>
        {children}
      </div>
      {panel && (
        <div className={styles.panel} style={{ flexBasis: `${size.width}px` }}>
          <PanelEdge {...size} />
          {panel}
        </div>
      )}
    </div>
  );
}
