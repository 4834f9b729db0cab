/** As close together as the two halves of a double click. */
const ONE_PRESS_MS = 500;

let last: { readonly on: EventTarget | null; readonly at: number } | undefined;

/**
 * Two quick presses of a key on a button, or of Enter in a field, are one, as a double click is one (see Button); so is a
 * key that is held down. Else a send that is answered at once would go out twice.
 */
function isOnePress(event: KeyboardEvent): boolean {
  const before = last;
  last = undefined;
  if (!sends(event)) return false;
  last = { on: event.target, at: event.timeStamp };
  return event.repeat || (before?.on === event.target && event.timeStamp - before.at < ONE_PRESS_MS);
}

/**
 * Enter that presses a Button, or sends the form around a field; Space that presses. Whoever pages, sorts or steps by keys
 * presses what is no Button, as often and as fast as they like; nor is a list of choices one, which has a role of its own.
 */
function sends({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || target.hasAttribute("role")) return false;
  if (target.matches("button[data-variant]")) return key === "Enter" || key === " ";
  return key === "Enter" && target instanceof HTMLInputElement;
}

document.addEventListener("keydown", (event) => void (isOnePress(event) && event.preventDefault()), { capture: true });
