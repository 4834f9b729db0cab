import type { LucideIcon } from "lucide-react";
import type { ComponentPropsWithRef, MouseEvent } from "react";
import styles from "./button.module.css";
import { classNames } from "./class-names";
import { Icon } from "./icon";

export interface ButtonProps extends ComponentPropsWithRef<"button"> {
  variant?: "primary" | "secondary" | "danger" | "quiet" | undefined;
  icon?: LucideIcon | undefined;
  /** After the words: the arrow of a button that opens a menu. */
  iconEnd?: LucideIcon | undefined;
  /** Work is under way: the button keeps its focus and ignores presses. */
  busy?: boolean | undefined;
  /** Presses do nothing; it keeps its focus. Say why: see ExplainedButton. */
  held?: boolean | undefined;
  /** As wide as its column. */
  wide?: boolean | undefined;
}

export function Button(props: ButtonProps) {
  const {
    variant = "secondary",
    icon,
    iconEnd,
    busy = false,
    held = false,
    wide,
    className,
    children,
    ...rest
  } = props;
  const idle = busy || held;
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    // A double click is one press, also where its second half meets a button that has just taken the first one's place.
    if (idle || event.detail > 1) event.preventDefault();
    else rest.onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      onClick={onClick}
      data-variant={variant}
      className={classNames(styles.button, styles[variant], wide && styles.wide, className)}
      aria-busy={busy || undefined}
      aria-disabled={idle || undefined}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon && <Icon of={icon} />}
      {children}
      {iconEnd && <Icon of={iconEnd} />}
    </button>
  );
}
