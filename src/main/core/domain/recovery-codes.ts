import { toFives } from "./base32";
import { codeWithCheck } from "./crockford";
import type { ProvenFactor } from "./events";

/** 75 random bits (NIST SP 800-63B-4 §4.2.1.1 asks for 64): sixteen characters are what people type from paper. */
const RANDOM_CHARACTERS = 15;

/** Random bytes that one code takes. */
export const RECOVERY_CODE_BYTES = 10;
export const RECOVERY_CODE_COUNT = 10;
/** With so few left it is time for new ones. */
export const LOW_CODES = 3;
export const RECOVERY_CODE_LENGTH = RANDOM_CHARACTERS + 1;
export const RECOVERY_CODES_BYTES = RECOVERY_CODE_COUNT * RECOVERY_CODE_BYTES;

/** Ten recovery codes as they are hashed, from `RECOVERY_CODES_BYTES` random bytes; each ends in its check character. */
export function recoveryCodesFrom(bytes: Uint8Array): string[] {
  if (bytes.length !== RECOVERY_CODES_BYTES) {
    throw new Error(`Recovery codes take ${RECOVERY_CODES_BYTES} bytes, got ${bytes.length}.`);
  }
  return Array.from({ length: RECOVERY_CODE_COUNT }, (_, index) => {
    return recoveryCodeFrom(bytes.subarray(index * RECOVERY_CODE_BYTES, (index + 1) * RECOVERY_CODE_BYTES));
  });
}

/** One of them, from `RECOVERY_CODE_BYTES` random bytes. */
export function recoveryCodeFrom(bytes: Uint8Array): string {
  if (bytes.length !== RECOVERY_CODE_BYTES) {
    throw new Error(`A recovery code takes ${RECOVERY_CODE_BYTES} bytes, got ${bytes.length}.`);
  }
  return codeWithCheck(toFives(bytes), RANDOM_CHARACTERS);
}

/** As shown and printed: lower case in groups of four, which tells it from every other code at a glance. */
export function shownRecoveryCode(code: string): string {
  return code.toLowerCase().replace(/(.{4})(?=.)/g, "$1-");
}

/** The recovery code among what was proven. */
export function recoveryCodeIn(factors: readonly ProvenFactor[]): string | undefined {
  const used = factors.find(({ factor }) => factor === "recovery-code");
  return used !== undefined && "code" in used ? used.code : undefined;
}
