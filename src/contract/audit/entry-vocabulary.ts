/** Words that the ledger's sentences are put together from. */

import { formatDateTime, type Place } from "../formats";
import { deliveryFailureWords } from "../messaging/text-messages";
import type { Method } from "../methods";
import type { AccountType, Channel, DenialReason, Factor, IdentityDenial, ResetCause, Role } from "../vocabulary";

/** Who an entry is about, as the sentence names them: by name, or as "you" to the reader. */
export type Parties = {
  /** Who acted, at the beginning of a sentence: "Joan Price", "You", "Wardkey". */
  readonly who: string;
  /** The person concerned: "Marcus Webb", "you". */
  readonly whom: string;
  /** "Marcus Webb's", "your". */
  readonly whose: string;
  /** What is theirs, once they were named: "their", "your". */
  readonly their: string;
  /** "themselves", "yourself". */
  readonly oneself: string;
  /** They did it to their own account. */
  readonly self: boolean;
};

/** How a sentence names others than whom its entry is about, and workstations. */
export type Names = {
  readonly account: (id: string) => string;
  readonly workstation: (id: string) => string;
};

/** Names of people, where there is nobody to name or the reader is meant. */
export const partyWords = {
  app: "Wardkey",
  firstWorkstation: "the first workstation",
  otherWorkstation: "another workstation",
  nobody: "somebody",
  you: "you",
  You: "You",
  your: "your",
  yourself: "yourself",
  their: "their",
  themselves: "themselves",
} as const;

/** "Marcus Webb's". */
export function possessive(name: string): string {
  return `${name}'s`;
}

export const capital = (words: string) => words.replace(/^./u, (letter) => letter.toUpperCase());

/** The first words of a sentence. People's names stay as they are written. */
export function first(words: string): string {
  return words.replace(/^(?:your?|somebody)\b/, capital);
}

/** When something goes ahead without an answer; earlier versions told the instant by the clock. */
export function afterNotice(proceedsAt: number | undefined, place: Place): string {
  if (proceedsAt !== undefined) return `from ${formatDateTime(proceedsAt, place)}`;
  return "once everybody could see it for long enough";
}

/** The reason that was typed, as a sentence of its own; nothing where none was. */
export function reasonGiven(reason: string | null): string {
  if (reason === null) return "";
  return /[.!?]$/.test(reason) ? ` Reason: ${reason}` : ` Reason: ${reason}.`;
}

export const roleNames: Readonly<Record<Role, string>> = {
  manager: "practice manager",
  support: "support",
  auditor: "auditor",
  member: "member",
};
export const accountTypeNames: Readonly<Record<AccountType, string>> = { provider: "provider", staff: "staff member" };
export const channelNames: Readonly<Record<Channel, string>> = { text: "text message", call: "phone call" };

export const factorNames: Readonly<Record<Factor, string>> = {
  password: "password",
  app: "authenticator token",
  "text-token": "token by text or call",
  "recovery-code": "recovery code",
  "bypass-code": "bypass code",
  "setup-code": "setup code",
  "recovery-key": "recovery key",
  "backup-password": "backup password",
  "emergency-access": "half of the emergency codes",
};

/** What was proven: a workstation that is remembered is no factor that can be typed. */
const provenNames: Readonly<Record<Factor | "remembered-sign-in" | "recovery-token", string>> = {
  ...factorNames,
  "emergency-access": "the emergency codes",
  "recovery-token": "token by text or call",
  "remembered-sign-in": "a remembered workstation",
};

export const attemptPlaces = {
  "sign-in": "At sign-in",
  unlock: "To unlock the screen",
  "step-up": "When the password was asked again",
  proof: "To confirm an act",
  enrollment: "While setting up 2-factor",
  "setup-code": "To choose a password",
  recovery: "To get back in with the recovery kit",
  approval: "To approve as second manager",
  vouching: "To vouch for somebody",
  "new-phone": "To bring in a new phone",
  clock: "To correct the clock",
  "emergency-access": "For emergency access",
  vault: "To confirm the vault",
} as const;

export const resetCauseWords: Readonly<Record<ResetCause, string>> = {
  "new-phone": "new phone",
  "lost-or-stolen": "phone lost or stolen",
  "app-gone": "app removed or broken",
  other: "other cause",
};

const a = (word: string) => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);

export const attemptCauses = {
  wrong: (factor: string) => `a wrong ${factor} was typed`,
  expired: (factor: string) => `an expired ${factor} was typed`,
  used: (factor: string) => `${a(factor)} that had been used was typed`,
  replaced: (factor: string) => `${a(factor)} that was no longer good was typed`,
  outdated: (factor: string) => `${a(factor)} from before the restore was typed`,
  misplaced: (factor: string) => `another kind of code was typed instead of ${a(factor)}`,
} as const;

/** What was tried or confirmed, after "to": every method that asks for a proof. */
const acts: { readonly [M in Method]?: (whom: string, whose: string) => string } = {
  editPerson: (_whom, whose) => `change ${whose} profile`,
  changeRole: (_whom, whose) => `change ${whose} role`,
  deactivatePerson: (_whom, whose) => `deactivate ${whose} account`,
  reactivatePerson: (_whom, whose) => `reactivate ${whose} account`,
  liftEmail: (_whom, whose) => `let another account have ${whose} e-mail`,
  issueSetupCode: (whom) => `give ${whom} a setup code`,
  issueBypassCode: (whom) => `give ${whom} a bypass code`,
  startTwoFactor: (whom) => `start 2-factor for ${whom}`,
  unlockAccount: (_whom, whose) => `unlock ${whose} account`,
  resetTwoFactor: (whom) => `reset 2-factor for ${whom}`,
  replacePhone: (_whom, whose) => `take ${whose} old phone out of use`,
  fallBackToText: (whom) => `let ${whom} fall back to tokens by text message`,
  confirmNumber: (_whom, whose) => `confirm ${whose} changed number`,
  vouchFor: (whom) => `vouch for ${whom}`,
  correctClock: () => "correct the clock",
  correctClockAtSignIn: () => "correct the clock",
  makeEmergencyHalf: () => "print half of the emergency codes",
  voidEmergencyCodes: () => "void the emergency codes",
  reviewEmergencyAccess: () => "review emergency access",
  settleConflict: () => "settle a conflict",
  updateSettings: () => "change the settings",
  saveGateway: () => "set up the gateway",
  removeGateway: () => "remove the gateway",
  exportEntries: () => "export the audit log",
  confirmAccount: (whom) => `confirm that ${whom} still works here`,
  decideHeldAccount: (whom) => `decide whether ${whom} still works here`,
  confirmHeldAccounts: () => "confirm everybody who still works here",
  forgetRememberedSignIn: (whom) => `have the workstation forgotten for ${whom}`,
  changePolicy: () => "change the 2FA policy",
  exemptPerson: (whom) => `let ${whom} off the 2FA policy`,
  endExemption: (_whom, whose) => `end ${whose} exemption`,
  deactivatePeople: () => "deactivate people",
  makeEnrollmentSheets: () => "make enrollment sheets",
  exportPeople: () => "export the list of people",
  runImport: () => "import people",
  undoImport: () => "undo an import",
  exportReport: () => "export a report",
  makeEvidencePack: () => "make the evidence pack",
  approveAct: () => "approve it as second manager",
  declineAct: () => "refuse what was asked of a second manager",
  chooseTextMessages: () => "go back to tokens by text message",
  disableTwoFactor: () => "turn 2-factor off",
};

/** What older entries name, and nobody can do any more. */
const retiredActs: Readonly<Record<string, string>> = { stopManagerRecovery: "stop manager recovery" };

export function actWords(act: string, { whom, whose }: Pick<Parties, "whom" | "whose">): string {
  const words = Object.hasOwn(acts, act) ? acts[act as Method] : undefined;
  return words?.(whom, whose) ?? retiredActs[act] ?? "do this";
}

/** Whom an act was for, where its entry does not say. */
export const anybody = { whom: partyWords.nobody, whose: possessive(partyWords.nobody) };

const denials: Readonly<Record<DenialReason, string>> = {
  role: "the role does not allow it",
  "own-account": "nobody does this to their own account",
  "second-manager": "it needs a second manager",
  "last-manager": "this is the practice's last manager",
  deactivated: "the account is deactivated",
  active: "the account is active",
  held: "nobody has confirmed since the restore that they work here",
  "not-held": "the account is confirmed",
  "not-locked": "the account is not locked",
  "no-two-factor": "2-factor is off",
  "two-factor-on": "2-factor is on already",
  "no-password-yet": "there is no password yet",
  "password-too-short": "the password is too short for a manager",
  "same-role": "the role is the same",
  "no-remembered-sign-in": "no workstation is remembered",
  "exempt-already": "there is such an exemption already",
  "not-exempt": "there is no exemption",
  "own-asking": "nobody approves what they asked for, or what would help themselves",
  "not-a-manager": "only a manager can approve",
  "manager-account": "only managers act on a manager's account",
  "third-manager": "they had objected to it themselves",
  "same-person": "the account has the same phone as the helper's",
  "both-factors": "one helper never replaces both factors within seven days",
  "not-another-person": "it takes another person than the one before",
  "nobody-else": "it takes another person, or a day of notice",
  "email-not-kept": "the account does not keep this e-mail from others",
  "email-in-use": "the account signs in with this e-mail",
  "no-app": "there is no authenticator app in use",
  "no-number": "there is no number on file",
  "number-waits": "the number is not confirmed yet",
  "no-number-waiting": "no changed number waits",
  "confirmed-by-you": "it takes another person than the one before",
  "no-gateway": "there is no gateway",
  "text-not-allowed": "the 2FA policy allows the app only",
  "own-emergency-access": "nobody reviews their own emergency access",
  emergency: "emergency access does not go so far",
};

/** Why the way of proving who asks was refused, as the ledger says it. */
const identityDenialReasons: Readonly<Record<IdentityDenial, string>> = {
  "no-phone": "there is no number to call back",
  "number-changed": "the number was changed within the last 14 days",
  "number-waits": "the number is not confirmed yet",
  "vouching-over": "what was vouched for was over, used, or something else",
  "voucher-gone": "whoever vouched had left",
  "voucher-is-helper": "the helper vouched for themselves",
  "voucher-not-another": "whoever vouched was too close to the helper",
  "voucher-is-person": "the person vouched for themselves",
  "in-person-needed": "a first number is checked in person",
};

export function denialWords(because: string): string {
  const words: Readonly<Record<string, string>> = { ...denials, ...identityDenialReasons };
  return Object.hasOwn(words, because) ? (words[because] ?? because) : because;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

export function provenWords(
  factors: readonly { readonly factor: Factor | "remembered-sign-in" | "recovery-token" }[],
): string {
  return listed(factors.map(({ factor }) => provenNames[factor]));
}

export function failureWords(reason: string): string {
  return Object.hasOwn(deliveryFailureWords, reason)
    ? deliveryFailureWords[reason as keyof typeof deliveryFailureWords]
    : reason;
}

export const lastFour = (phone: string) => phone.slice(-4);
