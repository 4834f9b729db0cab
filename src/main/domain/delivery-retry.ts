const FIRST_MS = 5_000;
const LONGEST_MS = 5 * 60_000;
const MOST_ATTEMPTS = 12;

/**
 * When to try again after `attempts` failed tries of a message whose token dies at `expiresAt` (epoch ms): 5 s after
 * the first, doubling up to 5 min. Undefined once that would be too late; a token that never expires (null) gets 12 tries.
 */
export function nextAttemptAt(attempts: number, now: number, expiresAt: number | null): number | undefined {
  const at = now + Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1));
  if (expiresAt === null) return attempts < MOST_ATTEMPTS ? at : undefined;
  return at < expiresAt ? at : undefined;
}
