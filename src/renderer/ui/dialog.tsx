import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import styles from "./dialog.module.css";
import { Icon } from "./icon";

export interface DialogProps {
  open: boolean;
  /** Asked for by Esc, the cross or a press outside. Not called while `dismissible` is false. */
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** 400, 560 or 720 px. */
  size?: "small" | "medium" | "large" | undefined;
  /** false: neither Esc nor a press outside closes, and there is no cross. */
  dismissible?: boolean | undefined;
  closeLabel: string;
  /** Above the title, e.g. Steps. */
  above?: ReactNode;
  footer?: ReactNode;
  /** Where the focus starts; else the first control. */
  initialFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | null) | undefined;
  children?: ReactNode;
}

/** A modal layer. Focus stays inside and returns to where it came from. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, description, size = "medium", dismissible = true, closeLabel, footer, above } = props;
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => !next && dismissible && onClose()}
      disablePointerDismissal={!dismissible}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup className={styles.popup} data-layer="dialog" data-size={size} initialFocus={props.initialFocus}>
            <div className={styles.head}>
              {above}
              <Base.Title className={styles.title}>{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className={styles.description}>{description}</Base.Description>
              )}
            </div>
            {props.children !== undefined && <div className={styles.body}>{props.children}</div>}
            {footer !== undefined && <div className={styles.footer}>{footer}</div>}
            {dismissible && (
              <Base.Close className={styles.close} aria-label={closeLabel}>
                <Icon of={X} />
              </Base.Close>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
