import type { KeyboardEvent } from "react";
import { flushSync } from "react-dom";

/*
 * Forms that lead through: Enter chooses what it stands on and goes on to what is still missing, and only sends the form
 * once nothing is.
 */

/** The first control that still waits for something: a group of radios without a choice, or an empty field. */
export function firstUnfilled(place: ParentNode): HTMLInputElement | undefined {
  const inputs = [...place.querySelectorAll<HTMLInputElement>("input:not(:disabled)")];
  const chosen = new Set(inputs.filter(isChosen).map(({ name }) => name));
  return inputs.find((input) => (input.type === "radio" ? !chosen.has(input.name) : input.value === ""));
}

export function goOnByEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const at = event.target;
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  if (event.defaultPrevented || !(at instanceof HTMLInputElement)) return;
  const form = event.currentTarget;
  // Drawn at once: what was chosen may ask for more.
  if (at.type === "radio" && !at.checked) flushSync(() => at.click());
  event.preventDefault();
  const next = firstUnfilled(form);
  if (next === undefined || next === at) form.requestSubmit();
  else next.focus();
}

function isChosen({ type, checked }: HTMLInputElement): boolean {
  return type === "radio" && checked;
}
