import type { LucideIcon } from "lucide-react";
import { type ComponentPropsWithRef, type MouseEvent, useId } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import styles from "./icon-button.module.css";
import { Tooltip } from "./tooltip";
import { VisuallyHidden } from "./visually-hidden";

export interface IconButtonProps extends Omit<ComponentPropsWithRef<"button">, "children" | "aria-label"> {
  /** The button's name; also shown under the pointer. */
  label: string;
  icon: LucideIcon;
  /** Makes it a toggle. */
  pressed?: boolean | undefined;
  disabledReason?: string | undefined;
}

export function IconButton(props: IconButtonProps) {
  const { label, icon, pressed, disabledReason, className, ...rest } = props;
  const reasonId = useId();
  const held = disabledReason !== undefined;
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (held) event.preventDefault();
    else rest.onClick?.(event);
  };
  return (
    <>
      <Tooltip text={disabledReason ?? label}>
        <button
          type="button"
          {...rest}
          onClick={onClick}
          className={classNames(styles.button, className)}
          aria-label={label}
          aria-pressed={pressed}
          aria-disabled={held || undefined}
          aria-describedby={held ? reasonId : rest["aria-describedby"]}
        >
          <Icon of={icon} />
        </button>
      </Tooltip>
      {held && <VisuallyHidden id={reasonId}>{disabledReason}</VisuallyHidden>}
    </>
  );
}
