import { type SignInPoint, WINDOWS } from "../../../../contract/vocabulary";
import type { Entry } from "../../domain/events";
import { addUp, type Failure, type Failures, noFailures, partOf } from "../../domain/lockout";
import type { Knowing, Written } from "../../domain/order";
import { type CountedFailures, listFailures } from "../failures";
import { type Db, prepared } from "../open";
import { run } from "./effect";

/*
 * What entries do to counts: each failure counts by itself, and what clears them clears those that its writer had seen, of
 * whichever workstation (LOCK-13).
 */

type By = Pick<Entry, "workstation" | "seq" | "at">;

/** Counts a failure. Entries that name no sign-in point are of the windows. */
export function addFailure(
  db: Db,
  owner: string,
  { workstation, seq, at }: By,
  failure: Failure,
  point: SignInPoint = WINDOWS,
): void {
  putFailures(db, owner, point, { workstation, seq, lockedFromAt: at, failures: partOf(failure) });
}

/** Locks until support acts, and counts nothing. */
export function holdAccount(db: Db, owner: string, { workstation, seq, at }: By, point: SignInPoint = WINDOWS): void {
  putFailures(db, owner, point, { workstation, seq, lockedFromAt: at, failures: { ...noFailures, held: true } });
}

/** As older entries say it: all that is counted at their workstation from then on. */
export function setFailures(
  db: Db,
  owner: string,
  { workstation, seq }: By,
  failures: Failures,
  point: SignInPoint = WINDOWS,
): void {
  run(db, "DELETE FROM failures WHERE owner = ? AND sign_in_point = ? AND workstation = ?", owner, point, workstation);
  putFailures(db, owner, point, { workstation, seq, lockedFromAt: 0, failures });
}

/**
 * Leaves of the failures at the windows that whoever wrote an entry had seen what `left` says. `all`: all that they had
 * seen.
 */
export function clearFailures(
  db: Db,
  owner: string,
  { saw }: Knowing,
  left: (part: Failures, all: Failures) => Failures,
): void {
  const seen = listFailures(db, owner, WINDOWS).filter(saw);
  // Mostly there is nothing to clear.
  if (seen.length === 0) return;
  const all = addUp(seen.map(({ failures }) => failures));
  const drop = "DELETE FROM failures WHERE owner = ? AND sign_in_point = ? AND workstation = ? AND seq <= ?";
  for (const [workstation, upTo] of lastOfEach(seen)) run(db, drop, owner, WINDOWS, workstation, upTo);
  for (const counted of seen) putFailures(db, owner, WINDOWS, { ...counted, failures: left(counted.failures, all) });
}

/** The highest number of each workstation: of a chain somebody has seen its first entries, up to one of them. */
function lastOfEach(seen: readonly Written[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { workstation, seq } of seen) last.set(workstation, Math.max(seq, last.get(workstation) ?? 0));
  return last;
}

/** Where anything is left. */
function putFailures(
  db: Db,
  owner: string,
  point: SignInPoint,
  { workstation, seq, lockedFromAt, failures }: CountedFailures,
): void {
  const { count, towardsHold, towardsHoldAfterPassword, lockedUntilAt, held, recovery } = failures;
  if (count === 0 && lockedUntilAt === null && !held && recovery === undefined) return;
  prepared(
    db,
    `INSERT OR IGNORE INTO failures (owner, sign_in_point, workstation, seq, count, towards_hold,
       towards_hold_after_password, locked_from, locked_until, held, recovery_count, recovery_locked_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ...[owner, point, workstation, seq, count, towardsHold, towardsHoldAfterPassword],
    ...[lockedFromAt, lockedUntilAt, held ? 1 : 0, recovery?.count ?? 0, recovery?.lockedUntilAt ?? null],
  );
}

/** Counts a wrong code of an authenticator; older entries say how many it has at their workstation from then on. */
export function failAuthenticator(
  db: Db,
  owner: string,
  { workstation, seq }: Written,
  { id, inAll }: { readonly id: string; readonly inAll?: number },
): void {
  if (inAll !== undefined) {
    const sql = "DELETE FROM authenticator_failures WHERE owner = ? AND authenticator = ? AND workstation = ?";
    run(db, sql, owner, id, workstation);
  }
  const sql = `INSERT OR IGNORE INTO authenticator_failures (owner, authenticator, workstation, seq, count)
    VALUES (?, ?, ?, ?, ?)`;
  run(db, sql, owner, id, workstation, seq, inAll ?? 1);
}

/** A code of an authenticator was accepted: of its wrong ones those are forgotten that were seen by then. */
export function clearAuthenticator(db: Db, owner: string, { saw }: Knowing, authenticator: string): void {
  const sql = "SELECT workstation, seq FROM authenticator_failures WHERE owner = ? AND authenticator = ?";
  const seen = (prepared(db, sql).all(owner, authenticator) as Written[]).filter(saw);
  const drop = `DELETE FROM authenticator_failures
    WHERE owner = ? AND authenticator = ? AND workstation = ? AND seq <= ?`;
  for (const [workstation, upTo] of lastOfEach(seen)) run(db, drop, owner, authenticator, workstation, upTo);
}
