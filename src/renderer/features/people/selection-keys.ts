import type { KeyboardEvent } from "react";
import { pressedKey } from "../../ui/pressed-key";
import type { Slot } from "./people-columns";
import type { Selection } from "./people-selection";

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
