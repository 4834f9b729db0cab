import { generateSync } from "otplib";
import { asciiDigits } from "../../../contract/digits";
import { DIGITS, type Digits } from "../../../contract/vocabulary";
import { base32 } from "./base32";
import { sameText } from "./constant-time";

/** RFC 6238 §4.1: X = 30 s, T0 = 0. Phones expect this period and SHA-1, whatever the QR code says. */
const PERIOD_S = 30;
export const STEP_MS = PERIOD_S * 1000;
/** How far accepted tokens alone may move a phone's learned drift from zero, in steps (see `driftAfter`). */
const LEARNED_DRIFT_LIMIT = 2;
/** How far from the learned clock a refused token is looked for, and a phone resynchronized (TOKEN-14, TIME-3). */
export const SEARCH_STEPS = 20;
/** Beyond these the QR code gets too dense for a phone's camera. */
const ISSUER_LENGTH = 32;
const ACCOUNT_LENGTH = 64;

export type TokenAttempt = {
  readonly secret: Uint8Array;
  readonly digits: Digits;
  /** As typed. */
  readonly token: string;
  readonly now: number;
  /** The phone's clock minus the workstation's, in steps of 30 s, as learned so far; 0 for a new authenticator. */
  readonly learnedDriftSteps: number;
  /** null where no token of this authenticator was accepted yet. */
  readonly lastAcceptedStep: number | null;
};

/**
 * `accepted`: `step` and `drift` are what has to be kept, in the transaction that lets the person in. `repeated`: the last
 * accepted token, typed again while it could still be on the phone; no failure. `refused`: a failure; `because` is for the
 * ledger, and says no more to whoever typed it than that it was wrong.
 */
export type TokenVerdict =
  | { readonly kind: "accepted"; readonly step: number; readonly drift: number }
  | { readonly kind: "repeated" }
  | { readonly kind: "refused"; readonly because: "not-a-token" | "wrong-length" | "already-used" | "wrong" };

/** The time step (RFC 6238 §4.2) at `now` (epoch ms). */
export function stepAt(now: number): number {
  return Math.floor(now / STEP_MS);
}

/** The token of a step (RFC 4226 §5.3), leading zeros kept. The secret takes 16 to 64 bytes. */
export function tokenAt(secret: Uint8Array, step: number, digits: Digits): string {
  return generateSync({ strategy: "hotp", secret, counter: step, digits, algorithm: "sha1" });
}

/**
 * Judges a typed token. Accepted are one step around the present and one around the phone's learned drift, and of these
 * only steps after the last accepted one (RFC 6238 §5.2: a token is good once). Takes the same time whichever step it
 * fits. Should one token fit several steps, the latest is taken, so that it is spent for all of them.
 */
export function matchToken(attempt: TokenAttempt): TokenVerdict {
  const typed = typedDigits(attempt.token);
  if (typed === undefined) return { kind: "refused", because: "not-a-token" };
  if (typed.length !== attempt.digits) return { kind: "refused", because: "wrong-length" };
  const { lastAcceptedStep } = attempt;
  const steps = fittingSteps(attempt, typed, attempt.digits);
  if (lastAcceptedStep !== null && steps.includes(lastAcceptedStep)) return { kind: "repeated" };
  const step = steps.findLast((each) => lastAcceptedStep === null || each > lastAcceptedStep);
  if (step === undefined) return { kind: "refused", because: steps.length > 0 ? "already-used" : "wrong" };
  return { kind: "accepted", step, drift: driftAfter(attempt.learnedDriftSteps, step - stepAt(attempt.now)) };
}

/**
 * With how many digits the phone shows its tokens, where the typed one is right for the same secret but not with the
 * number asked for: some apps ignore it. null where it is wrong, or right as asked.
 */
export function noticeOtherDigits(attempt: Omit<TokenAttempt, "lastAcceptedStep">): Digits | null {
  const typed = typedDigits(attempt.token);
  const shown = DIGITS.find((digits) => digits === typed?.length);
  if (typed === undefined || shown === undefined || shown === attempt.digits) return null;
  return fittingSteps(attempt, typed, shown).length > 0 ? shown : null;
}

/**
 * Where a token fits within `SEARCH_STEPS` of the phone's learned clock: the nearest such step; undefined where it fits
 * nowhere. For support's eyes alone, and never a reason to let anybody in. Takes the same work whatever fits.
 */
export function searchStep(attempt: Omit<TokenAttempt, "lastAcceptedStep">): number | undefined {
  const typed = typedDigits(attempt.token) ?? "";
  const middle = stepAt(attempt.now) + attempt.learnedDriftSteps;
  const fitting = stepsAround(middle).filter((step) => sameText(tokenAt(attempt.secret, step, attempt.digits), typed));
  return fitting.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
}

/** Two consecutive tokens, as typed. */
export type TokenPair = Omit<TokenAttempt, "token"> & { readonly first: string; readonly second: string };

/**
 * Judges two consecutive tokens, which may lie within `SEARCH_STEPS` of the learned clock (RFC 6238 §6): the step of the
 * second one and the drift that it shows; undefined where they are not two in a row that are later than the last accepted
 * one. Takes the same work whatever fits. Of several pairs that fit the latest is taken, so that all of them are spent.
 */
export function matchPair(pair: TokenPair): { readonly step: number; readonly drift: number } | undefined {
  const [first, second] = [typedDigits(pair.first) ?? "", typedDigits(pair.second) ?? ""];
  const current = stepAt(pair.now);
  const steps = stepsAround(current + pair.learnedDriftSteps);
  const tokens = [...steps, (steps.at(-1) ?? 0) + 1].map((step) => tokenAt(pair.secret, step, pair.digits));
  const fitting = steps.filter((step, place) => {
    const fits = [sameText(tokens[place] ?? "", first), sameText(tokens[place + 1] ?? "", second)];
    return fits.every(Boolean) && (pair.lastAcceptedStep === null || step > pair.lastAcceptedStep);
  });
  const before = fitting.at(-1);
  return before === undefined ? undefined : { step: before + 1, drift: before + 1 - current };
}

function stepsAround(middle: number): readonly number[] {
  const steps = Array.from({ length: 2 * SEARCH_STEPS + 1 }, (_, place) => middle - SEARCH_STEPS + place);
  return steps.map((step) => Math.max(0, step));
}

/**
 * What the QR code holds (Key URI format), with every parameter spelled out. `issuer` and `account` may be any text; they
 * lose colons, which separate them, and what is longer than a phone's list shows.
 */
export function otpauthUri(label: { issuer: string; account: string; secret: Uint8Array; digits: Digits }): string {
  const issuer = labelPart(label.issuer, ISSUER_LENGTH);
  const account = labelPart(label.account, ACCOUNT_LENGTH);
  const key = base32(label.secret);
  const parameters = `secret=${key}&issuer=${issuer}&algorithm=SHA1&digits=${label.digits}&period=${PERIOD_S}`;
  return `otpauth://totp/${issuer}:${account}?${parameters}`;
}

/**
 * How an account's key is called in the app. Apps keep one entry for one name, so that a key that follows `before` others
 * needs a name of its own: the phone still holds the one in use.
 */
export function entryName(account: string, before: number): string {
  if (before === 0) return account;
  const ordinal = ` (${before + 1})`;
  return `${Array.from(account)
    .slice(0, ACCOUNT_LENGTH - ordinal.length)
    .join("")}${ordinal}`;
}

/** Digits alone, of whatever script, without the spaces that apps show between them. */
function typedDigits(token: string): string | undefined {
  const typed = asciiDigits(token).replace(/\s/g, "");
  return /^[0-9]{1,32}$/.test(typed) ? typed : undefined;
}

/**
 * In rising order the steps that the token is right for. Those around the present stay among them however far the phone was
 * off: a phone whose clock was set right, or a workstation whose clock was by somebody who typed the time a few seconds late,
 * is never shut out by what was learned.
 */
function fittingSteps(attempt: Omit<TokenAttempt, "lastAcceptedStep">, typed: string, digits: Digits): number[] {
  const current = stepAt(attempt.now);
  const middle = current + attempt.learnedDriftSteps;
  const tried = new Set([current, middle].flatMap((step) => [step - 1, step, step + 1]));
  const steps = [...tried].filter((step) => step >= 0).sort((a, b) => a - b);
  return steps.filter((step) => sameText(tokenAt(attempt.secret, step, digits), typed));
}

/**
 * RFC 6238 §6: the drift follows what was accepted, within a limit. Each accepted token moves the window, none widens it,
 * and tokens alone move it no further than two steps: a window that followed for ever could creep anywhere. A larger drift
 * comes only from a resynchronisation, which sees two consecutive tokens; single tokens leave it alone, or bring it back.
 */
function driftAfter(learned: number, seen: number): number {
  return Math.abs(seen) <= LEARNED_DRIFT_LIMIT ? seen : learned;
}

function labelPart(text: string, length: number): string {
  const characters = Array.from(
    text
      .replaceAll(":", " ")
      .replace(/\p{Cs}/gu, "")
      .trim(),
  );
  return encodeURIComponent(characters.slice(0, length).join("").trim());
}
