import { toFives } from "./base32";
import { codeWithCheck, hasRightCheck } from "./crockford";
import { normaliseCode } from "./one-time-codes";

/**
 * The emergency codes (EMERGENCY-1): two halves, each useless alone. Nineteen random characters are 95 bits, so
 * that whoever holds one half knows nothing of the other.
 */

const RANDOM_CHARACTERS = 19;
const GROUP = /(.{4})(?=.)/g;

export const EMERGENCY_HALF_BYTES = 12;
export const EMERGENCY_HALF_LENGTH = RANDOM_CHARACTERS + 1;
/** The last day of emergency codes lies no further ahead than this. */
export const EMERGENCY_CODES_DAYS_MAX = 400;

/** One half as it is hashed, from `EMERGENCY_HALF_BYTES` random bytes; it ends in its check character. */
export function emergencyHalfFrom(bytes: Uint8Array): string {
  if (bytes.length !== EMERGENCY_HALF_BYTES) {
    throw new Error(`Half of the emergency codes takes ${EMERGENCY_HALF_BYTES} bytes, got ${bytes.length}.`);
  }
  return codeWithCheck(toFives(bytes), RANDOM_CHARACTERS);
}

/** As printed: five groups of four. */
export function shownEmergencyHalf(code: string): string {
  return code.replace(GROUP, "$1-");
}

/**
 * What is wrong with a typed half by its shape alone; undefined where it may be one. Says nothing of whether it is
 * right.
 */
export function emergencyHalfProblem(typed: string): "wrong-length" | "mistyped" | undefined {
  const code = normaliseCode(typed);
  if (code.length !== EMERGENCY_HALF_LENGTH) return "wrong-length";
  return hasRightCheck(code) ? undefined : "mistyped";
}
