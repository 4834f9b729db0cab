import { attemptCauses, attemptPlaces, capital, factorNames, provenWords } from "../audit/entry-vocabulary";
import { clockWords } from "../audit/support-entry-messages";
import { type Formats, formatDateTime, formatLastDay, formatNumber, formatUntil, type Place } from "../formats";
import { deliveryFailureWords } from "../messaging/text-messages";
import type { DeliveryReason, Factor, OtherPhone, SignInCause } from "../vocabulary";

/** Why somebody cannot sign in, and what they last tried: for support, who must learn nothing here that could be typed. */

type Hint =
  | { readonly is: "other-time"; readonly periods: number; readonly fromClock: number }
  | { readonly is: "other-authenticator"; readonly state: OtherPhone }
  | { readonly is: "other-account" }
  | { readonly is: "text-while-app" };
const PERIOD_S = 30;

/** One whole sentence, or two, for each cause. */
export function causeWords(cause: SignInCause, formats: Formats): string {
  switch (cause.is) {
    case "deactivated":
      return "The account is deactivated.";
    case "held":
      return `The vault was restored ${formatDateTime(cause.since, formats)}. Nobody has confirmed since then that they still work here.`;
    case "records-damaged":
      return "What is stored for this account does not match the audit log. Nobody gets in with it until a manager has looked.";
    case "email-shared":
      return "Another account has the same e-mail, so this one is closed until a manager settles it.";
    case "locked":
      return lockedWords(cause, formats);
    case "no-password-yet":
      return "They have not chosen a password yet.";
    case "past-deadline":
      return `2-factor was due by ${formatLastDay(cause.deadlineAt, formats)}. ${cause.setupCodeNeeded ? "To set it up now they need a setup code besides the password." : "They can sign in, and reach nothing but the setup."}`;
    case "setup-code-needed":
      return cause.codeUntil === null
        ? "They have to set 2-factor up again, and need a setup code for it."
        : `They have to set 2-factor up again, with the setup code that they were given. It works until ${formatUntil(cause.codeUntil, formats)}.`;
    case "wrong-password":
      return `The password was wrong${timesWords(cause.times, formats)}.`;
    case "other-authenticator":
      return otherPhoneWords[cause.state];
    case "other-account":
      return "The code was that of another account here. Their app shows several entries: have them choose their own.";
    case "code-old":
    case "code-early":
      return `The code was right ${periodsWords(cause.periods, formats)}.`;
    case "phone-clock":
      return `The phone’s clock is ${clockWords(cause.byMs)}. Its codes never fit.`;
    case "workstation-clock":
      return `This computer’s clock seems to be ${clockWords(cause.byMs)}. Then no phone’s codes fit.`;
    case "code-used":
      return "The code had been used already. Each code works once.";
    case "code-outdated":
      return "The code is from before the vault was restored. Codes from before then are void.";
    case "wrong-token":
      return `A wrong code was typed${timesWords(cause.times, formats)}. It fits none of their phones, now or minutes away.`;
    case "text-expired":
      return "The token from the message had expired.";
    case "text-replaced":
      return "The token came from an older message. A newer one had taken its place.";
    case "text-while-app":
      return "They typed a token from a text message, and the app is set up now. The app’s code is asked for.";
    case "not-delivered":
      return `The last message with a token did not go out. ${deliveryFailureWords[cause.reason]}`;
    case "no-codes-left":
      return "They have no recovery codes left.";
  }
}

const otherPhoneWords: Readonly<Record<OtherPhone, string>> = {
  offered: "The code came from a phone whose setup was never finished. The one before it still counts.",
  replaced: "The code came from the phone that was replaced. The new one counts.",
  "lost-or-stolen":
    "The code came from the phone that was reported lost or stolen. If they did not find it again, somebody else has it and knows the password.",
};

function lockedWords({ until, failures, workstation }: Extract<SignInCause, { is: "locked" }>, formats: Formats) {
  const tried = failures.map(({ factor, count }) => `${formatNumber(count, formats)} with the ${nameOf(factor)}`);
  const after = tried.length === 0 ? "" : `, after failed attempts: ${tried.join(", ")}`;
  const where = workstation === "" ? "at this workstation" : `at workstation ${workstation.slice(0, 6)}`;
  const end = until === null ? "until support acts" : `until ${formatUntil(until, formats)}`;
  return `Locked ${end}${after}, ${where}.`;
}

const nameOf = (factor: string) => (Object.hasOwn(factorNames, factor) ? factorNames[factor as Factor] : factor);

function timesWords(times: number, place: Place): string {
  return times === 1 ? "" : `, ${formatNumber(times, place)} times`;
}

/** "2 minutes ago": negative periods are old. */
function periodsWords(periods: number, place: Place): string {
  const seconds = Math.abs(periods) * PERIOD_S;
  const many = (count: number, unit: string) => `${formatNumber(count, place)} ${unit}${count === 1 ? "" : "s"}`;
  const minutes = Math.floor(seconds / 60);
  const parts = [minutes > 0 ? many(minutes, "minute") : "", seconds % 60 > 0 ? many(seconds % 60, "second") : ""];
  const time = parts.filter((part) => part !== "").join(" ");
  return periods < 0 ? `${time} ago` : `only ${time} later`;
}

/** One of the last attempts, as far as support may know it. */
export const attemptWords = {
  signedIn: (factors: Parameters<typeof provenWords>[0]) => `Signed in with ${provenWords(factors)}.`,
  refused: (
    attempt: {
      readonly factor: Factor;
      readonly during: keyof typeof attemptPlaces;
      readonly cause: keyof typeof attemptCauses;
      readonly hint: Hint | null;
    },
    place: Place,
  ) => {
    const what = `${attemptPlaces[attempt.during]}, ${attemptCauses[attempt.cause](factorNames[attempt.factor])}.`;
    return attempt.hint === null ? what : `${what} ${capital(hintWords(attempt.hint, place))}.`;
  },
  locked: (until: number | null, formats: Formats) =>
    until === null ? "Locked until support acts." : `Locked until ${formatUntil(until, formats)}.`,
  notDelivered: (reason: DeliveryReason) => `A message with a token did not go out. ${deliveryFailureWords[reason]}`,
} as const;

function hintWords(hint: Hint, place: Place): string {
  switch (hint.is) {
    case "other-time":
      return `it was right ${periodsWords(hint.periods, place)}`;
    case "other-authenticator":
      return hintedPhones[hint.state];
    case "other-account":
      return "it was the code of another account here";
    case "text-while-app":
      return "it came by text message, and the app is set up now";
  }
}

const hintedPhones: Readonly<Record<OtherPhone, string>> = {
  offered: "it came from a phone whose setup was never finished",
  replaced: "it came from the phone that was replaced",
  "lost-or-stolen": "it came from the phone that was reported lost or stolen",
};
