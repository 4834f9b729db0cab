import type { TextTokenMinutes } from "../../preload/words";

/** Whether a change of settings weakens the practice (product.md 5): a longer life of text-message tokens does. */
export function isWeaker(
  before: { readonly textTokenMinutes: TextTokenMinutes },
  after: { readonly textTokenMinutes: TextTokenMinutes },
): boolean {
  return lifetime(after.textTokenMinutes) > lifetime(before.textTokenMinutes);
}

function lifetime(minutes: TextTokenMinutes): number {
  return minutes === "never" ? Number.POSITIVE_INFINITY : minutes;
}
