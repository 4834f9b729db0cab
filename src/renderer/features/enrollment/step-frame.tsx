import { createContext, type ReactNode, type RefObject, useContext, useLayoutEffect } from "react";
import { createPortal } from "react-dom";
import { Stack } from "../../ui/stack";
import styles from "./setup.module.css";

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

interface SetupFrame {
  /** Where a step's buttons belong: the dialog's footer, or below the sheet's text. */
  readonly actions: HTMLElement | null;
  /** Of the step's heading: below a dialog's title, or below a sheet's. */
  readonly level: 2 | 3;
  /** Takes the focus when a step begins, so that it is read out. */
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

export const SetupFrameContext = createContext<SetupFrame | null>(null);

function useSetupFrame(): SetupFrame {
  const frame = useContext(SetupFrameContext);
  if (frame === null) throw new Error("a step outside its frame");
  return frame;
}
