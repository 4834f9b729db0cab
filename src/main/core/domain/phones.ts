/** A phone number as far as a screen shows it to whoever may not be its owner: "•••• 2671" for +14155552671. */
export function maskPhone(e164: string): string {
  return `•••• ${e164.slice(-4)}`;
}

/**
 * The number that tokens go to: the one that was confirmed last, until another one is. null where none is on file, though
 * one was: whoever took it off wants no tokens there.
 */
export function numberForTokens({
  cellPhone,
  confirmedPhone,
}: {
  readonly cellPhone: string | null;
  readonly confirmedPhone: string | null;
}): string | null {
  return cellPhone === null ? null : confirmedPhone;
}
