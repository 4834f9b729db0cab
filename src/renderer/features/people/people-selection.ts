import { type KeyboardEvent, useCallback, useMemo } from "react";
import type { PeopleFilter, PersonRow } from "../../../contract/people/views";
import type { Selected } from "../../shell/acts/bulk";
import { useKeptState } from "../../shell/kept-state";
import { filterOf, type PeopleQuery } from "../../shell/person/people-query";
import { pressedKey } from "../../ui/pressed-key";
import type { Slot } from "./people-columns";

interface Kept {
  /** All who fit this filter but `ids`; null: the people of `ids` alone. */
  readonly all: PeopleFilter | null;
  readonly ids: readonly string[];
}

const nothing: Kept = { all: null, ids: [] };

export interface Selection {
  readonly count: number;
  /** All who fit now. */
  readonly isAll: boolean;
  readonly has: (id: string) => boolean;
  readonly toggle: (row: PersonRow) => void;
  readonly add: (rows: readonly PersonRow[]) => void;
  readonly all: () => void;
  readonly clear: () => void;
  readonly selected: Selected | undefined;
}

/** Who is selected: picked one by one, or all who fit the filter but a few. Another filter ends "all". */
export function useSelection(query: PeopleQuery, total: number): Selection {
  const [kept, change] = useKeptState("people-selection", nothing);
  const filter = useMemo(() => filterOf(query), [query]);
  const everyone = kept.all !== null && JSON.stringify(kept.all) === JSON.stringify(filter);
  const ids = useMemo(() => new Set(kept.all === null || everyone ? kept.ids : []), [kept, everyone]);
  const count = everyone ? Math.max(0, total - ids.size) : ids.size;
  const put = useCallback(
    (next: Iterable<string>) => change({ all: everyone ? filter : null, ids: [...next] }),
    [change, everyone, filter],
  );
  const toggle = useCallback(
    ({ id }: PersonRow) => put(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id]),
    [ids, put],
  );
  const add = (rows: readonly PersonRow[]) => {
    const added = rows.map(({ id }) => id);
    put(everyone ? [...ids].filter((id) => !added.includes(id)) : new Set([...ids, ...added]));
  };
  const selection = everyone ? { filter, except: [...ids] } : { ids: [...ids] };
  return {
    count,
    isAll: everyone && ids.size === 0,
    has: (id) => ids.has(id) !== everyone,
    toggle,
    add,
    all: () => change({ all: filter, ids: [] }),
    clear: () => change(nothing),
    selected: count === 0 ? undefined : { selection, count },
  };
}

/**
 * Keys that select, in a focused row: X one person, Shift with an arrow the next one too, Ctrl+A all who fit. Returns
 * whether the key was one of them.
 */
export function onSelectionKey(
  event: KeyboardEvent<HTMLElement>,
  slots: readonly Slot[],
  selection: Selection,
): boolean {
  const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
  const slot = slots.find(({ index }) => String(index) === row?.dataset["index"]);
  if (row === null || slot === undefined || event.altKey) return false;
  const held = event.ctrlKey || event.metaKey;
  const letter = pressedKey(event).toLowerCase();
  if (held && letter === "a") {
    selection.all();
  } else if (!held && !event.shiftKey && letter === "x") {
    selection.toggle(slot.row);
  } else if (!held && event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const next = slots.find(({ index }) => index === slot.index + (event.key === "ArrowDown" ? 1 : -1));
    selection.add(next === undefined ? [slot.row] : [slot.row, next.row]);
    // The focus goes on by the keys that move it.
    return false;
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}
