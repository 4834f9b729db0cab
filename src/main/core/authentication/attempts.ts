import type { Method } from "../../../contract/methods";
import type { LockedUntil, WrongPassword, WrongToken } from "../../../contract/refusals";
import { type Refused, refuse } from "../../../contract/result";
import { type Factor, type SignInPoint, WINDOWS } from "../../../contract/vocabulary";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import type { AttemptHint } from "../domain/attempt-hint";
import type { AttemptCause, AttemptPlace, Entry } from "../domain/events";
import {
  areEnoughToHold,
  FAILURES_TO_REVOKE,
  type Failures,
  isLocked,
  isRecoveryLocked,
  nextFailure,
  triesBeforeLock,
  withFailure,
} from "../domain/lockout";
import { numberForTokens } from "../domain/phones";
import { whyNoText } from "../session/enforcement";
import type { Account } from "../store/accounts";
import { type Authenticator, listFailedAuthenticators } from "../store/authenticators";
import { listPointsOf, readFailures } from "../store/failures";
import { findNewestAbout } from "../store/ledger/entries-about";
import { sealAgain } from "../store/open";
import { readStrangerFailures, saveStrangerFailures } from "../store/strangers";
import { noteGuess } from "./guesses";

/*
 * One count of failures per account and sign-in point over all factors (LOCK-1), saved before the answer is given. E-mails that belong
 * to nobody are counted and locked in just the same way, under a keyed digest.
 */

/** What the support desk shows of attempts. */
const SUPPORT_READS: readonly Method[] = ["getSupportQueue", "getSupportCase"];

export type Failed = {
  readonly point: SignInPoint;
  readonly factor: Factor;
  readonly during: AttemptPlace;
  readonly cause: AttemptCause;
  /** The authenticator that the typed token was compared with. */
  readonly authenticator?: Authenticator | undefined;
  /** What the token was right for, where that was looked for. */
  readonly hint?: AttemptHint | undefined;
};

/** What may be said of a failure once it is counted: that it locked the account, or how many more do. */
export type Counted = LockedUntil | { readonly code: "counted"; readonly triesLeft: number | null };

/** Whose failures: an account's, or those of an e-mail that belongs to nobody, by its digest. */
export type Guessed = { readonly id: string } | { readonly stranger: string };

/** Why nothing may be evaluated now; null where it may. */
export type LockOf = (context: VaultContext, guessed: Guessed) => LockedUntil | null;

/** The answer while a sign-in point is locked for somebody, when nothing may be evaluated; null while it is not. */
export function lockedRefusal(context: VaultContext, guessed: Guessed, point: SignInPoint): LockedUntil | null {
  const now = ruleTime(context);
  return lockedBy(failuresOf(context, guessed, point, now), now);
}

/** What a guess is answered while locked: it is not evaluated (LOCK-4), and summed up for the audit log (LOCK-12). */
export function guessWhileLocked(context: VaultContext, guessed: Guessed, point: SignInPoint): LockedUntil | null {
  return noteLocked(context, point, lockedRefusal(context, guessed, point));
}

function noteLocked(context: VaultContext, point: SignInPoint, locked: LockedUntil | null): LockedUntil | null {
  if (locked !== null) noteGuess(context, point, { locked: 1 });
  return locked;
}

/** What closes the windows. */
export const lockedAtWindows: LockOf = (context, guessed) => lockedRefusal(context, guessed, WINDOWS);

/** What closes a guess at a window. */
export const guessAtWindows: LockOf = (context, guessed) => guessWhileLocked(context, guessed, WINDOWS);

/**
 * The answer while the way back by recovery kit is closed; null while it is open. It works while any lock runs: nobody
 * else could unlock who needs it, and a stranger at the sign-in must not be able to close it. Wrong proofs of its own
 * close it for a time (LOCK-7).
 */
export const lockedRecovery: LockOf = (context, guessed) => {
  const now = ruleTime(context);
  return recoveryLockedBy(failuresOf(context, guessed, WINDOWS, now), now);
};

/** What closes a guess at the way back by recovery kit. */
export const guessAtRecovery: LockOf = (context, guessed) =>
  noteLocked(context, WINDOWS, lockedRecovery(context, guessed));

function failuresOf({ db }: VaultContext, guessed: Guessed, point: SignInPoint, now: number): Failures {
  if ("id" in guessed) return readFailures(db, guessed.id, point, now);
  return readStrangerFailures(db, guessed.stranger, point, now);
}

function lockedBy(failures: Failures, now: number): LockedUntil | null {
  if (!isLocked(failures, now)) return null;
  return { code: "locked", until: failures.held ? null : failures.lockedUntilAt };
}

function recoveryLockedBy(failures: Failures, now: number): LockedUntil | null {
  if (!isRecoveryLocked(failures, now)) return null;
  return { code: "locked", until: failures.recovery?.lockedUntilAt ?? null };
}

/**
 * Counts a failed attempt on an account and records it, inside the caller's transaction; what it locks or revokes is
 * recorded with it. The caller has looked at the lock in the same turn (`oneAtATime`).
 */
export function refuseAttempt(context: VaultContext, account: Account, failed: Failed): Counted {
  const { before, counts, failures, now } = oneMore(context, account, failed);
  const { factor, during, cause, authenticator } = failed;
  const actor = during === "step-up" || during === "proof" || during === "enrollment" ? account.id : null;
  const asked = authenticator === undefined ? null : { id: authenticator.id };
  const data = { factor, during, cause, ...at(failed), inARow: failures.count, counts, authenticator: asked };
  const event = { kind: "attempt-refused", subject: account.id, data: { ...data, hint: failed.hint ?? null } } as const;
  const entry = recordEvent(context, actor, event);
  const locked = lockedBy(failures, now);
  if (!isLocked(before, now) && locked !== null) recordLock(context, account, locked, failed, entry);
  context.changed(SUPPORT_READS);
  if (authenticator !== undefined) revokeGuessed(context, account, entry);
  return saying(failures, failed, now);
}

/**
 * Where only the failures of several workstations together are enough, what they lead to is recorded once they are known:
 * inside the transaction that brought them together (LOCK-13).
 */
export function judgeTogether(context: VaultContext, account: Account): void {
  for (const point of listPointsOf(context.db, account.id)) {
    const failures = failuresOf(context, account, point, ruleTime(context));
    if (failures.held || !areEnoughToHold(failures)) continue;
    const last = findNewestAbout(context.db, account.id, "attempt-refused");
    if (last?.kind !== "attempt-refused") throw new Error("failures without an attempt");
    const { factor, during } = last.data;
    const data = { until: null, factor, during, ...at({ point }), together: true } as const;
    recordEvent(context, null, { kind: "account-locked", subject: account.id, data }, { cause: last });
  }
  revokeGuessed(context, account);
}

/** Takes authenticators out of use at which too many wrong codes were typed (LOCK-6). */
function revokeGuessed(context: VaultContext, account: Account, cause?: Entry): void {
  for (const authenticator of listFailedAuthenticators(context.db, account.id, FAILURES_TO_REVOKE)) {
    const left = whyNoText(context, account) === null && numberForTokens(account) !== null ? "text" : "none";
    const data = { authenticator, cause: "too-many-failures", left } as const;
    const event = { kind: "authenticator-revoked", subject: account.id, data } as const;
    recordEvent(context, null, event, cause === undefined ? {} : { cause });
    // Whoever is signed in reaches no more than the next sign-in would.
    const { factorsRevoked } = context.memory;
    factorsRevoked.set(account.id, (factorsRevoked.get(account.id) ?? 0) + 1);
  }
}

/**
 * Counts a failed attempt with an e-mail that belongs to nobody, inside the caller's transaction. There is no entry for each
 * (LOCK-12), and the commit is sealed as one of an account's failure is: that takes longest, and no clock tells them apart.
 */
export function refuseStranger(context: VaultContext, stranger: string, failed: Failed): Counted {
  const { before, failures, now } = oneMore(context, { stranger }, failed);
  saveStrangerFailures(context.db, stranger, failed.point, failures);
  noteGuess(context, failed.point, { unknown: 1, newNames: before.count === 0 ? 1 : 0 });
  sealAgain(context.db);
  return saying(failures, failed, now);
}

/** As entries say it: what names no point was at the windows. */
const at = ({ point }: Pick<Failed, "point">) => (point === WINDOWS ? {} : { point });

/** What an attempt counts, and all failures before and after it. */
function oneMore(context: VaultContext, guessed: Guessed, failed: Failed) {
  const now = ruleTime(context);
  const before = failuresOf(context, guessed, failed.point, now);
  const byKit = failed.during === "recovery";
  const counts = nextFailure(before, { afterPassword: !byKit && isAfterPassword(failed), byKit, now });
  return { before, counts, failures: withFailure(before, counts), now };
}

/**
 * Whether the account's password had been right: few such failures hold it. Whoever guesses the password itself, be it at a
 * locked screen, or types a code in its place, is a stranger.
 */
function isAfterPassword({ during, factor }: Failed): boolean {
  return factor !== "password" && during !== "setup-code";
}

function recordLock(
  context: VaultContext,
  account: Account,
  { until }: LockedUntil,
  failed: Failed,
  cause: Entry,
): void {
  const data = { until, factor: failed.factor, during: failed.during, ...at(failed) };
  recordEvent(context, null, { kind: "account-locked", subject: account.id, data }, { cause });
}

function saying(failures: Failures, { during }: Failed, now: number): Counted {
  const ofRecovery = during === "recovery";
  const locked = ofRecovery ? recoveryLockedBy(failures, now) : lockedBy(failures, now);
  return (
    locked ?? { code: "counted", triesLeft: triesBeforeLock(ofRecovery ? (failures.recovery ?? failures) : failures) }
  );
}

export function wrongPassword(counted: Counted): Refused<WrongPassword | LockedUntil> {
  return refuse(counted.code === "locked" ? counted : { code: "wrong-password", triesLeft: counted.triesLeft });
}

export function wrongToken(counted: Counted): Refused<WrongToken | LockedUntil> {
  return refuse(counted.code === "locked" ? counted : { code: "wrong-token", triesLeft: counted.triesLeft });
}
