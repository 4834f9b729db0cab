/** Many people at once: the columns of their list, who is left out of an act and why, what an export says of itself. */

import { type Formats, formatDate, formatDateTime, formatLastDay, formatNumber, type Place } from "../formats";
import { roleNames } from "../shell/messages";
import type { Method, PeopleColumn, StatusFilter } from "../vocabulary";
import { accountTypeWords, peopleWords, statusLabel, statusWords } from "./messages";
import type { PeopleFilter, PersonRow, SkipCause } from "./views";

/** Headings of the list, on screen, in files and on paper. */
export const columnLabels: Readonly<Record<PeopleColumn, string>> = {
  name: "Name",
  email: "E-mail",
  "cell-phone": "Cell phone",
  "account-type": "Account type",
  role: "Role",
  status: "Status",
  "two-factor": "2-Factor Auth",
  "required-by": "Required by",
  deadline: "Deadline",
  "last-used": "Last used",
  "two-factor-id": "Two-factor ID",
  "recovery-codes": "Recovery codes left",
  reminded: "Reminded",
};

/** How an account proves its second factor. */
export const methodWords: Readonly<Record<Method, string>> = { none: "Off", text: "Text message", app: "App" };

/** What a file or a paper says in a cell; `phone` writes a number as the screens do. */
export type CellFormats = { readonly formats: Formats; readonly phone: (e164: string) => string };

const cells: Readonly<Record<PeopleColumn, (row: PersonRow, write: CellFormats) => string>> = {
  name: ({ name }) => name,
  email: ({ email }) => email,
  "cell-phone": ({ cellPhone }, { phone }) => (cellPhone === null ? "" : phone(cellPhone)),
  "account-type": ({ accountType }) => accountTypeWords[accountType],
  role: ({ role }) => roleNames[role],
  status: (row, { formats }) => statusLabel(row, formats),
  "two-factor": ({ twoFactor }) => methodWords[twoFactor],
  "required-by": ({ requiredBy }) => requiredBy ?? "",
  deadline: ({ deadlineAt }, { formats }) => (deadlineAt === null ? "" : formatLastDay(deadlineAt, formats)),
  "last-used": ({ lastUsedAt }, { formats }) =>
    lastUsedAt === null ? peopleWords.never : formatDateTime(lastUsedAt, formats),
  "two-factor-id": ({ twoFactorId }) => twoFactorId,
  "recovery-codes": ({ recoveryCodesLeft }, { formats }) => formatNumber(recoveryCodesLeft, formats),
  reminded: ({ remindedAt }, { formats }) => (remindedAt === null ? "" : formatDateTime(remindedAt, formats)),
};

/** One cell of a row, in words. */
export function cellWords(column: PeopleColumn, row: PersonRow, write: CellFormats): string {
  return cells[column](row, write);
}

/** Columns of figures stand at the end of theirs. */
export function isFigure(column: PeopleColumn): boolean {
  return column === "recovery-codes";
}

/** Why an act left a person out: after the name, "Ana Castillo: this is your own account". */
export const skipWords: Readonly<Record<SkipCause, string>> = {
  "own-account": "this is your own account",
  manager: "a manager: that takes a second one, one person at a time",
  deactivated: "deactivated",
  "no-phone": "no cell phone in the profile",
  "not-late": "nothing is due",
  "reminded-today": "reminded within the last 24 hours",
  "two-factor-on": "two-factor is on already",
  "same-person": "the same phone as yours, so it counts as yours",
  "both-factors": "you replaced the other factor within seven days",
  "not-another-person": "somebody too close to you replaced the other factor within seven days",
  "records-damaged": "the records do not match the audit log",
};

const codesWords: Readonly<Record<"none" | "low" | "no-way-back", string>> = {
  none: "Recovery codes: none left.",
  low: "Recovery codes: three or fewer left.",
  "no-way-back": "No way back without the phone: no recovery codes left, and no backup password.",
};

/** What of the list was shown, in whole sentences; none where nothing was left out. */
export function filterSentences(filter: PeopleFilter, place: Place): readonly string[] {
  const { search, status, role, accountType, method, codes, late, dueOn } = filter;
  return [
    search.trim() === "" ? null : `Found by “${search.trim()}”.`,
    late ? "Overdue, or with days left." : null,
    status === null ? null : statusSentence(status),
    role === null ? null : `Role: ${roleNames[role]}.`,
    accountType === null ? null : `Account type: ${accountTypeWords[accountType]}.`,
    method === null ? null : `2-Factor Auth: ${methodWords[method]}.`,
    codes === null ? null : codesWords[codes],
    dueOn === null ? null : `Deadline: ${dayWords(dueOn, place)}.`,
  ].filter((sentence) => sentence !== null);
}

function statusSentence(status: StatusFilter): string {
  return status === "active" ? "Deactivated people are left out." : `Status: ${statusWords[status]}.`;
}

/** "1 Dec 2026" for 2026-12-01. */
function dayWords(day: string, { region }: Place): string {
  return formatDate(Date.parse(day), { region, timeZone: "UTC" });
}

/** The list on paper. */
export const peopleListTitle = "People";

/** What the exported table is called, without its ending. */
export function peopleFileName(date: string): string {
  return `Wardkey people ${date}`;
}
