/** How the pauses between tries grow, in ms. */
type Pace = { readonly first: number; readonly longest: number };

/** Somebody waits for a token. */
const TOKEN_PACE: Pace = { first: 5_000, longest: 5 * 60_000 };
/** Nobody waits for a reminder or a notice. */
const DEFERRABLE_PACE: Pace = { first: 60_000, longest: 60 * 60_000 };
const MOST_ATTEMPTS = 12;

/** Long enough to find out why somebody got nothing; after that an outbox is only a list of phone numbers. */
export const MESSAGES_KEPT_MS = 30 * 24 * 60 * 60_000;
/** For so long a reminder is tried; after that it would only disturb. */
export const REMINDER_LIFETIME_MS = 24 * 60 * 60_000;
/** For so long a notice is tried: what happened to their account, people must hear. */
export const NOTICE_LIFETIME_MS = 7 * 24 * 60 * 60_000;

/**
 * When to try again after `attempts` failed tries of a message whose token dies at `expiresAt` (epoch ms): 5 s after
 * the first, doubling up to 5 min. Undefined once that would be too late; a token that never expires (null) gets 12 tries.
 */
export function nextAttemptAt(attempts: number, now: number, expiresAt: number | null): number | undefined {
  const at = now + pauseMs(attempts, TOKEN_PACE);
  if (expiresAt === null) return attempts < MOST_ATTEMPTS ? at : undefined;
  return at < expiresAt ? at : undefined;
}

/** When to try a reminder or a notice again, before `expiresAt`: 1 min after the first try, doubling up to 1 h. */
export function nextDeferrableAt(attempts: number, now: number, expiresAt: number): number | undefined {
  const at = now + pauseMs(attempts, DEFERRABLE_PACE);
  return at < expiresAt ? at : undefined;
}

function pauseMs(attempts: number, { first, longest }: Pace): number {
  return Math.min(longest, first * 2 ** Math.max(0, attempts - 1));
}
