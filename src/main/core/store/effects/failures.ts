import { isDeepStrictEqual } from "node:util";
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
  for (const counted of seen) putFailures(db, owner, WINDOWS, { ...counted, failures: left(counted.failures, all) });
}

function putFailures(
  db: Db,
  owner: string,
  point: SignInPoint,
  { workstation, seq, lockedFromAt, failures }: CountedFailures,
): void {
  if (isDeepStrictEqual(failures, noFailures)) {
    const drop = "DELETE FROM failures WHERE owner = ? AND sign_in_point = ? AND workstation = ? AND seq = ?";
    run(db, drop, owner, point, workstation, seq);
    return;
  }
  const { count, towardsHold, towardsHoldAfterPassword, lockedUntilAt, held, recovery } = failures;
  prepared(
    db,
    `INSERT OR REPLACE INTO failures (owner, sign_in_point, workstation, seq, count, towards_hold,
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
  const sql = `INSERT OR REPLACE INTO authenticator_failures (owner, authenticator, workstation, seq, count)
    VALUES (?, ?, ?, ?, ?)`;
  run(db, sql, owner, id, workstation, seq, inAll ?? 1);
}

/** A code of an authenticator was accepted: of its wrong ones those are forgotten that were seen by then. */
export function clearAuthenticator(db: Db, owner: string, { saw }: Knowing, authenticator: string): void {
  const sql = "SELECT workstation, seq FROM authenticator_failures WHERE owner = ? AND authenticator = ?";
  const drop = `DELETE FROM authenticator_failures
    WHERE owner = ? AND authenticator = ? AND workstation = ? AND seq = ?`;
  for (const row of (prepared(db, sql).all(owner, authenticator) as Written[]).filter(saw))
    run(db, drop, owner, authenticator, row.workstation, row.seq);
}
