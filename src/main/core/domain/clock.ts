import { CLOCK_CORRECTION_MAX_MS } from "../../../contract/vocabulary";
import { STEP_MS } from "./totp";

/*
 * The clock doctor (TIME-4). Every time that counts is the computer's clock plus the correction in force. What is
 * learned of a phone is kept against the computer's clock alone, so that a correction re-bases all of it and touches no row.
 */

/** Off by less than this, phones are let in, and the clock may go on as it does. */
const OFF_STEPS = 2;
/** Two phones that differ by no more than this agree. */
const AGREE_STEPS = 1;
/** How far a clock may stand before the newest entry: clocks are set right by seconds all the time (TIME-4). */
export const BEHIND_MS = 2 * 60_000;
/** Older signs say nothing of how clocks go today. */
export const SIGNS_MS = 30 * 24 * 60 * 60_000;

/**
 * What a correction does to times (epoch ms): rule time goes from `from` to `to`. What was set until `rightUntil` was set by
 * a clock that went right; null where it never went right since the last correction.
 */
export type MovedTimes = { readonly from: number; readonly to: number; readonly rightUntil: number | null };

/** What one accepted or refused token says: by how many steps the phone was ahead of the computer's clock. */
export type ClockSign = { readonly account: string; readonly at: number; readonly steps: number };

/** How many steps a correction (ms) is. */
export function correctionSteps(correctionMs: number): number {
  return Math.round(correctionMs / STEP_MS);
}

/** What is kept of a phone whose token was `drift` steps ahead of the corrected clock. */
export function storedDrift(drift: number, correctionMs: number): number {
  return drift + correctionSteps(correctionMs);
}

/** What is kept of a phone, as seen from the corrected clock. */
export function learnedDrift(stored: number, correctionMs: number): number {
  return stored - correctionSteps(correctionMs);
}

/** The newest sign of each phone, in the order that they came in: newest first. */
export function newestOfEach(signs: readonly ClockSign[]): readonly ClockSign[] {
  const seen = new Set<string>();
  return signs.filter(({ account }) => !seen.has(account) && seen.add(account));
}

/**
 * By how many ms the workstation's corrected clock is ahead, where phones agree that it is off; null where it is fine, or
 * where too little is known. The newest signs of two different phones that agree decide: a phone whose own clock is wrong
 * has nobody to agree with. `signs`: newest first.
 */
export function workstationOffMs(signs: readonly ClockSign[], correctionMs: number): number | null {
  const looked: ClockSign[] = [];
  for (const sign of newestOfEach(signs)) {
    const other = looked.find(({ steps }) => Math.abs(steps - sign.steps) <= AGREE_STEPS);
    looked.push(sign);
    if (other === undefined) continue;
    const steps = (other.steps + sign.steps) / 2 - correctionSteps(correctionMs);
    return Math.abs(steps) < OFF_STEPS ? null : -Math.round(steps * STEP_MS);
  }
  return null;
}

/** Whether so many ms may be added to the computer's clock. Whoever is farther off sets the computer's own clock first. */
export function mayCorrectBy(correctionMs: number): boolean {
  return Number.isSafeInteger(correctionMs) && Math.abs(correctionMs) <= CLOCK_CORRECTION_MAX_MS;
}
