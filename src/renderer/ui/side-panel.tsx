import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./icon-button";
import styles from "./side-panel.module.css";

export interface SidePanelProps {
  title: string;
  /** Beside the title: a Chip. */
  badge?: ReactNode;
  description?: ReactNode;
  /** Before the cross: Next and Previous. */
  actions?: ReactNode;
  footer?: ReactNode;
  closeLabel: string;
  onClose: () => void;
  /** false leaves the focus in the list (peek). */
  takesFocus?: boolean | undefined;
  children: ReactNode;
}

/** A region at the end of the window, as wide as its SplitView makes it, beside what it belongs to. Esc inside it closes it. */
export function SidePanel(props: SidePanelProps) {
  const { title, badge, description, actions, footer, closeLabel, onClose, takesFocus = true, children } = props;
  const id = useId();
  const panel = useFocusedPanel(takesFocus);
  const onKeyDown = (event: KeyboardEvent) => {
    // A dialog that was opened from inside is a layer of its own, though it lies inside for React, and takes the focus only
    // a moment after it stands.
    const within = panel.current?.contains(event.target as Node) === true;
    if (event.key !== "Escape" || event.defaultPrevented || !within || dialogStands()) return;
    event.stopPropagation();
    onClose();
  };
  return (
    <section ref={panel} className={styles.panel} aria-labelledby={id} tabIndex={-1} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <div className={styles.words}>
          <div className={styles.line}>
            <h2 id={id} className={styles.title}>
              {title}
            </h2>
            {badge}
          </div>
          {description !== undefined && <div className={styles.description}>{description}</div>}
        </div>
        <div className={styles.actions}>
          {actions}
          <IconButton label={closeLabel} icon={X} onClick={onClose} />
        </div>
      </div>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </section>
  );
}

function dialogStands(): boolean {
  return document.querySelector('[data-layer="dialog"]') !== null;
}

/** Focus enters with the panel and goes back with it, if it is still inside. */
function useFocusedPanel(takesFocus: boolean) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const node = panel.current;
    const before = document.activeElement;
    if (takesFocus) node?.focus({ preventScroll: true });
    return () => {
      const inside = node?.contains(document.activeElement) || document.activeElement === document.body;
      if (takesFocus && inside && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [takesFocus]);
  return panel;
}
