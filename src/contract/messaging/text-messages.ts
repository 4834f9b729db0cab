/** What people read in a text message and hear in a call, and how Settings and the outbox word a delivery that failed. */

import { formatDateTime, formatLastDay, type Place } from "../formats";
import type { DeliveryReason, NoticeTopic, TextTokenMinutes } from "../vocabulary";

/** A practice's name as it goes into a text or a call: one line, and short enough for one text message. */
function shortName(practice: string): string {
  return oneLine(practice, 40);
}

function oneLine(text: string, most: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, 5 * most);
  const letters = Array.from(line);
  return letters.length > most
    ? `${letters
        .slice(0, most - 3)
        .join("")
        .trim()}...`
    : line;
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

/** The text with a token that helps a new phone in: whoever did not ask for it has to hear what it is for. */
export function recoveryTokenText(text: {
  practice: string;
  token: string;
  lifetimeMinutes: TextTokenMinutes;
}): string {
  const { practice, token, lifetimeMinutes } = text;
  return `${token} lets a new phone into your account at ${shortName(practice)}. ${lifetimeWords(lifetimeMinutes)} Not you? Tell nobody and call us.`;
}

/** What a reminder is about; `dueAt` in epoch ms. */
export type Reminded = {
  readonly practice: string;
  readonly missing: "two-factor" | "app";
  readonly dueAt: number;
  readonly overdue: boolean;
  /** Setting up takes a setup code besides the password. */
  readonly codeNeeded: boolean;
};

/** The body of a reminder: what is missing and by when. It names nobody, since the phone may be somebody else's. */
export function reminderText({ practice, missing, dueAt, overdue, codeNeeded }: Reminded, place: Place): string {
  return `${shortName(practice)}: ${overdue ? overdueWords(missing, codeNeeded) : dueWords(missing, formatLastDay(dueAt, place))} Never give anyone a code or password.`;
}

function dueWords(missing: Reminded["missing"], lastDay: string): string {
  return missing === "app"
    ? `please set up an authenticator app in Wardkey, by ${lastDay}.`
    : `please set up two-factor at your next sign-in to Wardkey, by ${lastDay}.`;
}

function overdueWords(missing: Reminded["missing"], codeNeeded: boolean): string {
  const what = missing === "app" ? "an authenticator app" : "two-factor";
  if (codeNeeded) return `${what} is overdue. Get a setup code from a manager and sign in.`;
  return `${what} is overdue. Set it up at your next sign-in to Wardkey.`;
}

/** What happened to an account, after "your Wardkey account: ". */
const whatHappened: Readonly<Record<NoticeTopic, string>> = {
  "account-unlocked": "the locked account was opened again",
  "account-locked": "locked after too many failed sign-ins",
  "account-edited": "the e-mail or cell phone was changed",
  "identity-changed": "name and e-mail were changed, so that others take it for another person's",
  "reset-asked": "somebody asked to replace what you sign in with, in a day from now",
  "reactivation-asked": "somebody asked to open the closed account again",
  "email-lift-asked": "somebody asked to let another account have an e-mail that you signed in with",
  "email-lifted": "another account may have an e-mail now that you signed in with",
  "role-changed": "the role was changed",
  "help-refused": "somebody tried to change it, and was refused",
  "number-confirmed": "a changed cell phone was confirmed by support",
  "phone-confirmed": "tokens go to another cell phone now",
  "setup-code-issued": "a setup code was given out",
  "bypass-code-issued": "a bypass code was given out",
  "bypass-code-used": "a bypass code was used",
  "password-set": "a new password was set",
  "backup-password-set": "a backup password was set",
  "backup-password-removed": "the backup password was removed",
  "two-factor-enabled": "two-factor was turned on",
  "two-factor-disabled": "two-factor was turned off",
  "two-factor-reset": "two-factor was reset",
  "text-messages-chosen": "tokens come by text message now, not from the app",
  "text-fallback-given": "tokens come by text message now, not from the app",
  "phone-replaced": "the old phone was taken out of use",
  "recovery-proven": "somebody proves things to bring in a new phone",
  "phone-recovered": "a new phone takes the place of the old one",
  "authenticator-enabled": "an authenticator app was set up",
  "authenticator-revoked": "the authenticator app is out of use after too many wrong codes",
  "authenticator-resynced": "the authenticator app was set right by support",
  "recovery-codes-made": "new recovery codes were made",
  "recovery-code-used": "a recovery code was used",
  "recovery-kit-used": "the practice's recovery kit was used",
  "emergency-access-opened": "emergency access was opened",
  "manager-recovery-asked": "somebody asked for manager recovery with the emergency codes",
  "manager-recovery-stopped": "a manager stopped manager recovery",
  "manager-recovery-finished": "it was given back by manager recovery",
  "gateway-changes": "texts and calls of the practice go another way from now on, or stop",
  "second-manager-asked": "a manager asked for something that takes two; any other manager can object on the screen",
  "manager-recovered": "a manager got in again with the recovery kit",
};

/** What is told to managers of the practice, and not of their account. */
const ofPractice: readonly NoticeTopic[] = ["gateway-changes", "second-manager-asked", "manager-recovered"];

/** What is told of an account; `at` in epoch ms, `stillStuck` as the practice has set it. */
export type Noticed = {
  readonly practice: string;
  readonly about: NoticeTopic;
  readonly at: number;
  readonly stillStuck: string | null;
};

/**
 * The body of a notice: what happened to an account, when, and whom to call. It names nobody and no number, since the
 * phone may be somebody else's, or have ceased to be theirs.
 */
export function noticeText({ practice, about, at, stillStuck }: Noticed, place: Place): string {
  const whom = stillStuck === null ? "tell a manager there at once" : `call ${oneLine(stillStuck, 60)}`;
  const of = ofPractice.includes(about) ? "Wardkey" : "your Wardkey account";
  return `${shortName(practice)}: ${of}: ${whatHappened[about]}, ${formatDateTime(at, place)}. If this was not ${ofPractice.includes(about) ? "expected" : "you"}, ${whom}.`;
}

/** The body of what Send test in Settings sends. */
export function testText(text: { practice: string }): string {
  return `This is a test from Wardkey at ${shortName(text.practice)}. Text messages arrive.`;
}

/** What a call says, before and after the digits. */
export const spokenWords = {
  greeting: (practice: string) =>
    `Hello. This is the sign-in token for ${shortName(practice)}. You will hear it twice.`,
  /** Whoever did not ask for it has to hear what it is for. */
  newPhone: (practice: string) =>
    `Hello. This is ${shortName(practice)}. The token that follows lets a new phone into your account. You will hear it twice.`,
  digitsFollow: "Your token is:",
  again: "Once more. Your token is:",
  goodbye: "Never read it out to anyone. Goodbye.",
  notYou: "If you did not ask for this, tell nobody the token, and call the practice. Goodbye.",
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
  refused: "The gateway refused it. Settings shows what the gateway said last.",
  "rate-limited": "The gateway says that too much was sent in a short time.",
  "gateway-error": "The gateway has a problem of its own.",
  "unexpected-answer":
    "Something answered that is not the gateway, such as the page of a guest network. Check the network and the gateway's address.",
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
