import type { KeyboardEvent } from "react";
import { pressedKey } from "./pressed-key";

/** Where a key leads among the rows; single letters act only here, in a focused list (WCAG 2.1.4). */
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  j: 1,
  J: 1,
  ArrowUp: -1,
  k: -1,
  K: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Keys of a list whose rows hold one `[data-row]` button each: arrows, J/K, Home and End move the focus among the rows
 * that are drawn; Space peeks. Enter is the button's own.
 */
export function onRowKey(event: KeyboardEvent<HTMLElement>, onPeek?: () => void): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
  if (row === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && onPeek !== undefined) {
    event.preventDefault();
    onPeek();
    return;
  }
  const step = steps[pressedKey(event)];
  if (step === undefined) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const next = Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + step));
  rows[next]?.focus();
}
