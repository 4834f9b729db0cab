import { type ReactNode, useLayoutEffect } from "react";
import { createPortal } from "react-dom";
import { Stack } from "../../ui/stack";
import styles from "./setup.module.css";
import { useSetupFrame } from "./setup-frame";

export interface StepFrameProps {
  title: string;
  lead?: ReactNode;
  actions: ReactNode;
  /** The step begins in a field of its own. */
  startsInField?: boolean | undefined;
  children?: ReactNode;
}

/** One step of the setup: heading, what to do, and the buttons where the frame has them. */
export function StepFrame({ title, lead, actions, startsInField = false, children }: StepFrameProps) {
  const { actions: place, level, heading } = useSetupFrame();
  const Heading = level === 2 ? "h2" : "h3";
  // At once: the dialog takes back a focus that it finds lost, a frame after the button that had it is gone.
  useLayoutEffect(() => {
    if (!startsInField) heading.current?.focus({ preventScroll: true });
  }, [startsInField, heading]);
  return (
    <Stack gap={16}>
      <div>
        <Heading ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </Heading>
        {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      </div>
      {children}
      {place !== null && createPortal(actions, place)}
    </Stack>
  );
}
