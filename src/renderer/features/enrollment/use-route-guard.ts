import { useEffect, useRef, useState } from "react";
import { navigate } from "wouter/use-hash-location";

export interface RouteGuard {
  /** Where the person wanted to go; null while nothing is asked. */
  readonly asked: string | null;
  readonly stay: () => void;
  readonly leave: () => void;
}

/**
 * Holds the person on this screen while something is `unsaved`, until they have said what they want. Locking and signing
 * out are never held up. `belongsHere` must stay the same function.
 */
export function useRouteGuard(unsaved: boolean, belongsHere: (path: string) => boolean): RouteGuard {
  const [asked, setAsked] = useState<string | null>(null);
  const mayLeave = useRef(false);

  useEffect(() => {
    if (!unsaved) return;
    const holds = (event: Event, hash: string): boolean => {
      const path = hash.replace(/^#?\/?/, "/");
      if (mayLeave.current || belongsHere(path)) return false;
      event.preventDefault();
      event.stopImmediatePropagation();
      setAsked(path);
      return true;
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href^='#/']") : null;
      if (link !== null) holds(event, link.getAttribute("href") ?? "");
    };
    // Before the router hears of it, and with the address put back.
    const onHashChange = (event: HashChangeEvent) => {
      if (holds(event, new URL(event.newURL).hash)) window.history.replaceState(null, "", event.oldURL);
    };
    document.addEventListener("click", onClick, { capture: true });
    window.addEventListener("hashchange", onHashChange, { capture: true });
    return () => {
      document.removeEventListener("click", onClick, { capture: true });
      window.removeEventListener("hashchange", onHashChange, { capture: true });
    };
  }, [unsaved, belongsHere]);

  // Saved while the question stood there: nothing is left to ask.
  useEffect(() => {
    if (!unsaved && asked !== null) navigate(asked);
  }, [unsaved, asked]);

  const leave = () => {
    mayLeave.current = true;
    if (asked !== null) navigate(asked);
  };
  return { asked, stay: () => setAsked(null), leave };
}
