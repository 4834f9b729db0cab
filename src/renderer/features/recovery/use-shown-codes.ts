import { useState } from "react";
import { type Act, useAct } from "../../shell/wardkey";

export interface ShownCodes {
  /** They live here and nowhere else in the window, and are gone with the screen. */
  readonly codes: readonly string[] | null;
  readonly make: Act<"makeRecoveryCodes">;
  /** "I have stored these". */
  readonly ticked: boolean;
  readonly setTicked: (ticked: boolean) => void;
  readonly store: Act<"storeRecoveryCodes">;
}

/** Ten new recovery codes, shown once, until the person says that they are stored. */
export function useShownCodes(onStored: () => void): ShownCodes {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [ticked, setTicked] = useState(false);
  const make = useAct("makeRecoveryCodes", { onDone: (made) => setCodes(made.codes) });
  const store = useAct("storeRecoveryCodes", { onDone: onStored });
  return { codes, make, ticked, setTicked, store };
}
