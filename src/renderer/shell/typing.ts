/** Typing, pasting, choosing: whatever changes a field. */
let changes = 0;
document.addEventListener("input", () => changes++, { capture: true });

/** How often any field was changed so far: two presses with the same number had nothing typed between them. */
export function typedSoFar(): number {
  return changes;
}
