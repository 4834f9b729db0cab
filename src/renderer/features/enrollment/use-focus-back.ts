import { useEffect, useRef } from "react";

/**
 * Gives the focus back after a dialog of many steps: to what it was opened from, or to the screen where that is gone.
 * The dialog itself remembers only what had the focus last, which went with its steps.
 */
export function useFocusBack(open: boolean): () => void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (open || opener.current === null) return;
    const back = opener.current.isConnected ? opener.current : document.getElementById("content");
    opener.current = null;
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  }, [open]);
  return () => {
    opener.current = document.activeElement;
  };
}
