import type { ReactNode, Ref } from "react";
import styles from "./page-header.module.css";

export interface PageHeaderProps {
  title: string;
  description?: ReactNode;
  /** Beside the title: a Chip. */
  badge?: ReactNode;
  actions?: ReactNode;
  /** Above the title: a way back. */
  above?: ReactNode;
  /** The h1, which takes the focus when a screen is entered. */
  headingRef?: Ref<HTMLHeadingElement> | undefined;
}

export function PageHeader({ title, description, badge, actions, above, headingRef }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {above}
        <div className={styles.line}>
          <h1 ref={headingRef} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {badge}
        </div>
        {description !== undefined && <div className={styles.description}>{description}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
