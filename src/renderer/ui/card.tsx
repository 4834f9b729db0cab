import { type ReactNode, useId } from "react";
import styles from "./card.module.css";

export interface CardProps {
  title?: string | undefined;
  /** Level of the heading; 2 unless the card lies in a section. */
  level?: 2 | 3 | undefined;
  description?: ReactNode;
  /** Beside the title: a Chip. */
  badge?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
}

/** A sheet of paper: what belongs together. With a title it is a named region. */
export function Card({ title, level = 2, description, badge, actions, footer, children }: CardProps) {
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={styles.card} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <div className={styles.head}>
          <div className={styles.words}>
            <div className={styles.line}>
              <Heading id={id} className={styles.title}>
                {title}
              </Heading>
              {badge}
            </div>
            {description !== undefined && <div className={styles.description}>{description}</div>}
          </div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
      {children !== undefined && <div className={styles.body}>{children}</div>}
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </section>
  );
}
