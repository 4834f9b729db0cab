import { type RefObject, useRef } from "react";
import type { Slot } from "./people-columns";

type Keys = ReadonlyMap<string, number>;

/**
 * React's key of each row that is drawn, by the person's id. Who stays keeps theirs; who comes takes over the row of
 * somebody who goes, because other words in the same cells are drawn sooner than new cells. While the focus is
 * among the rows nobody takes one over: it would pass to another person unnoticed.
 */
export function useRowIdentity(slots: readonly Slot[], list: RefObject<HTMLElement | null>): Keys {
  const last = useRef<{ slots: readonly Slot[]; keys: Keys }>({ slots: [], keys: new Map() });
  if (last.current.slots !== slots) {
    const mayTakeOver = list.current?.contains(document.activeElement) !== true;
    last.current = { slots, keys: keysOf(slots, last.current.keys, mayTakeOver) };
  }
  return last.current.keys;
}

function keysOf(slots: readonly Slot[], last: Keys, mayTakeOver: boolean): Keys {
  const ids = slots.map(({ row }) => row.id);
  const staying = new Set(ids);
  const free = mayTakeOver ? [...last].filter(([id]) => !staying.has(id)).map(([, key]) => key) : [];
  let unused = Math.max(-1, ...last.values()) + 1;
  return new Map(ids.map((id) => [id, last.get(id) ?? free.shift() ?? unused++]));
}
