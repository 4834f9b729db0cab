/**
 * product.md 4. One count of failures per account, over all factors. `now` must never run backwards: callers give the
 * later of the wall clock and the latest time that was committed, going on from there as the computer runs (security.md
 * R77, R78). Then a clock that was set back cannot shorten a lock; nor is a lock lost by a restart.
 */

const FAILURES_TO_LOCK = 5;
const FAILURES_TO_HOLD = 20;
const FAILURES_TO_REVOKE = 100;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 60 * 60_000;

/** What is kept of an account's failures; ledger entries carry the whole of it. */
export type Failures = {
  /** In a row, over all factors: since the last completed sign-in. */
  readonly count: number;
  /** Of these, since the last hold was lifted. */
  readonly towardsHold: number;
  /** Of those towards a hold, the ones that came after a correct password. */
  readonly towardsHoldAfterPassword: number;
  /** Epoch ms until which nothing is evaluated; may lie in the past. */
  readonly lockedUntilAt: number | null;
  /** Locked until support acts. */
  readonly held: boolean;
};

export const noFailures: Failures = {
  count: 0,
  towardsHold: 0,
  towardsHoldAfterPassword: 0,
  lockedUntilAt: null,
  held: false,
};

/** Whether sign-in is closed at `now`. While it is, nothing may be evaluated and nothing is counted. */
export function isLocked(failures: Failures, now: number): boolean {
  return failures.held || (failures.lockedUntilAt !== null && !(now >= failures.lockedUntilAt));
}

/**
 * Counts one failure at `now`. `afterPassword`: the account's password had been right in the same attempt, which is what
 * alone can hold a manager; a stranger's guesses lock one for an hour at most. While locked, nothing changes.
 */
export function afterFailure(
  failures: Failures,
  failure: { readonly afterPassword: boolean; readonly isManager: boolean; readonly now: number },
): Failures {
  if (isLocked(failures, failure.now)) return failures;
  const count = failures.count + 1;
  const towardsHold = failures.towardsHold + 1;
  const towardsHoldAfterPassword = failures.towardsHoldAfterPassword + (failure.afterPassword ? 1 : 0);
  const lockedMs = lockMs(count);
  return {
    count,
    towardsHold,
    towardsHoldAfterPassword,
    lockedUntilAt: lockedMs === 0 ? null : failure.now + lockedMs,
    held: (failure.isManager ? towardsHoldAfterPassword : towardsHold) >= FAILURES_TO_HOLD,
  };
}

/**
 * After support unlocked. The count stays, since only a completed sign-in clears it: the next failure locks for as long as
 * it would have. Where a hold was lifted, the next one is twenty failures away.
 */
export function afterUnlock(failures: Failures): Failures {
  const unlocked = { ...failures, lockedUntilAt: null, held: false };
  return failures.held ? { ...unlocked, towardsHold: 0, towardsHoldAfterPassword: 0 } : unlocked;
}

/** After a sign-in with every factor that was due. */
export function afterCompletedSignIn(): Failures {
  return noFailures;
}

/** How many further failures lock, for "3 tries left"; null once every one does. */
export function triesBeforeLock(failures: Failures): number | null {
  return failures.count < FAILURES_TO_LOCK ? FAILURES_TO_LOCK - failures.count : null;
}

/**
 * Counts a failure of one authenticator, given those since the last completed sign-in. The hundredth revokes it for good
 * (NIST SP 800-63B-4 §3.2.2).
 */
export function afterAuthenticatorFailure(failures: number): { readonly failures: number; readonly revoke: boolean } {
  return { failures: failures + 1, revoke: failures + 1 >= FAILURES_TO_REVOKE };
}

function lockMs(count: number): number {
  if (count < FAILURES_TO_LOCK) return 0;
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (count - FAILURES_TO_LOCK));
}
