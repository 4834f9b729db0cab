import { ACTIVE_MANAGER_MS, type ManagerFacts } from "../domain/may";
import { countManagers, findNewestManagerSignIn } from "../store/people";
import type { World } from "./world";

/**
 * The practice's managers, and how many of them are active. By the clock and not by rule time, which may be far ahead of it
 * after a correction: a clock that was set back makes nobody inactive.
 */
export function managersNow({ db, clock }: World): ManagerFacts {
  return countManagers(db, clock.now() - ACTIVE_MANAGER_MS);
}

/**
 * The same without trusting the clock: active is whoever signed in within fourteen days of the manager who did last. A clock
 * that was set forward makes nobody inactive.
 */
export function managersByEachOther({ db }: World): ManagerFacts {
  return countManagers(db, findNewestManagerSignIn(db) - ACTIVE_MANAGER_MS);
}
