/** What people read in a text message and hear in a call, and how Settings and the outbox word a delivery that failed. */

import type { DeliveryReason, TextTokenMinutes } from "../words";
import { formatDate, type Place } from "./formats";

/** A practice's name as it goes into a text or a call: one line, and short enough for one text message. */
function shortName(practice: string): string {
  const line = practice
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, 200);
  const letters = Array.from(line);
  return letters.length > 40 ? `${letters.slice(0, 37).join("").trim()}...` : line;
}

function lifetimeWords(minutes: TextTokenMinutes): string {
  if (minutes === "never") return "It works once.";
  return minutes === 1 ? "It works once, within 1 minute." : `It works once, within ${minutes} minutes.`;
}

/** The body of a text message with a token; fits one message (160 characters) where the practice's name is plain. */
export function tokenText(text: { practice: string; token: string; lifetimeMinutes: TextTokenMinutes }): string {
  const { practice, token, lifetimeMinutes } = text;
  return `${token} is your sign-in token for ${shortName(practice)}. ${lifetimeWords(lifetimeMinutes)} Never read it out to anyone.`;
}

/** What a reminder is about; `dueAt` in epoch ms. */
export type Reminded = {
  readonly practice: string;
  readonly missing: "two-factor" | "app";
  readonly dueAt: number;
  readonly overdue: boolean;
  /** Setting up takes a set-up code besides the password. */
  readonly codeNeeded: boolean;
};

/** The body of a reminder: what is missing and by when. It names nobody, since the phone may be somebody else's. */
export function reminderText({ practice, missing, dueAt, overdue, codeNeeded }: Reminded, place: Place): string {
  return `${shortName(practice)}: ${overdue ? overdueWords(missing, codeNeeded) : dueWords(missing, formatDate(dueAt, place))} Never give anyone a code or password.`;
}

function dueWords(missing: Reminded["missing"], date: string): string {
  return missing === "app"
    ? `please set up an authenticator app in Wardkey, before ${date}.`
    : `please set up two-factor at your next sign-in to Wardkey, before ${date}.`;
}

function overdueWords(missing: Reminded["missing"], codeNeeded: boolean): string {
  if (codeNeeded) return "two-factor is overdue. Get a set-up code from a manager and sign in to Wardkey.";
  const what = missing === "app" ? "an authenticator app" : "two-factor";
  return `${what} is overdue. Set it up at your next sign-in to Wardkey.`;
}

/** The body of what Send test in Settings sends. */
export function testText(text: { practice: string }): string {
  return `This is a test from Wardkey at ${shortName(text.practice)}. Text messages arrive.`;
}

/** What a call says, before and after the digits. */
export const spokenWords = {
  greeting: (practice: string) =>
    `Hello. This is the sign-in token for ${shortName(practice)}. You will hear it twice.`,
  digitsFollow: "Your token is:",
  again: "Once more. Your token is:",
  goodbye: "Never read it out to anyone. Goodbye.",
} as const;

/** The last error in words: why a text or a call did not go out, and what to do about it. */
export const deliveryFailureWords: Readonly<Record<DeliveryReason, string>> = {
  "not-configured": "No gateway is set up for text messages and calls.",
  unreachable: "The gateway could not be reached. Check the network and the gateway's address.",
  "timed-out": "The gateway did not answer in time.",
  cancelled: "Sending was stopped before the gateway answered.",
  "refused-credentials": "The gateway does not accept the account SID or the auth token. Check both.",
  "refused-number": "The gateway does not deliver to this phone number.",
  "refused-sender": "The gateway does not accept the sender. Check the sending number.",
  "rate-limited": "The gateway says that too much was sent in a short time.",
  "gateway-error": "The gateway has a problem of its own.",
  "unexpected-answer": "Something answered that is not the gateway. Check the gateway's address.",
};

/** Details that no gateway worded, for whoever has to find out why; never with a number or a token. */
export const deliveryDetails = {
  noSettings: "No gateway settings.",
  badBaseUrl: "The base URL must begin with https:// (http:// only on this computer).",
  badNumber: "Not a phone number in international form.",
  senderCannotCall: "Calls need a sender that is a phone number.",
  timedOut: "No complete answer within the time allowed.",
  cancelled: "Stopped by Wardkey.",
  redirected: "The address answered with a redirect; redirects are not followed.",
  tooLong: "The answer was longer than any answer of the gateway.",
  notTheGateway: (status: number) => `HTTP ${status}, but not an answer of this kind of gateway.`,
  status: (status: number) => `HTTP ${status}.`,
  coded: (code: number, words: string) => `${code}: ${words}`,
} as const;
