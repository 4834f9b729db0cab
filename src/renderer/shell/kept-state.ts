import { type RefObject, useCallback, useContext, useLayoutEffect, useState } from "react";
import { DraftsContext } from "./drafts";

/* What outlives its screen, such as a list's filter and scroll, so that coming back finds it as it was. */

/** State under a name; `initial` must stay the same object. */
export function useKeptState<State>(name: string, initial: State): [State, (next: Partial<State>) => void] {
  const { kept } = useContext(DraftsContext);
  const [state, setState] = useState<State>(() => (kept.get(name) as State | undefined) ?? initial);
  const change = useCallback(
    (next: Partial<State>) => {
      const changed = { ...((kept.get(name) as State | undefined) ?? initial), ...next };
      kept.set(name, changed);
      setState(changed);
    },
    [kept, name, initial],
  );
  return [state, change];
}

/** What is kept under a name right now, for handlers. */
export function useKept<State>(name: string, initial: State): () => State {
  const { kept } = useContext(DraftsContext);
  return useCallback(() => (kept.get(name) as State | undefined) ?? initial, [kept, name, initial]);
}

/** Scrolls an element to where it was left. Returns what says where it is, as asking the element would lay the page out. */
export function useKeptScroll(name: string, element: RefObject<HTMLElement | null>): () => number {
  const { kept } = useContext(DraftsContext);
  const now = useKept(name, 0);
  const [start] = useState(now);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return;
    node.scrollTop = start;
    const onScroll = () => kept.set(name, node.scrollTop);
    node.addEventListener("scroll", onScroll, { passive: true });
    return () => node.removeEventListener("scroll", onScroll);
  }, [kept, name, element, start]);
  return now;
}

/** What is scrolled under this name begins at its top the next time. */
export function useForgottenScroll(name: string): void {
  const { kept } = useContext(DraftsContext);
  useLayoutEffect(() => void kept.set(name, 0), [kept, name]);
}
