import {
  createContext,
  type Dispatch,
  type SetStateAction,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { DRAFTS_LENGTH } from "../../contract/vocabulary";

/*
 * What outlives its screen, such as a list's filter, and what is half typed. While the window is locked the page holds none
 * of it: main keeps it, and gives it back to the person whose it is. Nothing secret is a draft: no password, no token, no
 * code and no key.
 */

export interface Drafts {
  /** What waits to be drawn again, by its name. */
  readonly kept: Map<string, unknown>;
  /** What stands on the screen, by its name: says what it is now, undefined while it is as it began. */
  readonly open: Map<string, () => unknown>;
  /** What stands above all of it and means that it was done. */
  readonly done: Set<object>;
}

export const createDrafts = (): Drafts => ({ kept: new Map(), open: new Map(), done: new Set() });

export const DraftsContext = createContext<Drafts>(createDrafts());

/** All there is as one text, for main to keep; null where there is nothing. What is too long for it stays behind. */
export function draftsText({ kept, open, done }: Drafts): string | null {
  const typed = done.size > 0 ? [] : [...open].map(([name, now]) => [name, now()] as const);
  const all = [...typed, ...kept];
  const written = all.filter(([, value]) => value !== undefined).map((draft) => JSON.stringify(draft));
  let length = 2;
  const fitting = written.filter((text) => {
    const fits = length + text.length + 1 <= DRAFTS_LENGTH;
    if (fits) length += text.length + 1;
    return fits;
  });
  return fitting.length === 0 ? null : `[${fitting.join(",")}]`;
}

/** What main has kept waits to be drawn again. */
export function putBack({ kept }: Drafts, text: string): void {
  for (const [name, value] of JSON.parse(text) as [string, unknown][]) kept.set(name, value);
}

/**
 * State that is there again after an unlock. `name` tells it from all others that can be on the screen with it; null where
 * it may hold something secret, and is gone with the lock.
 */
export function useDraft<State>(
  name: string | null,
  initial: State | (() => State),
): [State, Dispatch<SetStateAction<State>>] {
  const drafts = useContext(DraftsContext);
  const [first] = useState(initial);
  const [state, setState] = useState(() =>
    drafts.kept.has(name ?? "") ? (drafts.kept.get(name ?? "") as State) : first,
  );
  const now = useRef(state);
  useLayoutEffect(() => {
    now.current = state;
  });
  useLayoutEffect(
    () => (name === null ? undefined : stand(drafts, name, () => (now.current === first ? undefined : now.current))),
    [drafts, name, first],
  );
  return [state, setState];
}

/** Keeps what is typed into a form over a lock, but for its `secret` fields, which are gone with it. */
export function useFormDraft<Typed extends FieldValues, Context, Output>(
  name: string,
  form: UseFormReturn<Typed, Context, Output>,
  secret: readonly (keyof Typed & string)[] = [],
): void {
  const drafts = useContext(DraftsContext);
  const leftOut = secret.join();
  useLayoutEffect(() => {
    const open = (values: object) => Object.entries(values).filter(([field]) => !leftOut.split(",").includes(field));
    const back = drafts.kept.get(name);
    if (back !== undefined) {
      form.reset(
        { ...form.getValues(), ...Object.fromEntries(back as [string, unknown][]) },
        { keepDefaultValues: true },
      );
    }
    return stand(drafts, name, () => {
      const [began, now] = [open(form.formState.defaultValues ?? {}), open(form.getValues())];
      return JSON.stringify(began) === JSON.stringify(now) ? undefined : now;
    });
  }, [drafts, name, form, leftOut]);
}

/** While this stands, which shows something once or says what came of an act, nothing below it is half typed any more. */
export function useNothingHalfTyped(): void {
  const { done } = useContext(DraftsContext);
  const [self] = useState(() => ({}));
  useLayoutEffect(() => {
    done.add(self);
    return () => void done.delete(self);
  }, [done, self]);
}

/** It is on the screen now, until it leaves it. */
function stand({ kept, open }: Drafts, name: string, now: () => unknown): () => void {
  kept.delete(name);
  open.set(name, now);
  return () => {
    if (open.get(name) === now) open.delete(name);
  };
}
