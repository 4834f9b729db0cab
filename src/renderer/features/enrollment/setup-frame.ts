import { createContext, type RefObject, useContext } from "react";

export interface SetupFrame {
  /** Where a step's buttons belong: the dialog's footer, or below the sheet's text. */
  readonly actions: HTMLElement | null;
  /** Of the step's heading: below a dialog's title, or below a sheet's. */
  readonly level: 2 | 3;
  /** Takes the focus when a step begins, so that it is read out. */
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

export const SetupFrameContext = createContext<SetupFrame | null>(null);

export function useSetupFrame(): SetupFrame {
  const frame = useContext(SetupFrameContext);
  if (frame === null) throw new Error("a step outside its frame");
  return frame;
}
