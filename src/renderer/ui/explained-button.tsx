import { useId } from "react";
import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";
import { VisuallyHidden } from "./visually-hidden";

export interface ExplainedButtonProps extends Omit<ButtonProps, "held"> {
  /** Why it cannot be pressed now. The button stays focusable and says so. */
  disabledReason: string | undefined;
}

/** A button that may have a reason not to be pressed: shown to whoever points at it, read to whoever hears it. */
export function ExplainedButton({ disabledReason, ...button }: ExplainedButtonProps) {
  const reasonId = useId();
  if (disabledReason === undefined) return <Button {...button} />;
  return (
    <>
      <Tooltip text={disabledReason}>
        <Button {...button} held aria-describedby={reasonId} />
      </Tooltip>
      <VisuallyHidden id={reasonId}>{disabledReason}</VisuallyHidden>
    </>
  );
}
