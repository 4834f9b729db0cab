import type { VaultContext } from "../context";
import { learnedDrift } from "../domain/clock";
import { findDrift } from "../store/authenticators";
import { findClockCorrection } from "../store/practice";

/**
 * By how many steps a phone is ahead of the corrected clock, as this workstation has learned it; 0 for a phone that was
 * never used here. What another workstation learned says as much of that one's clock.
 */
export function learnedDriftOf({ db, workstation }: VaultContext, authenticator: string): number {
  const drift = findDrift(db, workstation, authenticator);
  return drift === undefined ? 0 : learnedDrift(drift, findClockCorrection(db, workstation).ms);
}
