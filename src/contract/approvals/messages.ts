import { possessive, resetCauseWords, roleNames } from "../audit/entry-vocabulary";
import type { BackupGenerations } from "../backups/views";
import {
  type Formats,
  formatDateTime,
  formatDay,
  formatNumber,
  formatUntil,
  nameInSentence,
  type Place,
} from "../formats";
import type { ApprovedAct, KitReason, NoticeAct, PhoneLoss, ResetCause, Role } from "../vocabulary";

/** Two managers: what is asked, in exact words, and how it is approved, objected to and used. */

interface Change {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

const changed = (changes: readonly Change[]) =>
  changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`).join("; ");

const kitReasons: Readonly<Record<KitReason, string>> = {
  lost: "the old one is lost",
  seen: "somebody may have seen the old one",
  other: "of another reason",
};

const generations = ({ daily, weekly, monthly }: BackupGenerations) =>
  `${daily} daily, ${weekly} weekly, ${monthly} monthly`;

/** What was asked, as a sentence that leaves nothing of the act out. Names and values are those of today. */
export const askedSentences = {
  editPerson: (name: string, changes: readonly Change[]) =>
    changes.length === 0
      ? `Leave the profile of ${of(name)} as it is`
      : `Change the profile of ${of(name)}. ${changed(changes)}`,
  changeRole: (name: string, before: Role, after: Role) =>
    `Change ${possessive(of(name))} role from ${roleNames[before]} to ${roleNames[after]}`,
  deactivatePerson: (name: string, role: Role) => `Deactivate the account of ${of(name)}, ${roleNames[role]}`,
  reactivatePerson: (name: string, role: Role) =>
    `Reactivate the account of ${of(name)} as ${roleNames[role]}, with a new setup code`,
  liftEmail: (name: string, email: string, to: string | null) =>
    `Let ${to === null ? "a new account" : `the account of ${of(to)}`} have ${email}, with which ${of(name)} has signed in`,
  issueSetupCode: (name: string) => `Give ${of(name)} a setup code`,
  issueBypassCode: (name: string) => `Give ${of(name)} a bypass code that stands in for a token once`,
  startTwoFactor: (name: string) => `Start two-factor for ${of(name)}`,
  unlockAccount: (name: string) => `Unlock the account of ${of(name)}`,
  replacePhone: (name: string, cause: PhoneLoss) =>
    `Take the old phone of ${of(name)} out of use (${cause === "new-phone" ? "new phone" : "lost or stolen"})`,
  fallBackToText: (name: string) => `Let ${of(name)} fall back to tokens by text message`,
  confirmNumber: (name: string, number: string) => `Confirm ${number} as the number of ${of(name)}`,
  correctClock: (before: string, after: string) => `Correct the clock: where it shows ${before}, it is ${after}`,
  resetTwoFactor: (name: string, cause: ResetCause) => `Reset two-factor for ${of(name)} (${resetCauseWords[cause]})`,
  forgetRememberedSignIn: (name: string) => `Forget this workstation for ${of(name)}`,
  confirmAccount: (name: string) => `Confirm after the restore that ${of(name)}, a practice manager, still works here`,
  exemptPerson: (name: string, lastDay: string) => `Exempt ${of(name)} from the 2FA policy through ${lastDay}`,
  updateSettings: (changes: readonly Change[]) =>
    changes.length === 0 ? "Leave the settings as they are" : `Change the settings. ${changed(changes)}`,
  saveGateway: (changes: readonly Change[], newToken: boolean) =>
    `Send texts and calls through this gateway. ${changed(changes)}${newToken ? `${changes.length > 0 ? "; " : ""}with another token` : ""}`,
  removeGateway: (address: string) => `Remove the gateway ${address}: nobody gets texts or calls any more`,
  changePolicy: (before: readonly string[], after: readonly string[]) =>
    `Change the 2FA policy: ${rules(before)} → ${rules(after)}`,
  exportEntries: (count: number, format: "csv" | "json", place: Place) =>
    `Export the whole audit log, ${formatNumber(count, place)} entries, as ${format.toUpperCase()}`,
  addBackupFolder: (path: string) => `Keep backups in ${path}`,
  removeBackupFolder: (path: string) => `Make no more backups in ${path}`,
  restoreOverVault: (madeAt: number, place: Place) =>
    `Restore the backup of ${formatDateTime(madeAt, place)} over this vault`,
  changeBackupGenerations: (before: BackupGenerations, after: BackupGenerations) =>
    `Keep other backups: ${generations(before)} → ${generations(after)}`,
  changePassphrase: () => "Change the vault passphrase",
  openByKeyStore: () => "Keep the vault’s key in this computer’s key store, and ask for no passphrase",
  openByPassphrase: () => "Ask for a passphrase at every start, and take the vault’s key out of the key store",
  makeNewKit: (reason: KitReason) => `Make a new recovery kit, because ${kitReasons[reason]}`,
  changeVaultKey: () => "Encrypt the vault with a new key",
} as const satisfies Record<ApprovedAct, (...facts: never) => string>;

/** What goes ahead after a day of notice, to everybody: the act and the person, and nothing that is theirs. */
export const noticeSentences: Readonly<Record<NoticeAct, (name: string) => string>> = {
  unlockAccount: (name) => `Unlock the account of ${of(name)}.`,
  issueBypassCode: (name) => `Give ${of(name)} a bypass code.`,
  replacePhone: (name) => `Take the old phone of ${of(name)} out of use.`,
  fallBackToText: (name) => `Let ${of(name)} fall back to tokens by text message.`,
  resetTwoFactor: (name) => `Reset two-factor for ${of(name)}.`,
  issueSetupCode: (name) => `Give ${of(name)} a setup code.`,
  confirmNumber: (name) => `Confirm the changed number of ${of(name)}.`,
  reactivatePerson: (name) => `Reactivate the account of ${of(name)}.`,
  liftEmail: (name) => `Let another account have an e-mail with which ${of(name)} has signed in.`,
};

const of = nameInSentence;
const rules = (labels: readonly string[]) =>
  labels.length === 0 ? "nobody" : labels.map((label) => `“${label}”`).join(", ");

/** The sentence with its reason, where the act keeps one. */
export function askedWithReason(sentence: string, reason: string | null): string {
  const whole = `${sentence}.`.replace(/\.{2,}$/, ".");
  if (reason === null) return whole;
  return `${whole} Reason: ${reason}${/[.!?]$/.test(reason) ? "" : "."}`;
}

/** Every name of a rule for named people: whoever approves must see who is left out. */
export function namedPeople(names: readonly string[]): string {
  return names.map(of).join(", ");
}

export const secondManagerWords = {
  title: "Second manager",
  needed:
    "This takes a second manager. Ask for one: the act is then held as it stands, and another manager approves it here, with their own password and token.",
  ask: "Ask for a second manager",
  askedTitle: "Waiting for a second manager",
  asked: (until: number, formats: Formats) =>
    `Another manager types their own e-mail, password and token below. Without an answer you may go on about ${formatDay(until, formats)}: after 72 hours in which Wardkey is open and at least three other people sign in, on more than one day, else after 168 hours.`,
  lapsed: "The last approval was not used within 15 minutes. It has to be given again.",
  byText: "A manager who gets tokens by text message signs in first, and approves under “Show what waits” at the top.",
  email: "E-mail of the second manager",
  password: "Password of the second manager",
  token: "Token of the second manager",
  tokenHint: "From their own authenticator app.",
  approve: "Approve as second manager",
  withdraw: "Withdraw",
  withdrawn: "Withdrawn by the one who asked.",
  approvedTitle: (name: string | null) => (name === null ? "Approved" : `Approved by ${of(name)}`),
  approved: (left: string) => `Go on with your own password and token within ${left}.`,
  waitedTitle: "Nobody has answered",
  waited: (until: number, formats: Formats) =>
    `Everybody could see it for long enough, so you may go on alone until ${formatUntil(until, formats)}. The audit log says so.`,
  settledTitle: "Manager recovery decided",
  settled: "You may go on with your own password and token, although another manager objected.",
  objectedTitle: (name: string | null) => (name === null ? "Another manager objects" : `${of(name)} objects`),
  objected: (reason: string) =>
    `Reason: ${reason}${/[.!?]$/.test(reason) ? "" : "."} A third manager can decide below; where there is none, manager recovery does.`,
  held: "Held as it was asked for.",
  waits: "A second manager has to approve it first.",
  checking: "Looking whether this takes a second manager",
} as const;

/** Where there is nobody else: 24 hours of notice, in which the person concerned may object. */
export const noticeOfDayWords = {
  title: "24 hours of notice",
  needed: "The practice has no other person who could do this with you, so everybody is told of it a day before.",
  photoId: "See the person with a photo ID now, and once more when you go on.",
  notified: (hasGateway: boolean) =>
    `Once you give it, every screen says what you are about to do, and to whom. That person is told ${hasGateway ? "at all their numbers, and " : ""}when they sign in, and can object, which stops it.`,
  /** Whoever has left signs in nowhere. */
  notifiedAfterLeaving: (hasGateway: boolean) =>
    `Once you give it, every screen says what you are about to do, and to whom. ${hasGateway ? "That person is told at all their numbers" : "Tell that person yourself"}: as long as their account is closed they have no screen to object on, and call the practice.`,
  expected: (at: number, formats: Formats) =>
    `Without an objection you can go on about ${formatDay(at, formats)}, once Wardkey has been open for 24 hours.`,
  give: "Give 24 hours of notice",
  runsTitle: "The 24 hours are running",
  goOn: "Then go on under “Show what waits” at the top.",
  photoIdAgain: "You see the person with a photo ID once more then.",
  waits: "The 24 hours of notice are not over.",
  overTitle: "The 24 hours are over",
  over: (until: number, formats: Formats) =>
    `Nobody objected, so you may go on until ${formatUntil(until, formats)}. The audit log says so.`,
  photoIdNow: "See the person with a photo ID first.",
  objectedTitle: (name: string | null) => (name === null ? "Somebody objects" : `${of(name)} objects`),
  objected: (reason: string) => `Reason: ${reason}${/[.!?]$/.test(reason) ? "" : "."} It is stopped.`,
  objectedBy: (name: string, reason: string) =>
    `${of(name)} objected: ${reason}${/[.!?]$/.test(reason) ? "" : "."} It is stopped.`,
} as const;

/** Beside acts that can only be done by two. */
export const actRowWords = {
  second: "Takes a second manager.",
  secondForAll: "This takes a second manager, who is asked for once you choose it.",
} as const;

/** What `approveAct` refuses, where its own words would mislead here. */
export const approveRefusals = {
  "not-a-manager": "That account is no practice manager’s, so it cannot approve this.",
  "own-asking":
    "Nobody approves what they asked for themselves, or what would help themselves. Another manager has to.",
  "two-factor-off": "That manager has no two-factor authentication, and cannot approve anything before it is on.",
  "no-token-sent":
    "No token is on its way to that manager. They sign in first, and approve under “Waits for a second manager” at the top.",
} as const;

export const approvalListWords = {
  title: "Waits for a second manager",
  /** Where all of it is given notice of. */
  dayTitle: "24 hours of notice",
  lead: "Each is bound to exactly what it says. Object to what you did not expect.",
  close: "Close",
  loading: "Loading what waits",
  failed: "What waits could not be read",
  none: "Nothing waits",
  noneWhy: "What takes two managers is listed here from the moment it is asked for.",
  askedBy: (name: string, at: number, formats: Formats) => `Asked by ${of(name)}, ${formatUntil(at, formats)}.`,
  mine: (at: number, formats: Formats) => `Asked by you, ${formatUntil(at, formats)}.`,
  approvedBy: (name: string, until: number, formats: Formats) =>
    `Approved by ${of(name)}: good until ${formatUntil(until, formats)}.`,
  approve: "Approve",
  approveTitle: "Approve this?",
  objected: (name: string, reason: string) =>
    `${of(name)} objected: ${reason}${/[.!?]$/.test(reason) ? "" : "."} A third manager decides, or manager recovery.`,
  decline: "Object",
  withdraw: "Withdraw",
  goOn: "Go on",
  reason: "Reason",
  declineTitle: "Object to this?",
  declineKeep: "Keep it waiting",
  withdrawTitle: "Withdraw this?",
  declined: "It is stopped.",
  withdrawn: "It is withdrawn.",
  approved: "It is approved. Whoever asked has 15 minutes to go on.",
  goOnTitle: "Go on with what was asked?",
  goOnConfirm: "Do it now",
  gatewayToken: "Token of the gateway",
  gatewayTokenAgain:
    "The one that was asked for: type it once more. Wardkey keeps it nowhere before the gateway is saved.",
  done: "It is done.",
} as const;
