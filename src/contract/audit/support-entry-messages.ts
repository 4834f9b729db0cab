/** Sentences of the ledger about the support desk, the way back without the phone, the clock, and emergency access. */

import { formatDateTime, type Place } from "../formats";
import type { EmergencyHalf, HelpAct, HelpTopic, PhoneLoss, RecoveryProof } from "../vocabulary";
import {
  actWords,
  afterNotice,
  capital,
  failureWords,
  first,
  lastFour,
  type Parties,
  provenWords,
  reasonGiven,
} from "./entry-vocabulary";

type Reason = { readonly reason: string };
type Identity =
  | { kind: "call-back"; number: string }
  | { kind: "photo-id"; reference: string }
  | { kind: "voucher"; voucher: string; vouching: string };

function identityProven(identity: Identity): string {
  switch (identity.kind) {
    case "call-back":
      return `called back at the number ending in ${identity.number}`;
    case "photo-id":
      return `seen in person with a photo ID (${identity.reference})`;
    case "voucher":
      return "vouched for by a second person";
  }
}

const lossWords: Readonly<Record<PhoneLoss, string>> = {
  "lost-or-stolen": "lost or stolen",
  "new-phone": "replaced by a new one",
};
const topicWords: Readonly<Record<HelpTopic, string>> = { password: "the password", token: "the token" };
const whereWords = {
  settings: "in the settings",
  "sign-in": "at the sign-in screen",
  "practice-setup": "while the practice was set up",
} as const;

/** "4 min 30 s fast": how a clock that shows so much more than the right time stands. */
export function clockWords(byMs: number): string {
  return `${apartWords(byMs)} ${byMs >= 0 ? "fast" : "slow"}`;
}

/** "4 min 30 s", "3 h 12 min", "5 d": how far two clocks are apart, by its two greatest units. */
export function apartWords(byMs: number): string {
  const seconds = Math.round(Math.abs(byMs) / 1000);
  const units = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const greatest = units.findIndex(([count]) => count > 0);
  const shown = greatest < 0 ? units.slice(-1) : units.slice(greatest, greatest + 2);
  const parts = shown.filter(([count]) => count > 0 || greatest < 0);
  return parts.map(([count, unit]) => `${count} ${unit}`).join(" ");
}

const usedFor = {
  "emergency-access": "for emergency access",
  "manager-recovery": "for manager recovery",
  restore: "to go on with an older vault",
} as const;

export const supportSentences = {
  "help-asked": ({ whom }: Parties, { about }: { about: HelpTopic }) =>
    `Somebody at the sign-in asked support for help with ${topicWords[about]}, as ${whom}.`,
  "help-closed": ({ who, whose }: Parties) => `${who} took ${whose} request for help off the list.`,
  "identity-proven": ({ who, whom, whose }: Parties, { act, identity }: { act: string; identity: Identity }) =>
    `${who} made sure who asked, to ${actWords(act, { whom, whose })}: ${identityProven(identity)}.`,
  "identity-vouched": ({ who, whom, whose }: Parties, { act, until }: { act: HelpAct; until: number }, place: Place) =>
    `${who} vouched for who asked, to ${actWords(act, { whom, whose })}, until ${formatDateTime(until, place)}.`,
  "number-confirmed": (
    { who, whose }: Parties,
    { cellPhone, inPerson, complete, reason }: Reason & { cellPhone: string; inPerson: boolean; complete: boolean },
  ) =>
    `${who} confirmed ${whose} number ending in ${lastFour(cellPhone)}${inPerson ? " in person" : ""}.${complete ? "" : " It takes another person."}${reasonGiven(reason)}`,
  "notice-queued": ({ whom }: Parties, { cellPhone }: { cellPhone: string }) =>
    `A message that tells ${whom} of it was queued, to the number ending in ${lastFour(cellPhone)}.`,
  "notice-delivered": ({ whom }: Parties) => `The gateway took the message that tells ${whom} of it.`,
  "notice-not-delivered": ({ whom }: Parties, { reason }: Reason) =>
    `The message that tells ${whom} of it did not go out: ${reason === "expired" ? "there was no chance to send it within seven days." : failureWords(reason)}`,

  "recovery-code-replaced": ({ whom }: Parties) => `${first(whom)} got a new recovery code in place of a used one.`,
  "backup-password-set": ({ whom }: Parties) => `${first(whom)} set a backup password.`,
  "backup-password-skipped": ({ whom }: Parties) => `${first(whom)} went on without a backup password.`,
  "backup-password-removed": ({ whose }: Parties) => `${first(whose)} backup password was removed.`,
  "phone-replaced": ({ who, whose }: Parties, { cause, reason }: Reason & { cause: PhoneLoss }) =>
    `${who} took ${whose} old phone out of use: ${lossWords[cause]}.${reasonGiven(reason)}`,
  "recovery-proven": ({ whom }: Parties, { proof }: { proof: RecoveryProof }) =>
    `Somebody on the way back without the phone, as ${whom}, proved one thing: ${provenWords([{ factor: proof }])}.`,
  "phone-recovered": ({ whom, their }: Parties, { how }: { how: PhoneLoss }) =>
    how === "lost-or-stolen"
      ? `${first(whom)} brought in a new phone. The old one was lost or stolen, and is out of use.`
      : `${first(whom)} began to bring in a new phone. ${capital(their)} old one works until the new one does.`,
  "text-fallback-given": ({ who, whom }: Parties, { reason }: Reason) =>
    `${who} let ${whom} fall back to tokens by text message.${reasonGiven(reason)}`,
  "authenticator-resynced": ({ whose }: Parties) =>
    `What is known of ${whose} phone's clock was set right by two codes, one after the other.`,

  "clock-trouble": (_: Parties, { is, byMs }: { is: "behind" | "workstation-off"; byMs: number }) =>
    is === "behind"
      ? `This computer's clock was found ${clockWords(-byMs)}: it stands before the newest entry.`
      : `Several phones agree that this computer's clock is ${clockWords(byMs)}.`,
  "clock-corrected": (
    { who }: Parties,
    {
      before,
      after,
      where,
      reason,
    }: { before: number; after: number; where: keyof typeof whereWords; reason: string | null },
  ) => {
    const what =
      before === after
        ? `${who} said ${whereWords[where]} that the clock is right`
        : `${who} corrected the clock ${whereWords[where]}: it had been ${clockWords(before - after)}`;
    return `${what}.${reasonGiven(reason)}`;
  },
  "deadlines-moved": ({ whose }: Parties) =>
    `${capital(whose)} codes, locks and deadlines were moved along with the corrected clock.`,

  "emergency-half-made": (
    { who }: Parties,
    { half, number, endsOn, to }: { half: EmergencyHalf; number: number; endsOn: string; to: "printer" | "pdf" },
  ) =>
    `${who} ${to === "printer" ? "printed" : "saved"} the ${half} half of emergency codes ${number}, good until ${endsOn}.`,
  "emergency-codes-voided": (
    { who }: Parties,
    { because, reason }: { because: "manager" | "not-printed"; reason: string | null },
  ) =>
    because === "manager"
      ? `${who} voided the emergency codes.${reasonGiven(reason)}`
      : "Emergency codes were voided: one half was not printed.",
  "emergency-codes-opened": ({ who }: Parties, { number, for: use }: { number: number; for: keyof typeof usedFor }) =>
    `${use === "manager-recovery" ? "Somebody at the sign-in screen" : who} used emergency codes ${number} ${usedFor[use]}. They are used up.`,
  "emergency-access-opened": ({ whom }: Parties, { until, reason }: Reason & { until: number }, place: Place) =>
    `${first(whom)} opened emergency access, until ${formatDateTime(until, place)}.${reasonGiven(reason)}`,
  "emergency-access-reviewed": ({ who, whose }: Parties, { note }: { note: string }) =>
    `${who} reviewed ${whose} emergency access: ${note}`,
  "manager-recovery-asked": (
    { whom }: Parties,
    { proceedsAt, reason }: Reason & { proceedsAt?: number },
    place: Place,
  ) =>
    `Somebody with the recovery kit and the emergency codes asked for manager recovery for ${whom}. It may be done ${afterNotice(proceedsAt, place)}.${reasonGiven(reason)}`,
  "manager-recovery-shown": ({ whom }: Parties, { forMs }: { forMs: number }) =>
    `Wardkey was open for another ${forMs / 60_000} minutes, and showed that somebody asked for manager recovery for ${whom}.`,
  "notices-shown": (_: Parties, { forMs }: { forMs: number }) =>
    `Wardkey was open for another ${Math.round(forMs / 60_000)} minutes, and showed what goes ahead without an answer on every screen.`,
  "manager-recovery-stopped": ({ who, whom }: Parties, { reason }: Reason) =>
    `${who} stopped manager recovery for ${whom}.${reasonGiven(reason)}`,
  "manager-recovery-finished": ({ whom }: Parties) =>
    `With the recovery kit and the emergency codes, ${whom} got back in by manager recovery.`,
} as const;
