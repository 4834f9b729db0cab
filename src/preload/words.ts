/** The words of product.md that code, screen and ledger share. Plain values; no room owns more of them than this one. */

export const KINDS = ["provider", "staff"] as const;
export type Kind = (typeof KINDS)[number];

export const ROLES = ["manager", "support", "auditor", "member"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What the window may be doing right now, as the main process sees it.
 * `founding`: no vault yet, or the first-run wizard is unfinished. `sealed`: a vault without its key.
 * `set-up-only`: signed in, but nothing is reachable before two-factor is set up again.
 */
export const STANCES = [
  "founding",
  "sealed",
  "signed-out",
  "password-passed",
  "set-up-only",
  "locked",
  "member",
  "support",
  "auditor",
  "manager",
] as const;
export type Stance = (typeof STANCES)[number];

/** How an account proves its second factor at sign-in. */
export const METHODS = ["none", "text", "app"] as const;
export type Method = (typeof METHODS)[number];

/** Every way of proving something that counts in the one count of failures (product.md 4). */
export const FACTORS = [
  "password",
  "app",
  "text-token",
  "recovery-code",
  "bypass-code",
  "set-up-code",
  "recovery-key",
] as const;
export type Factor = (typeof FACTORS)[number];

/** The status chip of a person: the next thing to do, in this order of precedence. */
export const STATUSES = ["locked", "sms-only", "not-set-up", "app", "deactivated"] as const;
export type Status = (typeof STATUSES)[number];

export const CHANNELS = ["text", "call"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Why a text or a call did not go out; worded in messages/texts.ts. */
export const DELIVERY_REASONS = [
  "not-configured",
  "unreachable",
  "timed-out",
  "cancelled",
  "refused-credentials",
  "refused-number",
  "refused-sender",
  "rate-limited",
  "gateway-error",
  "unexpected-answer",
] as const;
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

export const DIGITS = [6, 7, 8] as const;
export type Digits = (typeof DIGITS)[number];

/** Minutes that a text-message token lives, or "never" (product.md 2.4). */
export type TextTokenMinutes = number | "never";

export const PASSWORD_MIN = { member: 12, manager: 15 } as const;
export const PASSWORD_MAX = 128;
