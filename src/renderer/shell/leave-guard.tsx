import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { navigate } from "wouter/use-hash-location";
import { leaveWords } from "../../contract/people/messages";
import { ConfirmDialog } from "../ui/confirm-dialog";

export interface LeaveGuard {
  /** Told by a form: something in it is not saved. */
  readonly setDirty: (dirty: boolean) => void;
  readonly dirty: boolean;
  /** Does it at once, or once the person has agreed to lose what is not saved. */
  readonly leave: (go: () => void) => void;
  /** To be drawn somewhere. */
  readonly question: ReactNode;
}

/**
 * Keeps what was typed from being lost by a press beside it, or by going to another screen. `body` says what would be
 * lost; addresses that begin with `place` belong to the screen itself.
 */
export function useLeaveGuard(body: string, place: "/people" | "/settings"): LeaveGuard {
  const [dirty, setDirty] = useState(false);
  const [going, setGoing] = useState<{ go: () => void }>();
  const route = useRouteGuard(dirty, belongs[place]);
  const leave = useCallback((go: () => void) => (dirty ? setGoing({ go }) : go()), [dirty]);
  const confirm = () => {
    setDirty(false);
    setGoing(undefined);
    if (going === undefined) route.leave();
    else going.go();
  };
  const stay = () => {
    setGoing(undefined);
    route.stay();
  };
  const question = (
    <ConfirmDialog
      open={going !== undefined || route.asked !== null}
      title={leaveWords.title}
      body={body}
      confirmLabel={leaveWords.leave}
      keepLabel={leaveWords.stay}
      onConfirm={confirm}
      onKeep={stay}
    />
  );
  return { setDirty, dirty, leave, question };
}

const belongs = {
  "/people": (path: string) => path.startsWith("/people"),
  "/settings": (path: string) => path.startsWith("/settings"),
} as const;

interface RouteGuard {
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
