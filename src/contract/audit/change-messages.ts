/** What an entry changed, before and after; and what an export of the ledger calls its columns. */

import type { AccountType, Role, TextTokenMinutes } from "../vocabulary";
import { accountTypeNames, capital, roleNames } from "./entry-vocabulary";

/** What an entry changed, named as the screens name it. */
export const changeLabels = {
  name: "Name",
  email: "E-mail",
  cellPhone: "Cell phone",
  accountType: "Account type",
  role: "Role",
  practiceName: "Practice name",
  region: "Country",
  timeZone: "Time zone",
  stillStuck: "Still stuck? Call",
  textTokenMinutes: "Text-message tokens expire",
  digits: "Digits of new authenticators",
  idleMinutes: "Locks when idle",
  rememberDays: "Workstations are remembered",
  textForApp: "Tokens by text for people with the app",
  policy: "2FA policy",
  baseUrl: "Gateway address",
  accountSid: "Account SID",
  sender: "Sender",
} as const;

function afterMinutes(minutes: number): string {
  return minutes === 1 ? "after 1 minute" : `after ${minutes} minutes`;
}

/** Values before and after a change. */
export const changeValues = {
  none: "none",
  accountType: (accountType: AccountType) => capital(accountTypeNames[accountType]),
  role: (role: Role) => capital(roleNames[role]),
  region: (region: string) => new Intl.DisplayNames("en", { type: "region" }).of(region) ?? region,
  lifetime: (minutes: TextTokenMinutes) => (minutes === "never" ? "never" : afterMinutes(minutes)),
  idle: afterMinutes,
  onOff: (on: boolean | undefined) => (on === true ? "on" : "off"),
  days: (days: number) => (days === 0 ? "not at all" : days === 1 ? "for 1 day" : `for ${days} days`),
} as const;

/** Headings of the exported table. */
export const exportHeadings = {
  number: "Number",
  time: "Time (UTC)",
  event: "Event",
  who: "Who",
  whom: "Whom",
  sentence: "What happened",
  changes: "Changes",
  previousHash: "Previous hash",
  hash: "Hash",
} as const;

/** "Name: Marc Webb -> Marcus Webb". */
export function changeInLine(change: {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}): string {
  return `${change.what}: ${change.before} -> ${change.after}`;
}

/** What the exported file is called, without its ending. */
export function exportFileName(date: string): string {
  return `Wardkey audit log ${date}`;
}
