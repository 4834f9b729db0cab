import { daysUntil, type Formats, formatLastDay, formatNumber, type Place } from "../formats";
import type { PersonRef } from "../person-ref";
import type { AccountType, Role, Status } from "../vocabulary";
import type { PersonRow } from "./views";

/** The list of people, and adding somebody. */

/** The status chip: the next thing to do. Filters and exports say the same. */
export const statusWords: Readonly<Record<Status, string>> = {
  locked: "Locked",
  overdue: "Overdue",
  "days-left": "Days left",
  "sms-only": "SMS only",
  "not-set-up": "Not set up",
  exempt: "Exempt",
  app: "App",
  deactivated: "Deactivated",
};

/** "3 days left": whole days that have begun; the last one is "1 day left". */
export function daysLeft(deadlineAt: number, formats: Formats): string {
  const days = Math.max(1, daysUntil(deadlineAt, formats));
  return days === 1 ? "1 day left" : `${formatNumber(days, formats)} days left`;
}

/** What a person's status chip says. */
export function statusLabel(
  { status, deadlineAt, exemptUntilAt }: Pick<PersonRow, "status" | "deadlineAt" | "exemptUntilAt">,
  formats: Formats,
): string {
  if (status === "days-left" && deadlineAt !== null) return daysLeft(deadlineAt, formats);
  if (status === "exempt" && exemptUntilAt !== null) return `Exempt until ${formatLastDay(exemptUntilAt, formats)}`;
  return statusWords[status];
}

export const accountTypeWords: Readonly<Record<AccountType, string>> = { provider: "Provider", staff: "Staff" };

/** "42 people", "1 person". */
function peopleCount(count: number, place: Place): string {
  return count === 1 ? "1 person" : `${formatNumber(count, place)} people`;
}

export const peopleWords = {
  title: "People",
  lead: "Everybody with an account, and the next thing each of them needs.",
  add: "Add person",
  addNotAllowed: "Only a practice manager adds people.",
  filter: "Show only",
  all: "All",
  deactivated: (count: number, place: Place) => `${formatNumber(count, place)} deactivated`,
  search: "Search people",
  searchPlaceholder: "Name, e-mail or phone digits",
  searchKeys: "/",
  clearSearch: "Clear the search",
  accountType: "Account type",
  anyAccountType: "Providers and staff",
  onlyAccountType: { provider: "Providers", staff: "Staff" } satisfies Record<AccountType, string>,
  role: "Role",
  anyRole: "Every role",
  shown: (count: number, place: Place) => `${peopleCount(count, place)}`,
  shownOf: (count: number, all: number, place: Place) => `${formatNumber(count, place)} of ${peopleCount(all, place)}`,
  clear: "Clear filters",
  loading: "Loading people",
  loadingRow: "Loading",
  columns: {
    name: "Name",
    role: "Role",
    twoFactor: "2-Factor Auth",
    cellPhone: "Cell phone",
    lastUsed: "Last used",
  },
  /** Read out for the green check, and for its absence. */
  twoFactorOn: "On",
  twoFactorOff: "Off",
  noPhone: "None",
  never: "Never",
  none: "There is nobody here yet",
  noneWhy: "Add the people of the practice. Each gets a setup code and sets up their own phone.",
  onlyYou: "Nobody but you yet",
  noMatch: "Nobody fits these filters",
  noMatchWhy: "The people are still there; the search and the filters hide them.",
  failed: "The list of people could not be read",
  /** Before a role when it is more than an ordinary one: "Staff · Support". */
  accountTypeAndRole: (accountType: AccountType, role: string) => `${accountTypeWords[accountType]} · ${role}`,
} as const;

/** Which roles are given when somebody is added. */
export const roleAbout: Readonly<Record<Role, string>> = {
  member: "Signs in, and looks after nothing but their own account.",
  support: "Sees people, and helps those who cannot sign in.",
  auditor: "Reads people and the audit log, and changes nothing.",
  manager: "Runs two-factor authentication for the practice.",
};

export const addPersonWords = {
  title: "Add person",
  lead: "They get a two-factor ID at once, and a setup code with which they choose their own password.",
  name: "Name",
  email: "E-mail",
  emailHint: "They sign in with it. Wardkey sends no e-mail.",
  cellPhone: "Cell phone",
  cellPhoneHint: "Optional. For tokens by text message or phone call. An authenticator app works without it.",
  accountType: "Account type",
  accountTypeAbout: { provider: "Sees patients.", staff: "Works at the desk, in billing, or runs the practice." },
  role: "Role",
  roleHint:
    "Nobody is added as a manager. Make somebody a manager later, under Profile, with your password and a token.",
  close: "Close",
  cancel: "Cancel",
  add: "Add person",
} as const;

/** A phone that somebody else has too: allowed, but worth a look. */
export function sharedPhoneWords(others: readonly PersonRef[]): string {
  const names = others.slice(0, 3).map(({ name }) => name);
  const more = others.length - names.length;
  const all = more === 0 ? names : [...names, more === 1 ? "1 more person" : `${more} more people`];
  const last = all.pop() ?? "";
  const who = all.length === 0 ? last : `${all.join(", ")} and ${last}`;
  return `${who} ${others.length === 1 ? "has" : "have"} this number too. That is allowed, but whoever holds the phone gets the tokens of all of them.`;
}

/** Asked before what was typed would be lost. */
export const leaveWords = {
  title: "Leave without saving?",
  body: (what: string) => `What you changed about ${what} is not saved yet.`,
  discardAdd: "What you typed about this person is not saved yet.",
  leave: "Leave",
  stay: "Stay",
} as const;
