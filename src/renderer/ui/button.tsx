import type { LucideIcon } from "lucide-react";
import { type ComponentPropsWithRef, type MouseEvent, useId } from "react";
import styles from "./button.module.css";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { Tooltip } from "./tooltip";
import { VisuallyHidden } from "./visually-hidden";

export interface ButtonProps extends ComponentPropsWithRef<"button"> {
  variant?: "primary" | "secondary" | "danger" | "quiet" | undefined;
  icon?: LucideIcon | undefined;
  /** After the words: the arrow of a button that opens a menu. */
  iconEnd?: LucideIcon | undefined;
  /** Work is under way: the button keeps its focus and ignores presses. */
  busy?: boolean | undefined;
  /** Why it cannot be pressed now. The button stays focusable and says so. */
  disabledReason?: string | undefined;
  /** As wide as its column. */
  wide?: boolean | undefined;
}

export function Button(props: ButtonProps) {
  const {
    variant = "secondary",
    icon,
    iconEnd,
    busy = false,
    disabledReason,
    wide,
    className,
    children,
    ...rest
  } = props;
  const reasonId = useId();
  const held = busy || disabledReason !== undefined;
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (held) event.preventDefault();
    else rest.onClick?.(event);
  };
  const button = (
    <button
      type="button"
      {...rest}
      onClick={onClick}
      data-variant={variant}
      className={classNames(styles.button, styles[variant], wide && styles.wide, className)}
      aria-busy={busy || undefined}
      aria-disabled={held || undefined}
      aria-describedby={disabledReason === undefined ? rest["aria-describedby"] : reasonId}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon && <Icon of={icon} />}
      {children}
      {iconEnd && <Icon of={iconEnd} />}
    </button>
  );
  if (disabledReason === undefined) return button;
  return (
    <>
      <Tooltip text={disabledReason}>{button}</Tooltip>
      <VisuallyHidden id={reasonId}>{disabledReason}</VisuallyHidden>
    </>
  );
}
