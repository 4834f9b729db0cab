import { createHmac } from "node:crypto";
import { asciiDigits } from "../../../contract/digits";
import type { Digits, TextTokenMinutes } from "../../../contract/vocabulary";
import { toFives } from "./base32";
import { sameText } from "./constant-time";
import { codeWithCheck, hasRightCheck } from "./crockford";
import { RECOVERY_CODE_LENGTH } from "./recovery-codes";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const UNBIASED_BYTES = 16;
const BYPASS_CODE_DIGITS = 9;
const KEY_BYTES = 32;
/** 45 random bits: the setup code is used together with an e-mail (NIST SP 800-63B-4 §4.1.2.2 asks for 40). */
const SETUP_CODE_RANDOM = 9;

export const SETUP_CODE_LENGTH = SETUP_CODE_RANDOM + 1;
export const SETUP_CODE_LIFETIME_MS = 7 * 24 * HOUR_MS;
const TOKENS_PER_HOUR = 5;

/** What a code is good for; part of its digest, so that a code of one purpose is never right for another. */
export type CodePurpose =
  | "text-token"
  | "phone-proof"
  | "setup-code"
  | "bypass-code"
  | "recovery-code"
  | "recovery-token"
  | "emergency-first"
  | "emergency-second"
  | "remembered-sign-in";

/** A token for a text message or a call, from at least 16 random bytes; leading zeros belong to it. */
export function textTokenFrom(bytes: Uint8Array, digits: Digits): string {
  return decimalDigits(bytes, digits);
}

/** A bypass code (nine digits), from at least 16 random bytes. */
export function bypassCodeFrom(bytes: Uint8Array): string {
  return decimalDigits(bytes, BYPASS_CODE_DIGITS);
}

/** A setup code as it is hashed: ten characters, from at least 6 random bytes; the last one is its check character. */
export function setupCodeFrom(bytes: Uint8Array): string {
  return codeWithCheck(toFives(bytes), SETUP_CODE_RANDOM);
}

/** As shown, printed and read out: XXXX-XXXX-XX. */
export function shownSetupCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** As shown and read out: 123 456 789. */
export function shownBypassCode(code: string): string {
  return code.replace(/(.{3})(?=.)/g, "$1 ");
}

/**
 * A typed code of any kind as it is hashed and compared: upper case, without spaces and hyphens (whichever dash a phone
 * or a word processor made of them), digits of any script as ASCII, O read as 0, I and L as 1. A line of the recovery
 * codes loses the number that stands before it on paper.
 */
export function normaliseCode(typed: string): string {
  const code = withoutSeparators(typed).toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
  return withoutLineNumber(code);
}

/** A typed code without the spaces and dashes between its groups, its digits in ASCII, otherwise as it was typed. */
export function withoutSeparators(typed: string): string {
  return asciiDigits(typed).replace(/[\s\p{Dash_Punctuation}\u2212]/gu, "");
}

/** No code is as long as a recovery code with a number before it, so that no other one loses anything. */
function withoutLineNumber(code: string): string {
  const numbered = code.slice(-RECOVERY_CODE_LENGTH);
  const number = code.slice(0, -RECOVERY_CODE_LENGTH);
  return /^(?:10|0?[1-9])[.):]?$/.test(number) && hasRightCheck(numbered) ? numbered : code;
}

/** As digests that are stored name it: another word would make every code on paper wrong. */
const digestNames: Readonly<Record<CodePurpose, string>> = {
  "text-token": "text-token",
  "phone-proof": "phone-proof",
  "setup-code": "set-up-code",
  "bypass-code": "bypass-code",
  "recovery-code": "recovery-code",
  "recovery-token": "recovery-token",
  "emergency-first": "envelope-first",
  "emergency-second": "envelope-second",
  "remembered-sign-in": "workstation",
};

/**
 * What is stored of a code: HMAC-SHA-256 as 64 hexadecimal characters, under a key of 32 bytes or more that is derived
 * from the vault's key, over purpose, account and the normalized code (TOKEN-9).
 */
export function digestCode(key: Uint8Array, purpose: CodePurpose, accountId: string, normalisedCode: string): string {
  if (key.length < KEY_BYTES) throw new Error(`The key of code digests takes ${KEY_BYTES} bytes, got ${key.length}.`);
  return createHmac("sha256", key)
    .update(JSON.stringify([digestNames[purpose], accountId, normalisedCode]))
    .digest("hex");
}

/** Whether two digests are the same, compared in constant time. */
export function sameDigest(a: string, b: string): boolean {
  return sameText(a, b);
}

/** When a token sent at `sentAt` dies (epoch ms); null means never. */
export function textTokenExpiresAt(sentAt: number, lifetime: TextTokenMinutes): number | null {
  return lifetime === "never" ? null : sentAt + lifetime * MINUTE_MS;
}

/** Whether a code is dead at `now`, from its very last millisecond on; null never expires. */
export function isExpired(expiresAt: number | null, now: number): boolean {
  return expiresAt !== null && !(now < expiresAt);
}

/**
 * Whether one more token may be sent to an account that got some at `sentAts`: at most five within any hour (TOKEN-8).
 * Times after `now` (the clock was set back) count as within it.
 */
export function maySendToken(
  sentAts: readonly number[],
  now: number,
): { readonly may: true } | { readonly may: false; readonly againAt: number } {
  const fifthLast = sentAts.toSorted((a, b) => b - a)[TOKENS_PER_HOUR - 1];
  if (fifthLast === undefined || now >= fifthLast + HOUR_MS) return { may: true };
  return { may: false, againAt: fifthLast + HOUR_MS };
}

/** Decimal digits out of 128 random bits or more: the remainder favors no number by more than one part in 2^98. */
function decimalDigits(bytes: Uint8Array, digits: number): string {
  if (bytes.length < UNBIASED_BYTES)
    throw new Error(`Digits take ${UNBIASED_BYTES} random bytes, got ${bytes.length}.`);
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return String(number % 10n ** BigInt(digits)).padStart(digits, "0");
}
