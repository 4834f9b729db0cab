/** A phone number as far as a screen shows it to whoever may not be its owner: "•••• 2671" for +14155552671. */
export function maskPhone(e164: string): string {
  return `•••• ${e164.slice(-4)}`;
}
