import { type Formats, formatNumber, formatUntil, type Place } from "../formats";
import type { HelpAct, HelpTopic, IdentityDenial, IdentityKind, Remedy } from "../vocabulary";

/** The support desk: who waits, one person's case, and the guided reset. Causes and attempts are worded in desk-messages.ts. */

export const supportWords = {
  title: "Support desk",
  lead: "Who waits for help, and whoever calls.",
  search: "Find a person",
  searchPlaceholder: "Name, e-mail or phone digits",
  searchKeys: "/",
  clearSearch: "Clear the search",
  found: "People found",
  searching: "Looking for people",
  noMatch: "Nobody fits this",
  noMatchWhy: "Try part of the name, the e-mail, or the last digits of the phone.",
  showQueue: "Show who waits",
  moreFound: (count: number, place: Place) => `${formatNumber(count, place)} more fit: type more of the name.`,
  searchFailed: "The search did not work",
} as const;

export const queueWords = {
  locked: "Locked out",
  asked: "Asked for help",
  codesLow: "Low on recovery codes",
  loading: "Loading who waits",
  failed: "Who waits could not be read",
  nobody: "Nobody",
  none: "Nobody waits for help",
  noneWhy:
    "Whoever is locked out, asks for help at the sign-in or runs low on recovery codes stands here at once. When somebody calls, type their name above.",
  until: (until: number | null, formats: Formats) =>
    until === null ? "Locked until support acts" : `Locked until ${formatUntil(until, formats)}`,
  since: (at: number, formats: Formats) => `since ${formatUntil(at, formats)}`,
  about: {
    password: "About the password",
    token: "About a token",
  } satisfies Record<HelpTopic, string>,
  codesLeft: (count: number) => {
    if (count === 0) return "No recovery code left";
    return count === 1 ? "1 recovery code left" : `${count} recovery codes left`;
  },
  done: "Done",
  doneFor: (name: string) => `Done: ${name}`,
  more: (count: number, place: Place) => `${formatNumber(count, place)} more in People`,
} as const;

export const caseWords = {
  close: "Close",
  fullPage: "Open the account",
  loading: (name: string) => `Loading ${name}`,
  person: "Person",
  why: "Why can’t they sign in?",
  nothing: "Nothing that Wardkey can see stands in the way.",
  nothingWhy: "If they still cannot get in, let them try once more while you watch this screen.",
  also: "Besides",
  attempts: "Last attempts",
  moreAttempts: (count: number) => (count === 1 ? "Show 1 more" : `Show ${count} more`),
  fewerAttempts: "Show fewer",
  noAttempts: "Nobody has tried to sign in with this account lately.",
  worked: "Worked",
  failed: "Failed",
  other: "Other help",
  helped: "Help they got lately",
  noHelp: "None.",
  asked: (about: HelpTopic, at: number, formats: Formats) =>
    `Asked for help at ${formatUntil(at, formats)}: ${about === "password" ? "the password" : "a token"}.`,
  toSettings: "Open Settings",
  toAccount: "Open the account",
  toAuditLog: "Open the audit log",
  toConflicts: "Open Conflicts",
  toStillActive: "Who is still active?",
} as const;

type OtherRemedy = Exclude<Remedy["act"], HelpAct>;

/** What helps where it is not support that does it. */
export const remedyWords: Readonly<Record<OtherRemedy, string>> = {
  wait: "It opens by itself. They only have to wait.",
  "next-code": "Ask them to wait for the next code on the phone, and to type that one.",
  resync:
    "Where they type the token: “I can't get a token”, “My codes are not accepted”, and two codes, one after the other. On the phone, let the time be set automatically.",
  "correct-clock": "This computer’s clock has to be corrected. A practice manager does it in Settings.",
  "send-again": "Ask them to have a new token sent, and to type the newest one.",
  reactivate: "A practice manager has to reactivate the account first.",
  confirm: "A practice manager has to confirm in “Who is still active?” that they work here.",
  "settle-conflict": "A practice manager has to settle the conflict first, below the audit log.",
  "look-at-records": "A practice manager has to look at the account’s records in the audit log first.",
};

/** "•••• 2671": enough to recognize a number, not to call it. */
export const maskedNumber = (number: string) => `•••• ${number.slice(-4)}`;

/** The one dialog that leads through a guided reset. */
export const helpWords = {
  title: (name: string) => `Help ${name}`,
  failed: "This could not be read",
  close: "Close",
  what: "What to do",
  change: "Change",
  yours: "Your reason, and your own proof",
  signIns: "Sign-ins",
  signInsHint: "How often the code works.",
  hours: "Hours",
  hoursHint: "At most until the end of a shift.",
  outOfRange: (most: number) => `From 1 to ${most}.`,
  confirmed: (name: string) => `The number of ${name} is confirmed.`,
  halfConfirmed: (name: string) => `You confirmed the number of ${name}. It takes one more person.`,
} as const;

export const identityWords = {
  who: "Who is asking?",
  pressure:
    "A call that came in proves nothing, and neither does what somebody knows. Whoever is in a hurry can wait until you are sure.",
  numberOnFile: "Number on file",
  show: "Show number",
  hide: "Hide number",
  ways: {
    "call-back": "I called back and they answered",
    "photo-id": "I saw a photo ID, in person",
    voucher: "A colleague vouches for them, here",
  } satisfies Record<IdentityKind, string>,
  about: {
    "call-back": "Hang up, and call the number on file yourself.",
    "photo-id": "They stand before you, and the picture is theirs.",
    voucher: "The colleague types their own e-mail and password.",
  } satisfies Record<IdentityKind, string>,
  missing: "Choose how you made sure.",
  reference: "What you looked at",
  photoIdSeen: "Photo ID that you looked at",
  referenceMissing: "Say what you looked at.",
  referenceHint: "For example: staff badge 4471. It stands in the audit log.",
  voucherEmail: "E-mail of whoever vouches",
  voucherPassword: "Password of whoever vouches",
  voucherHint: "It holds for exactly this, for 15 minutes.",
  vouch: "Vouch",
  vouchMissing: "The colleague has to vouch first.",
  vouchLater: "Choose what to do first: it is vouched for exactly that.",
  vouchedBy: (name: string) => `Vouched by ${name}`,
  left: (left: string) => `${left} left`,
} as const;

/** Why the number on file does not serve, beside the choice. */
export const callBackRefused: Readonly<Partial<Record<IdentityDenial, string>>> = {
  "no-phone": "There is no number on file.",
  "number-changed": "The number was changed within the last 14 days, so it proves nothing yet.",
  "number-waits": "The number was changed and is not confirmed, so it proves nothing yet.",
};

/** What the helper says to whoever called, once it is done. */
const sayWords: Readonly<Partial<Record<HelpAct, string>>> = {
  unlockAccount: "“You can try again now, as usual: e-mail, password, and your own token.”",
  fallBackToText: "“At your next sign-in a token comes by text message.”",
  confirmNumber: "“Tokens go to this number once it is confirmed.”",
};

export const doneWords = {
  say: "Say to them",
  /** Empty where a code that is shown says it. */
  sayOf: (act: HelpAct) => sayWords[act] ?? "",
  notified: "What they are told",
  noticeRuleOf: (name: string, number: string | null) =>
    number === null
      ? `${name} sees at the next sign-in what was done, and by whom.`
      : `${name} gets a text message to ${maskedNumber(number)}, and sees at the next sign-in what was done, and by whom.`,
  close: "Close",
  done: "Done",
} as const;

/** The palette: people, screens and commands, from anywhere. */
export const paletteWords = {
  open: "Find…",
  title: "Find",
  field: "Find a person, a screen or a command",
  fieldWithoutPeople: "Find a screen or a command",
  people: "People",
  screens: "Screens",
  section: (screen: string, part: string) => `${screen}: ${part}`,
  commands: "Commands",
  none: "Nothing fits this.",
  searching: "Looking…",
  hint: "Enter opens what is marked, the arrows mark another one.",
} as const;
