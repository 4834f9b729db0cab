/** Sentences of the ledger about two-factor, tokens and signing in. */

import { formatDateTime, type Place } from "../formats";
import type { Channel, Digits, Factor, ResetCause } from "../vocabulary";
import {
  actWords,
  anybody,
  attemptCauses,
  attemptPlaces,
  channelNames,
  factorNames,
  failureWords,
  first,
  lastFour,
  type Parties,
  provenWords,
  reasonGiven,
  resetCauseWords,
} from "./entry-vocabulary";

type Proven = { readonly factor: Factor | "remembered-sign-in" | "recovery-token" };
type Reason = { readonly reason: string };

const sessionEnds = {
  "switch-user": ({ whose }: Parties) => `${first(whose)} session was ended to switch user.`,
  "too-long": ({ whose }: Parties) => `${first(whose)} session ended because it had lasted long enough.`,
  restore: ({ whose }: Parties) => `${first(whose)} session ended because a backup was restored.`,
  "new-vault-key": ({ whose }: Parties) => `${first(whose)} session ended because the vault was given a new key.`,
  quit: ({ whose }: Parties) => `${first(whose)} session ended because Wardkey was closed.`,
  deactivated: ({ whose }: Parties) => `${first(whose)} session ended because the account was deactivated.`,
  held: ({ whose }: Parties) => `${first(whose)} session ended because the vault was restored.`,
  "records-damaged": ({ whose }: Parties) =>
    `${first(whose)} session ended because stored records do not match the audit log.`,
} as const;

const sessionLocks = {
  person: ({ whom, their }: Parties) => `${first(whom)} locked ${their} session.`,
  idle: ({ whose }: Parties) => `${first(whose)} session locked itself after a while without use.`,
  screen: ({ whose }: Parties) => `${first(whose)} session was locked together with the computer's screen.`,
  suspend: ({ whose }: Parties) => `${first(whose)} session was locked when the computer went to sleep.`,
  "page-stopped": ({ whose }: Parties) => `${first(whose)} session was locked when the window stopped working.`,
} as const;

export const twoFactorSentences = {
  "recovery-codes-made": ({ whom }: Parties, { codes }: { codes: readonly unknown[] }) =>
    `${first(whom)} made ${codes.length} new recovery codes.`,
  "recovery-codes-stored": ({ whom, their }: Parties) => `${first(whom)} stored ${their} recovery codes.`,
  "two-factor-started": ({ who, whom }: Parties) => `${who} started 2-factor for ${whom}.`,
  "two-factor-enabled": ({ whom }: Parties, { method }: { method: "text" | "app" }) =>
    `${first(whom)} turned 2-factor on, with ${method === "app" ? "an authenticator app" : "tokens by text message"}.`,
  "two-factor-disabled": ({ whom }: Parties) => `${first(whom)} turned 2-factor off.`,
  "two-factor-reset": ({ who, whom }: Parties, { cause, reason }: Reason & { cause: ResetCause }) =>
    `${who} reset 2-factor for ${whom}: ${resetCauseWords[cause]}.${reasonGiven(reason)}`,
  "text-messages-chosen": ({ whom }: Parties) => `${first(whom)} went back to tokens by text message.`,
  "phone-confirmed": ({ whom }: Parties, { cellPhone, channel }: { cellPhone: string; channel: Channel }) =>
    `${first(whom)} confirmed the number ending in ${lastFour(cellPhone)} by ${channelNames[channel]}.`,
  "authenticator-offered": ({ whom }: Parties) => `${first(whom)} began to set up an authenticator app.`,
  "authenticator-withdrawn": ({ whom }: Parties) =>
    `${first(whom)} ended the setup of an authenticator app before it was finished.`,
  "sealed-key-issued": ({ who, whom }: Parties) =>
    `${who} had a key printed for ${whom}, on a sealed enrollment sheet.`,
  "sealed-key-used": ({ whom }: Parties) =>
    `${first(whom)} used the key on a sealed enrollment sheet. It was revoked for good, and a new one made.`,
  "authenticator-enabled": ({ whom }: Parties, { digits, phoneVerified }: { digits: Digits; phoneVerified: boolean }) =>
    `${first(whom)} set up an authenticator app with ${digits} digits.${phoneVerified ? "" : " The phone number was not verified."}`,
  "authenticator-revoked": ({ whose }: Parties, { cause }: { cause: "replaced" | "too-many-failures" }) =>
    cause === "replaced"
      ? `${first(whose)} authenticator app was replaced by another.`
      : `${first(whose)} authenticator app was revoked for good: too many wrong tokens.`,
} as const;

type Token = { use: "text-token" | "phone-proof" | "recovery-token"; channel: Channel; cellPhone: string };

type SummedUp = { from: number; to: number; points: readonly { unknown: number; newNames: number; locked: number }[] };

function guessWords(points: SummedUp["points"]): readonly string[] {
  const sum = (of: "unknown" | "newNames" | "locked") => points.reduce((total, each) => total + each[of], 0);
  const [unknown, newNames, locked] = [sum("unknown"), sum("newNames"), sum("locked")];
  const attempts = (count: number) => `${count} ${count === 1 ? "attempt" : "attempts"}`;
  const fresh = newNames > 0 ? ` (${newNames} for the first time)` : "";
  return [
    ...(unknown > 0 ? [`${attempts(unknown)} with e-mails that belong to nobody${fresh}`] : []),
    ...(locked > 0 ? [`${attempts(locked)} while sign-in was locked`] : []),
  ];
}

export const signInSentences = {
  "token-issued": ({ whom }: Parties, { use, channel, cellPhone }: Token) =>
    `A ${use === "phone-proof" ? "code to confirm the number" : "token"} was made for ${whom}, to go by ${channelNames[channel]} to the number ending in ${lastFour(cellPhone)}.`,
  "token-delivered": ({ whom }: Parties) => `The gateway took the message for ${whom}.`,
  "token-not-delivered": ({ whom }: Parties, { reason }: Reason) =>
    `The message for ${whom} did not go out: ${failureWords(reason)}`,
  "attempt-refused": (
    { whose }: Parties,
    attempt: {
      factor: Factor;
      during: keyof typeof attemptPlaces;
      cause: keyof typeof attemptCauses;
      inARow: number;
    },
  ) =>
    `${attemptPlaces[attempt.during]}, ${attemptCauses[attempt.cause](factorNames[attempt.factor])} for ${whose} account: failure ${attempt.inARow} in a row.`,
  "account-locked": (
    { whose }: Parties,
    { until, together }: { until: number | null; together?: true },
    place: Place,
  ) =>
    until === null
      ? `${first(whose)} account was locked until somebody unlocks it${together ? ": too many failures at several workstations together" : ""}.`
      : `${first(whose)} account was locked until ${formatDateTime(until, place)}.`,
  "stranger-refused": (_: Parties, { failures }: { failures: { count: number } }) =>
    `Somebody tried to sign in with an e-mail that belongs to nobody: failure ${failures.count} in a row.`,
  "guesses-summed": (_: Parties, { from, to, points }: SummedUp, place: Place) =>
    `From ${formatDateTime(from, place)} to ${formatDateTime(to, place)}: ${guessWords(points).join(", ")}.`,
  "signed-in": ({ whom }: Parties, { factors }: { factors: readonly Proven[] }) =>
    `${first(whom)} signed in with ${provenWords(factors)}.`,
  "proof-accepted": ({ whom }: Parties, { factors, act }: { factors: readonly Proven[]; act: string }) =>
    `${first(whom)} typed ${provenWords(factors)} to ${actWords(act, anybody)}.`,
  "signed-out": ({ whom }: Parties) => `${first(whom)} signed out.`,
  "session-ended": (parties: Parties, { cause }: { cause: keyof typeof sessionEnds }) => sessionEnds[cause](parties),
  "session-locked": (parties: Parties, { cause }: { cause: keyof typeof sessionLocks }) => sessionLocks[cause](parties),
  "session-unlocked": ({ whom, their }: Parties) => `${first(whom)} unlocked ${their} session.`,
} as const;
