/** Sentences about the practice's 2FA policy: whom a rule is for, which one decides, and why. */

import { nameInSentence } from "../formats";
import type { AccountType, AllowedMethods, Role } from "../vocabulary";

/** Whom a rule is for, as lists and reports name it. */
export const ruleLabels = {
  everyone: "Everyone",
  accountType: { provider: "Providers", staff: "Staff" } satisfies Record<AccountType, string>,
  role: {
    manager: "Managers",
    support: "Support",
    auditor: "Auditors",
    member: "Members",
  } satisfies Record<Role, string>,
  /** "Ana Ruiz", "Ana Ruiz and 11 others". */
  people: (first: string, others: number) => {
    const name = nameInSentence(first);
    if (others === 0) return name;
    return `${name} and ${others === 1 ? "1 other" : `${others} others`}`;
  },
} as const;

const rule = (label: string) => `“${label}”`;

/** Which of the rules that apply to one person decides, and why. */
export const accountPolicyWords = {
  met: (labels: readonly string[]) =>
    labels.length === 1
      ? `The rule ${labels.map(rule).join("")} applies, and is met.`
      : `${labels.length} rules apply, and all of them are met.`,
  only: (label: string) => `The rule ${rule(label)} decides: no other one applies.`,
  textNotEnough: (label: string) =>
    `The rule ${rule(label)} decides: it allows the authenticator app only, and text messages meet the others.`,
  earliest: (label: string) => `The rule ${rule(label)} decides: of all that apply, it is due first.`,
  appOnly: (label: string) =>
    `The rule ${rule(label)} decides: others are due at the same time, but it allows the authenticator app only.`,
  sameTime: (label: string) => `The rule ${rule(label)} decides; others that apply are due at the same time.`,
  exempt: (sentence: string) => `${sentence} Nothing is due before the exemption ends.`,
} as const;

/** Which of two rules decides for whoever is under both: the stricter one, in what it asks and when. */
export const overlapWords = {
  earlier: (first: string, second: string, why: string) =>
    `Whoever is under ${rule(first)} and ${rule(second)} goes by ${rule(first)}: it is due first, ${why}.`,
  sameTime: (first: string, second: string) =>
    `Whoever is under ${rule(first)} and ${rule(second)} is due at the same time by both.`,
  byPerson: (first: string, second: string) =>
    `Whoever is under ${rule(first)} and ${rule(second)} goes by whichever is due first for them: one has the earlier date, the other less grace.`,
  earlierDate: "by its earlier date",
  lessGrace: "with less grace",
  both: "by its earlier date and with less grace",
  bothAppOnly: "Both allow the authenticator app only.",
  bothText: "Both allow the app or text messages.",
  appOnly: (label: string) =>
    `Text messages are not enough for them: ${rule(label)} allows the authenticator app only, and each rule is to be met.`,
} as const;

/** How a rule is written where it is compared with what it was before. */
export const ruleWords = {
  methods: { "app-only": "authenticator app only", "app-and-text": "app or text message" } satisfies Record<
    AllowedMethods,
    string
  >,
  rule: (label: string, from: string, graceDays: number, methods: AllowedMethods) =>
    `${label}: from ${from}, ${grace(graceDays)}, ${ruleWords.methods[methods]}`,
  noRule: "no such rule",
} as const;

function grace(days: number): string {
  if (days === 0) return "no grace";
  return days === 1 ? "1 day of grace" : `${days} days of grace`;
}
