/** Reports, on screen, in files and on paper; what an evidence pack says in words. */

import { reportNames } from "../audit/manager-entry-messages";
import { formatDate, formatNumber, type Place } from "../formats";
import { accountTypeWords } from "../people/messages";
import { roleNames } from "../shell/messages";
import type { AccountType, IdentityKind, Method, ReportName, ResetCause, Role } from "../vocabulary";

export const reportAbout: Readonly<Record<ReportName, string>> = {
  coverage: "How many people had which second factor at the end of each day.",
  "coverage-by-group": "The same by account type and by role, at the end of the last day.",
  overdue: "Who is past the deadline of the 2FA policy now.",
  lockouts: "How often a sign-in was closed after too many failures, by what was typed wrong last.",
  resets:
    "Who reset somebody's two-factor, or let a new phone or text messages take the place of an app, why, and how it was made sure who asked.",
  "sign-ins":
    "How often each account signed in, and how often a password, token or code was refused, at the sign-in and wherever else one is asked for. What needs a look comes first; accounts without any of it have no row.",
  managers: "Every active manager, with and without two-factor.",
  "setup-codes": "Who chose a password or set up a phone with a setup code, when and where.",
  "access-review": "Every active account with what it may do. To be looked through and signed.",
};

export const coverageWords: Readonly<Record<Method, string>> = {
  app: "App",
  text: "Text message",
  none: "None",
};

/** A lockout by the factor that failed last; the rare ones together. */
export const lockoutCauses = {
  password: "Wrong password",
  app: "Wrong app token",
  "text-token": "Wrong token by text or call",
  "recovery-code": "Wrong recovery code",
  other: "Wrong code of another kind",
} as const;
export type LockoutCause = keyof typeof lockoutCauses;

/** By the recovery kit too: that turns two-factor off like a reset, by the manager's own hand. */
export type ReportedResetCause = ResetCause | "text-fallback" | "recovery-kit";
export const resetCauses: Readonly<Record<ReportedResetCause, string>> = {
  "new-phone": "New phone",
  "lost-or-stolen": "Phone lost or stolen",
  "app-gone": "App removed or broken",
  other: "Other cause",
  "text-fallback": "Back to text messages",
  "recovery-kit": "Recovery kit used",
};

/** How it was made sure who asked for a reset. `unknown`: before that was recorded. */
export type ReportedProof = IdentityKind | "self" | "unknown";
export const resetProofs: Readonly<Record<ReportedProof, string>> = {
  "call-back": "Called back",
  "photo-id": "In person, photo ID",
  voucher: "Vouched for",
  self: "Proven by themselves",
  unknown: "Not recorded",
};

export const setupUses = { password: "To choose a password", enrollment: "To set up a phone" } as const;

/** Which one it was, by the beginning of its id: the whole of it stands in the evidence pack. */
const workstation = (id: string) => `Workstation ${id.slice(0, 8)}`;

export const reportWords = {
  columns: {
    day: "Day",
    month: "Month",
    accountType: "Account type",
    role: "Role",
    group: "Group",
    by: "By whom",
    person: "Person",
    email: "E-mail",
    at: "When",
    use: "For",
    where: "Where",
    all: "All",
    lockouts: "Lockouts",
    held: "Of these until support acts",
    resets: "Resets",
    proof: "Proof of identity",
    signIns: "Sign-ins",
    outside: "Sign-ins outside hours",
    refused: "Refused attempts",
    wrongPassword: "Wrong password",
    wrongToken: "Wrong token",
    wrongOther: "Other wrong code",
    lastRefused: "Last refused",
    protectedShare: "Protected, %",
    exemptThrough: "Exempt through",
    claimed: "Setup codes claimed",
  },
  wardkey: "Wardkey",
  nobody: "Somebody who is gone",
  noAccount: "No account",
  workstation,
  accountTypeGroup: (accountType: AccountType) => `Account type: ${accountTypeWords[accountType]}`,
  roleGroup: (role: Role) => `Role: ${roleNames[role]}`,
  inUtc: (label: string) => `${label} (UTC)`,
  /** On a chart, at the day from which a rule holds. */
  required: (label: string) => `Required: ${label}`,
  signOff:
    "I have looked through these accounts. Each of them belongs to somebody who works here and needs the access it has; what has to change is written beside it.",
} as const;

/** What a report's chart counts. */
export const chartUnits: Readonly<Record<ReportName, string>> = {
  coverage: "People",
  "coverage-by-group": "People",
  overdue: "People",
  lockouts: "Lockouts",
  resets: "Resets",
  "sign-ins": "Sign-ins and attempts",
  managers: "People",
  "setup-codes": "Setup codes",
  "access-review": "People",
};

/** "1 Dec 2026" for 2026-12-01. */
export function formatDay(day: string, { region }: Pick<Place, "region">): string {
  return formatDate(Date.parse(day), { region, timeZone: "UTC" });
}

/** What a report leaves out or goes by, in whole sentences. */
export const statedWords = {
  period: (from: string, to: string) => (from === to ? `On ${from}.` : `From ${from} to ${to}.`),
  endOf: (day: string) => `At the end of ${day}.`,
  asOf: (time: string) => `As things were on ${time}.`,
  nothing: "There is no day in this period of which anything is known.",
  since: (day: string) => `Before ${day} there is no audit log, and so nothing to report.`,
  only: { provider: "Providers only.", staff: "Staff only." } satisfies Record<AccountType, string>,
  onlyRole: (role: Role) => `Role: ${roleNames[role]}.`,
  asToday: "Account type and role are those of today, for earlier days too.",
  openingHours: (from: string, to: string, timeZone: string) =>
    `Office hours are Monday to Friday, ${from} to ${to} (${timeZone}).`,
  strangers:
    "“No account” are attempts with an e-mail that belongs to nobody here, and attempts while somebody was locked out.",
  withoutStrangers: "Attempts with an e-mail that belongs to nobody here are left out.",
} as const;

/** What the exported table is called, without its ending. */
export function reportFileName(report: ReportName, fromOn: string, toOn: string): string {
  return `Wardkey ${reportNames[report].toLowerCase()} ${fromOn === toOn ? fromOn : `${fromOn} to ${toOn}`}`;
}

/** Words of the evidence pack that are about this practice's records. */
export const evidenceRecordWords = {
  madeBy: (name: string, role: string) => `${name}, ${role}`,
  workstation,
  endedEarly: (reason: string, day: string) => `${reason} (ended on ${day})`,
} as const;

/** The reports' screen. */
export const reportScreenWords = {
  title: "Reports",
  lead: "What the audit log says, to be read, printed and handed over.",
  report: "Report",
  from: "From",
  to: "To",
  badDay: "Type a whole date.",
  backwards: "This is before the first day.",
  accountType: "Account type",
  role: "Role",
  loading: "Loading the report",
  chart: (name: string) => `${name}: chart`,
  asTable: "Show as table",
  figures: "The figures",
  chartFailed: "The chart could not be drawn. These are its numbers.",
  nothing: "Nothing to report",
  nothingWhy: "Nothing of the kind happened in this time, or nobody fits.",
  tooEarly: "Too early for a chart",
  tooEarlyWhy: "A chart over time takes at least two days. The figures below are all there is.",
  cut: (shown: number, total: number, place: Place) =>
    `The first ${formatNumber(shown, place)} of ${formatNumber(total, place)} rows. Export the report to have them all.`,
  toList: "Open this list in People",
  takeOut: "Export",
  pack: "Evidence pack",
} as const;

export const takeReportWords = {
  title: (report: ReportName) => `Export the report “${reportNames[report]}”?`,
  effect: "All of its rows, under the filters that are chosen. It is noted in the audit log.",
  as: "As",
  tos: {
    csv: { label: "CSV", about: "For a spreadsheet. Formulas are defused." },
    pdf: { label: "PDF", about: "As on paper, with the chart." },
    printer: { label: "Printed pages", about: "The system’s print dialog opens." },
  },
  confirm: "Export",
  done: (name: string) => `Saved as ${name}.`,
  printed: "The report went to the printer.",
} as const;

export const evidenceDialogWords = {
  title: "Make the evidence pack?",
  effect:
    "One document for an insurer or an auditor: coverage, the 2FA policy, exemptions with owner and end date, resets, lockouts, and the hash that seals the audit log at this moment. It is noted in the audit log.",
  as: "As",
  tos: {
    pdf: { label: "PDF", about: "One file to hand over." },
    printer: { label: "Printed pages", about: "The system’s print dialog opens." },
  },
  from: "From",
  to: "To",
  confirm: "Make the evidence pack",
  done: (name: string) => `Saved as ${name}.`,
  printed: "The evidence pack went to the printer.",
} as const;
