import { BEHIND_MS } from "./clock";

/*
 * One count of failures per account and sign-in point, over all factors (LOCK-1, LOCK-11), and one of its own for each
 * authenticator (LOCK-6). Each workstation keeps its own part of them; the sum of all parts that are known decides (LOCK-13).
 * `now` must never run backwards: callers give the later of the wall clock and the latest time that was committed,
 * going on from there as the computer runs (TIME-1). Then a clock that was set back cannot shorten a lock; nor is a
 * lock lost by a restart.
 */

const FAILURES_TO_LOCK = 5;
const FAILURES_AFTER_PASSWORD_TO_HOLD = 20;
const WRONG_PASSWORDS_TO_HOLD = 100;
/** Wrong codes of an authenticator, none accepted between them, that revoke it (NIST SP 800-63B-4 §3.2.2). */
export const FAILURES_TO_REVOKE = 100;
const FIRST_LOCK_MS = 60_000;
export const LONGEST_LOCK_MS = 60 * 60_000;
/** Clocks of workstations that go right are apart by seconds. */
export const CLOCKS_DIFFER_MS = BEHIND_MS;

/** What is counted of an account at a sign-in point: by one attempt, or by all of them together. */
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
  /** The ones on the way back by recovery kit; undefined where there are none. */
  readonly recovery?: Row;
};

/** Failures in a row, and until when they lock (epoch ms). */
type Row = { readonly count: number; readonly lockedUntilAt: number | null };

/** What one failed attempt counts, and what was decided by it, from all that was known where it was recorded. */
export type Failure = {
  /** null: sign-in was locked, and nothing of it counts there. */
  readonly signIn: {
    /** The account's password had been right in the same attempt. */
    readonly afterPassword: boolean;
    /** Epoch ms; null: it does not lock. */
    readonly lockedUntilAt: number | null;
    readonly held: boolean;
  } | null;
  /** null: it was not on the way back by recovery kit. */
  readonly recovery: { readonly lockedUntilAt: number | null } | null;
};

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
 * Whether a lock is one at `now` that began at `from` by the clock of the workstation that set it. A workstation's own time
 * is never before its own locks (TIME-1); what another one's clock puts into the future locks nobody here, but for what
 * clocks are apart all the time (LOCK-13).
 */
export function hasBegun(from: number, now: number): boolean {
  return from <= now + CLOCKS_DIFFER_MS;
}

/** What several attempts count together: the longest of their locks holds. */
export function addUp(parts: readonly Failures[]): Failures {
  const sum = (of: (part: Failures) => number) => parts.reduce((total, part) => total + of(part), 0);
  const byKit = parts.flatMap(({ recovery }) => recovery ?? []);
  const recovery = { count: sum((part) => part.recovery?.count ?? 0), lockedUntilAt: longestOf(byKit) };
  return {
    count: sum(({ count }) => count),
    towardsHold: sum(({ towardsHold }) => towardsHold),
    towardsHoldAfterPassword: sum(({ towardsHoldAfterPassword }) => towardsHoldAfterPassword),
    lockedUntilAt: longestOf(parts),
    held: parts.some(({ held }) => held),
    ...(byKit.length === 0 ? {} : { recovery }),
  };
}

function longestOf(locks: readonly Pick<Row, "lockedUntilAt">[]): number | null {
  const ends = locks.flatMap(({ lockedUntilAt }) => lockedUntilAt ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
}

type Attempt = {
  readonly afterPassword: boolean;
  /** On the way back by recovery kit: it locks that way too, by the same steps, and never holds it (LOCK-7). */
  readonly byKit: boolean;
  readonly now: number;
};

/**
 * What one more failure counts, after all that are known. Twenty after a correct password hold; of others, which any
 * stranger can bring about, it takes a hundred, and until then they lock for an hour at most (LOCK-2, LOCK-3). While
 * locked, nothing is counted.
 */
export function nextFailure(before: Failures, { afterPassword, byKit, now }: Attempt): Failure {
  if (byKit && isRecoveryLocked(before, now)) return { signIn: null, recovery: null };
  return {
    signIn: isLocked(before, now) ? null : { afterPassword, ...lockBy(before, { afterPassword, now }) },
    recovery: byKit ? { lockedUntilAt: lockEnd((before.recovery?.count ?? 0) + 1, now) } : null,
  };
}

function lockBy(before: Failures, { afterPassword, now }: Pick<Attempt, "afterPassword" | "now">) {
  const towardsHold = before.towardsHold + 1;
  const towardsHoldAfterPassword = before.towardsHoldAfterPassword + (afterPassword ? 1 : 0);
  const held = areEnoughToHold({ towardsHold, towardsHoldAfterPassword });
  return { lockedUntilAt: lockEnd(before.count + 1, now), held };
}

/** Whether so many lock until support acts. */
export function areEnoughToHold({
  towardsHold,
  towardsHoldAfterPassword,
}: Pick<Failures, "towardsHold" | "towardsHoldAfterPassword">): boolean {
  return (
    towardsHoldAfterPassword >= FAILURES_AFTER_PASSWORD_TO_HOLD ||
    towardsHold - towardsHoldAfterPassword >= WRONG_PASSWORDS_TO_HOLD
  );
}

function lockEnd(count: number, now: number): number | null {
  const lockedMs = lockMs(count);
  return lockedMs === 0 ? null : now + lockedMs;
}

/** What a failure counts by itself. */
export function partOf({ signIn, recovery }: Failure): Failures {
  const part =
    signIn === null
      ? noFailures
      : {
          ...{ count: 1, towardsHold: 1, towardsHoldAfterPassword: signIn.afterPassword ? 1 : 0 },
          ...{ lockedUntilAt: signIn.lockedUntilAt, held: signIn.held },
        };
  return recovery === null ? part : { ...part, recovery: { count: 1, lockedUntilAt: recovery.lockedUntilAt } };
}

/** All failures with one more. */
export function withFailure(before: Failures, failure: Failure): Failures {
  return addUp([before, partOf(failure)]);
}

/*
 * What is left of failures that are cleared, of all of them or of a part: `all` is what was known of them where it was done.
 */

/**
 * After support unlocked. The count stays, since only a completed sign-in clears it: the next failure locks for as long
 * as it would have. Where a hold was lifted, the next one is twenty failures away (LOCK-5).
 */
export function afterUnlock(part: Failures, all: Failures = part): Failures {
  const unlocked = { ...part, lockedUntilAt: null, held: false };
  return all.held ? { ...unlocked, towardsHold: 0, towardsHoldAfterPassword: 0 } : unlocked;
}

/**
 * After kit and emergency codes, or the kit and a factor of the person's own, were right: they proved themselves too.
 */
export function afterRecovery(part: Failures, all: Failures = part): Failures {
  const { recovery: _proven, ...rest } = afterUnlock(part, all);
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

function lockMs(count: number): number {
  if (count < FAILURES_TO_LOCK) return 0;
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (count - FAILURES_TO_LOCK));
}
