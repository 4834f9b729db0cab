import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useCallback, useLayoutEffect, useState } from "react";

/*
 * What outlives its screen, such as a list's filter and scroll, so that coming back finds it as it was. It lies with the
 * queries and is forgotten with them at a lock or sign-out.
 */

function keep(queries: QueryClient, name: string, value: unknown): void {
  queries.setQueryDefaults([name], { gcTime: Number.POSITIVE_INFINITY });
  queries.setQueryData([name], value);
}

/** State under a name; `initial` must stay the same object. */
export function useKeptState<State>(name: string, initial: State): [State, (next: Partial<State>) => void] {
  const queries = useQueryClient();
  const [state, setState] = useState<State>(() => queries.getQueryData<State>([name]) ?? initial);
  const change = useCallback(
    (next: Partial<State>) => {
      const changed = { ...(queries.getQueryData<State>([name]) ?? initial), ...next };
      keep(queries, name, changed);
      setState(changed);
    },
    [queries, name, initial],
  );
  return [state, change];
}

/** Scrolls an element to where it was left. Returns what says where it is, as asking the element would lay the page out. */
export function useKeptScroll(name: string, element: RefObject<HTMLElement | null>): () => number {
  const queries = useQueryClient();
  const now = useCallback(() => queries.getQueryData<number>([name]) ?? 0, [queries, name]);
  const [start] = useState(now);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return;
    node.scrollTop = start;
    const onScroll = () => keep(queries, name, node.scrollTop);
    node.addEventListener("scroll", onScroll, { passive: true });
    return () => node.removeEventListener("scroll", onScroll);
  }, [queries, name, element, start]);
  return now;
}

/** What is scrolled under this name begins at its top the next time. */
export function useForgottenScroll(name: string): void {
  const queries = useQueryClient();
  useLayoutEffect(() => keep(queries, name, 0), [queries, name]);
}
