import type { ReactNode, Ref } from "react";
import styles from "./centered-page.module.css";

export interface CenteredPageProps {
  /** The practice's name, or the app's before there is one. */
  brand: string;
  title: string;
  description?: ReactNode;
  /** Above the title: Steps, or a way back. */
  above?: ReactNode;
  /** 400 or 560 px. */
  size?: "narrow" | "wide" | undefined;
  /** Below the sheet: whom to call. */
  footer?: ReactNode;
  /** Across the top: what everybody must know. */
  banner?: ReactNode;
  /** The h1, which takes the focus when a sheet without a first field is entered. */
  headingRef?: Ref<HTMLHeadingElement> | undefined;
  children: ReactNode;
}

/** One question on one sheet: sign-in, lock, first run. */
export function CenteredPage(props: CenteredPageProps) {
  const { brand, title, description, above, size = "narrow", footer, banner, children } = props;
  return (
    <div className={styles.page}>
      {banner}
      <main className={styles.main} data-size={size}>
        <p className={styles.brand}>
          <Mark />
          {brand}
        </p>
        <div className={styles.sheet}>
          {above !== undefined && <div className={styles.above}>{above}</div>}
          <h1 ref={props.headingRef} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {description !== undefined && <div className={styles.description}>{description}</div>}
          <div className={styles.body}>{children}</div>
        </div>
        {footer !== undefined && <div className={styles.footer}>{footer}</div>}
      </main>
    </div>
  );
}

/** The app's mark: a ward of a lock, in the one accent. */
function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" className={styles.mark}>
      <rect width="24" height="24" rx="6" className={styles.plate} />
      <path d="M12 6a3.25 3.25 0 0 0-1.5 6.13V18h3v-5.87A3.25 3.25 0 0 0 12 6Z" className={styles.hole} />
    </svg>
  );
}
