/*
 * One count of failures per account and sign-in point, over all factors (LOCK-1, LOCK-11), and one of its own for each
 * authenticator (LOCK-6).
 * `now` must never run backwards: callers give the later of the wall clock and the latest time that was committed,
 * going on from there as the computer runs (TIME-1). Then a clock that was set back cannot shorten a lock; nor is a
 * lock lost by a restart.
 */

const FAILURES_TO_LOCK = 5;
const FAILURES_AFTER_PASSWORD_TO_HOLD = 20;
const WRONG_PASSWORDS_TO_HOLD = 100;
const FAILURES_TO_REVOKE = 100;
const FIRST_LOCK_MS = 60_000;
export const LONGEST_LOCK_MS = 60 * 60_000;

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
  /** Of these, the ones on the way back by recovery kit; entries from before it was counted apart have none. */
  readonly recovery?: Row;
};

/** Failures in a row, and until when they lock (epoch ms). */
type Row = { readonly count: number; readonly lockedUntilAt: number | null };

export const noFailures: Failures = {
  count: 0,
  towardsHold: 0,
  towardsHoldAfterPassword: 0,
  lockedUntilAt: null,
  held: false,
};

/** Whether sign-in is closed at `now`. While it is, nothing may be evaluated and nothing is counted (LOCK-4). */
export function isLocked(failures: Failures, now: number): boolean {
  return failures.held || (failures.lockedUntilAt !== null && !(now >= failures.lockedUntilAt));
}

/**
 * Whether the way back by recovery kit is closed at `now`: its own failures alone close it, whatever locks the sign-in.
 */
export function isRecoveryLocked({ recovery }: Failures, now: number): boolean {
  return recovery !== undefined && recovery.lockedUntilAt !== null && !(now >= recovery.lockedUntilAt);
}

/**
 * Counts one failure at `now`. `afterPassword`: the account's password had been right in the same attempt. Twenty of
 * these hold; of others, which any stranger can bring about, it takes a hundred, and until then they lock for an hour
 * at most (LOCK-2, LOCK-3). While locked, nothing changes.
 */
export function afterFailure(
  failures: Failures,
  failure: { readonly afterPassword: boolean; readonly now: number },
): Failures {
  if (isLocked(failures, failure.now)) return failures;
  const towardsHold = failures.towardsHold + 1;
  const towardsHoldAfterPassword = failures.towardsHoldAfterPassword + (failure.afterPassword ? 1 : 0);
  const held =
    towardsHoldAfterPassword >= FAILURES_AFTER_PASSWORD_TO_HOLD ||
    towardsHold - towardsHoldAfterPassword >= WRONG_PASSWORDS_TO_HOLD;
  return { ...failures, ...oneMore(failures, failure.now), towardsHold, towardsHoldAfterPassword, held };
}

/**
 * Counts a failure on the way back by recovery kit, which locks that way too, by the same steps, and never holds it.
 */
export function afterRecoveryFailure(failures: Failures, now: number): Failures {
  if (isRecoveryLocked(failures, now)) return failures;
  const recovery = oneMore(failures.recovery ?? { count: 0, lockedUntilAt: null }, now);
  return { ...afterFailure(failures, { afterPassword: false, now }), recovery };
}

function oneMore({ count: before }: Row, now: number): Row {
  const count = before + 1;
  const lockedMs = lockMs(count);
  return { count, lockedUntilAt: lockedMs === 0 ? null : now + lockedMs };
}

/**
 * After support unlocked. The count stays, since only a completed sign-in clears it: the next failure locks for as long
 * as it would have. Where a hold was lifted, the next one is twenty failures away (LOCK-5).
 */
export function afterUnlock(failures: Failures): Failures {
  const unlocked = { ...failures, lockedUntilAt: null, held: false };
  return failures.held ? { ...unlocked, towardsHold: 0, towardsHoldAfterPassword: 0 } : unlocked;
}

/**
 * After kit and emergency codes, or the kit and a factor of the person's own, were right: they proved themselves too.
 */
export function afterRecovery(failures: Failures): Failures {
  const { recovery: _proven, ...rest } = afterUnlock(failures);
  return rest;
}

/**
 * Whether a sign-in proved every factor that was due. A remembered workstation and the emergency codes stand in
 * for one and prove none; nor is all proven where nothing but the setup is reached.
 */
export function provesAllThatIsDue(signIn: {
  readonly factors: readonly { readonly factor: string }[];
  /** As the entry says it; older ones do not say. */
  readonly setupOnly: boolean | undefined;
}): boolean {
  const standIns = ["remembered-sign-in", "emergency-access"];
  return signIn.setupOnly !== true && !signIn.factors.some(({ factor }) => standIns.includes(factor));
}

/** After a sign-in with every factor that was due, which proves nothing of a recovery kit. */
export function afterCompletedSignIn({ recovery }: Failures): Failures {
  return recovery === undefined ? noFailures : { ...noFailures, recovery };
}

/** How many further failures lock, for "3 tries left"; null once every one does. */
export function triesBeforeLock({ count }: Row): number | null {
  return count < FAILURES_TO_LOCK ? FAILURES_TO_LOCK - count : null;
}

/**
 * Counts a failure of one authenticator, given those since a code of it was last accepted. The hundredth revokes it for
 * good (NIST SP 800-63B-4 §3.2.2).
 */
export function afterAuthenticatorFailure(failures: number): { readonly failures: number; readonly revoke: boolean } {
  return { failures: failures + 1, revoke: failures + 1 >= FAILURES_TO_REVOKE };
}

function lockMs(count: number): number {
  if (count < FAILURES_TO_LOCK) return 0;
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (count - FAILURES_TO_LOCK));
}
