import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, useRef } from "react";
import { Button } from "./button";
import styles from "./confirm-dialog.module.css";
import { Notice } from "./notice";

export interface ConfirmDialogProps {
  open: boolean;
  /** Names the person and the effect, e.g. "Reset two-factor for Marcus Webb?" */
  title: string;
  body: ReactNode;
  /** A verb: "Reset". */
  confirmLabel: string;
  /** The safe choice, which has the focus at the start: "Keep". */
  keepLabel: string;
  tone?: "danger" | "normal" | undefined;
  busy?: boolean | undefined;
  /** Why it did not work. */
  error?: string | undefined;
  onConfirm: () => void;
  onKeep: () => void;
  /** Fields that the act needs, such as a password and a reason. */
  children?: ReactNode;
}

/** Asks before what cannot be undone. A press outside does nothing; Esc keeps. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const keep = useRef<HTMLButtonElement>(null);
  const { open, title, body, confirmLabel, keepLabel, tone = "danger", busy, error, onConfirm, onKeep } = props;
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onKeep()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Viewport className={styles.viewport}>
          <AlertDialog.Popup className={styles.popup} initialFocus={keep}>
            <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
            <AlertDialog.Description className={styles.body} render={<div />}>
              {body}
            </AlertDialog.Description>
            {props.children}
            {error !== undefined && <Notice tone="bad">{error}</Notice>}
            <div className={styles.footer}>
              <Button ref={keep} onClick={onKeep}>
                {keepLabel}
              </Button>
              <Button variant={tone === "danger" ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
