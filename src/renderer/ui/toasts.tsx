import { Toast } from "@base-ui/react/toast";
import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import styles from "./toasts.module.css";

export interface ToastWords {
  title: string;
  description?: string | undefined;
  /** Errors never live in toasts only, hence no "bad". */
  tone?: "ok" | "info" | "warn" | undefined;
  /** Undo, usually; such a toast stays 10 seconds. */
  action?: { label: string; onSelect: () => void } | undefined;
}

export interface ToastsProps {
  /** Name of the region, e.g. "Notifications"; F6 goes there. */
  label: string;
  closeLabel: string;
  children: ReactNode;
}

const DRAWINGS = { ok: CircleCheck, info: Info, warn: TriangleAlert } as const;

/** Wraps what tells of things done; whatever lies inside can call useToasts(). */
export function Toasts({ label, closeLabel, children }: ToastsProps) {
  return (
    <Toast.Provider timeout={6000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport} aria-label={label}>
          <ToastList closeLabel={closeLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** The function that shows a toast. */
export function useToasts(): (words: ToastWords) => void {
  const { add, close } = Toast.useToastManager();
  return ({ title, description, tone = "ok", action }) => {
    const id = add({
      title,
      description,
      type: tone,
      ...(action && {
        timeout: 10_000,
        actionProps: {
          children: action.label,
          onClick: () => {
            action.onSelect();
            close(id);
          },
        },
      }),
    });
  };
}

function ToastList({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast} swipeDirection={[]}>
      <Toast.Content className={styles.content}>
        <Icon of={DRAWINGS[(toast.type ?? "ok") as keyof typeof DRAWINGS]} className={styles.icon} />
        <div className={styles.words}>
          <Toast.Title className={styles.title} render={<p />} />
          <Toast.Description className={styles.description} />
        </div>
        <Toast.Action className={styles.action} />
        <Toast.Close className={styles.close} aria-label={closeLabel}>
          <Icon of={X} size={14} />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
