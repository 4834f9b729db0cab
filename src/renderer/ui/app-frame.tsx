import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./app-frame.module.css";
import { Icon } from "./icon";

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
  current: boolean;
  /** How many things wait there. `badgeLabel` says what the figure means. */
  badge?: number | undefined;
  badgeLabel?: string | undefined;
}

export interface AppFrameProps {
  /** "Skip to content". */
  skipLabel: string;
  /** The practice's name. */
  brand: string;
  navLabel: string;
  nav: readonly NavItem[];
  /** At the bottom of the navigation, always in the same place: Help. */
  navEnd?: readonly NavItem[] | undefined;
  /** Anything else at the bottom of the navigation. */
  navFooter?: ReactNode;
  /** The header row: what belongs to the screen at the start, the Account menu at the end. */
  headerStart?: ReactNode;
  headerEnd?: ReactNode;
  /** Under the header, above the screen: what must be known everywhere. */
  banner?: ReactNode;
  statusLabel: string;
  /** StatusItems. */
  status?: ReactNode;
  /** "page" scrolls as a whole with room around it; "fill" gives the screen the whole height (SplitView). */
  layout?: "page" | "fill" | undefined;
  children: ReactNode;
}

/** The frame of everything behind the sign-in. */
export function AppFrame(props: AppFrameProps) {
  const { skipLabel, brand, headerStart, headerEnd, banner, statusLabel, status, layout = "page" } = props;
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById("content")?.focus()}>
        {skipLabel}
      </button>
      <div className={styles.side}>
        <p className={styles.brand} title={brand}>
          {brand}
        </p>
        <Navigation label={props.navLabel} items={props.nav} end={props.navEnd ?? []} />
        {props.navFooter}
      </div>
      <header className={styles.header}>
        <div className={styles.headerStart}>{headerStart}</div>
        <div className={styles.headerEnd}>{headerEnd}</div>
      </header>
      <div className={styles.middle}>
        {banner}
        <main id="content" tabIndex={-1} className={styles.main} data-layout={layout}>
          {props.children}
        </main>
      </div>
      <section className={styles.status} aria-label={statusLabel}>
        {status}
      </section>
    </div>
  );
}

interface NavigationProps {
  label: string;
  items: readonly NavItem[];
  end: readonly NavItem[];
}

function Navigation({ label, items, end }: NavigationProps) {
  return (
    <nav aria-label={label} className={styles.nav}>
      <NavList items={items} />
      {end.length > 0 && <NavList items={end} />}
    </nav>
  );
}

function NavList({ items }: { items: readonly NavItem[] }) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.href}>
          <a
            href={item.href}
            className={styles.link}
            aria-current={item.current ? "page" : undefined}
            title={item.label}
          >
            <Icon of={item.icon} className={styles.linkIcon} />
            <span className={styles.linkLabel}>{item.label}</span>{" "}
            {item.badge !== undefined && item.badge > 0 && (
              <span className={styles.badge} role="img" aria-label={item.badgeLabel}>
                {item.badge}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
