import { type SignInPoint, WINDOWS } from "../../../contract/vocabulary";
import { addUp, CLOCKS_DIFFER_MS, type Failures, hasBegun } from "../domain/lockout";
import type { Written } from "../domain/order";
import { type Db, prepared } from "./open";

/** What one entry counts; `lockedFromAt`: when its locks began. */
export type CountedFailures = Written & { readonly failures: Failures; readonly lockedFromAt: number };

type Row = Written & {
  readonly count: number;
  readonly towardsHold: number;
  readonly towardsHoldAfterPassword: number;
  readonly lockedFromAt: number;
  readonly lockedUntilAt: number | null;
  readonly held: 0 | 1;
  readonly recoveryCount: number;
  readonly recoveryLockedUntilAt: number | null;
};

/**
 * The failures of an account, or of an e-mail that belongs to nobody (its keyed digest), at one sign-in point: what all
 * workstations have counted, with the locks that have begun by `now`, this one's rule time (LOCK-13).
 */
export function readFailures(db: Db, owner: string, point: SignInPoint, now: number): Failures {
  const parts = listFailures(db, owner, point);
  return addUp(
    parts.map(({ failures, lockedFromAt }) => (hasBegun(lockedFromAt, now) ? failures : unlocked(failures))),
  );
}

function unlocked({ recovery, ...failures }: Failures): Failures {
  const rest = { ...failures, lockedUntilAt: null };
  return recovery === undefined ? rest : { ...rest, recovery: { ...recovery, lockedUntilAt: null } };
}

/** The sign-in points at which anything is counted for an account. */
export function listPointsOf(db: Db, owner: string): readonly SignInPoint[] {
  const sql = "SELECT DISTINCT sign_in_point FROM failures WHERE owner = ? ORDER BY sign_in_point";
  return prepared(db, sql).pluck().all(owner) as SignInPoint[];
}

/** What each entry counts of them, of every workstation. */
export function listFailures(db: Db, owner: string, point: SignInPoint): readonly CountedFailures[] {
  const sql = `SELECT workstation, seq, count, towards_hold AS towardsHold,
      towards_hold_after_password AS towardsHoldAfterPassword, locked_from AS lockedFromAt, locked_until AS lockedUntilAt,
      held, recovery_count AS recoveryCount, recovery_locked_until AS recoveryLockedUntilAt
    FROM failures WHERE owner = ? AND sign_in_point = ?`;
  return (prepared(db, sql).all(owner, point) as Row[]).map(toCounted);
}

function toCounted({ workstation, seq, lockedFromAt, held, recoveryCount, recoveryLockedUntilAt, ...row }: Row) {
  const recovery =
    recoveryCount === 0 ? {} : { recovery: { count: recoveryCount, lockedUntilAt: recoveryLockedUntilAt } };
  return { workstation, seq, lockedFromAt, failures: { ...row, held: held === 1, ...recovery } };
}

const isLock = `locked_until > @now AND locked_from <= @now + ${CLOCKS_DIFFER_MS}`;
const atWindows = `sign_in_point = '${WINDOWS}'`;

/**
 * SQL for who is locked out of the windows at @now, each once. The indexes are named: SQLite would rather read all accounts
 * in the order that a union asks for.
 */
export const lockedOut = `SELECT owner FROM failures INDEXED BY failures_with_lock WHERE ${isLock} AND ${atWindows}
  UNION SELECT owner FROM failures INDEXED BY failures_held WHERE held = 1 AND ${atWindows}`;

/** SQL for until when an owner is locked out of the windows at @now; NULL where they are not, or until support acts. */
export function lockedUntil(owner: string): string {
  return `(SELECT iif(max(held) = 1, NULL, max(iif(${isLock}, locked_until, NULL))) FROM failures f
    WHERE f.owner = ${owner} AND ${atWindows})`;
}
