import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useMemo, useRef } from "react";
import { useForgottenScroll, useKeptScroll } from "../../shell/kept-state";
import type { PeopleQuery } from "../../shell/person/people-query";
import type { Slot } from "./people-columns";
import { PAGE_ROWS } from "./people-pages";
import type { Opened } from "./people-view";

/** Of such a list only what is in sight is drawn, so that a keystroke shows its rows at once. */
export const isLong = (total: number) => total >= PAGE_ROWS;

/** Where the list was left. */
const PLACE = "people-scroll";

/** Which rows are drawn, and how much room the others take. */
export function useWindow(total: number, scroll: RefObject<HTMLElement | null>, rowHeight: number) {
  const virtual = isLong(total);
  const scrolled = useKeptScroll(PLACE, scroll);
  const virtualizer = useVirtualizer({
    count: total,
    enabled: virtual,
    overscan: 2,
    // Not where the visit began: this is asked anew whenever a short list has become a long one.
    initialOffset: scrolled,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
  });
  const measured = useRef(rowHeight);
  useLayoutEffect(() => {
    if (measured.current !== rowHeight) virtualizer.measure();
    measured.current = rowHeight;
  }, [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const from = virtual ? (items[0]?.index ?? 0) : 0;
  const to = virtual ? (items.at(-1)?.index ?? -1) : total - 1;
  const indexes = useMemo(() => Array.from({ length: to - from + 1 }, (_, i) => from + i), [from, to]);
  const above = virtual ? (items[0]?.start ?? 0) : 0;
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return { indexes, above, below, scrolled };
}

/** Another filter or order begins at its top; the same one in another object, as what is kept comes back in, does not. */
export function useTopOf(query: PeopleQuery, scroll: RefObject<HTMLElement | null>, scrolled: () => number) {
  const asked = JSON.stringify(query);
  const last = useRef(asked);
  useLayoutEffect(() => {
    if (last.current !== asked && scroll.current !== null && scrolled() > 0) scroll.current.scrollTop = 0;
    last.current = asked;
  }, [asked, scroll, scrolled]);
}

/** Where nobody is shown no place is kept: whoever is asked for next begins at the top. */
export function useNoPlace(): void {
  useForgottenScroll(PLACE);
}

/** Under the sticky head. */
const HEAD_HEIGHT = 32;

/** Whoever is stepped to from the panel comes into sight; what is in sight already stays where it is. */
export function useInSight(opened: Opened | null, scroll: RefObject<HTMLElement | null>, height: number) {
  const last = useRef(opened?.id);
  useLayoutEffect(() => {
    const element = scroll.current;
    if (element === null || opened === null || opened.id === last.current) return;
    last.current = opened.id;
    const top = opened.index * height;
    const bottom = HEAD_HEIGHT + top + height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  }, [opened, scroll, height]);
}

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
