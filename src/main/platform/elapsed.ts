/** Less than this is no sleep, but two clocks that were read one after the other. */
const SLEPT_MS = 1000;

/**
 * Makes of monotonic time, which stands still while a computer sleeps, one that does not: where one of the `others` (ms,
 * the wall clock among them) went on by more, it slept, or its clock was set. Never runs backwards.
 */
export function elapsedBy(clocks: {
  readonly monotonic: () => number;
  readonly others: readonly (() => number)[];
}): () => number {
  const read = () => ({ ran: clocks.monotonic(), others: clocks.others.map((other) => other()) });
  let last = read();
  let sleptMs = 0;
  return () => {
    const at = read();
    const ranMs = at.ran - last.ran;
    const missedMs = Math.max(...at.others.map((other, which) => other - (last.others[which] ?? other) - ranMs));
    if (missedMs > SLEPT_MS) sleptMs += missedMs;
    last = at;
    return at.ran + sleptMs;
  };
}
