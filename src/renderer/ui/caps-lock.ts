import { createContext, type KeyboardEvent, type MouseEvent, use, useState } from "react";

/** What every field for a password says while Caps Lock is on; given once, for all of them. */
export const CapsLockWords = createContext<string | null>(null);

/** What to say at a field while Caps Lock is on, as every key and click there tells; null while it is off. */
export function useCapsLock() {
  const words = use(CapsLockWords);
  const [on, setOn] = useState(false);
  const look = (event: KeyboardEvent | MouseEvent) => setOn(event.getModifierState("CapsLock"));
  const watched = {
    onKeyDownCapture: look,
    onKeyUpCapture: look,
    onMouseDownCapture: look,
    onBlurCapture: () => setOn(false),
  };
  return { said: on ? words : null, watched };
}
