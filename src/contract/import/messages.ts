import { formatNumber, type Place } from "../formats";
import type { AccountType } from "../vocabulary";

/** Importing people from a file: four steps, the dry run's notes, and taking an import back. */

type Outcome = "create" | "update" | "skip" | "problem";
type Field = "name" | "firstName" | "lastName" | "email" | "cellPhone" | "accountType";

function rows(count: number, place: Place): string {
  return count === 1 ? "1 row" : `${formatNumber(count, place)} rows`;
}

function people(count: number, place: Place): string {
  return count === 1 ? "1 person" : `${formatNumber(count, place)} people`;
}

const encodings: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  "windows-1252": "Windows-1252",
};
const separators: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "vertical bars",
};

export const importWords = {
  title: "Import people",
  lead: "Adds and changes many people at once from a table, such as a list saved from a spreadsheet as CSV.",
  toPeople: "Back to People",
  step: (current: number, total: number) => `Step ${current} of ${total}`,
  back: "Back",
  next: "Next",
  fileKinds: { tables: "Tables as text", all: "All files" },
  /** A column without a name. */
  column: (number: number) => `Column ${number}`,

  file: {
    title: "Choose a file",
    lead: "One row for each person, with their e-mail. Nothing changes before you have seen what would.",
    reads: "Wardkey reads CSV and other text tables, in any usual encoding, with commas, semicolons, tabs or bars.",
    choose: "Choose file",
    another: "Choose another file",
    reading: "Reading the file",
    chosen: (file: string) => `${file} is ready`,
    facts: (count: number, encoding: string, separator: string, place: Place) =>
      `${rows(count, place)}, ${encodings[encoding] ?? encoding}, separated by ${separators[separator] ?? separator}`,
  },

  columns: {
    title: "Say what the columns hold",
    lead: "Wardkey has looked at their names. Check each of them beside the first rows of your file.",
    fields: {
      name: "Full name",
      firstName: "First name",
      lastName: "Last name",
      email: "E-mail",
      cellPhone: "Cell phone",
      accountType: "Account type",
    } satisfies Record<Field, string>,
    hints: {
      email: "People are known by it: a row whose e-mail is there already never makes a second account.",
      accountType: "Provider or staff. From a job title, only new people get it. No role is given by an import.",
    },
    none: "Not in the file",
    noEmail: "Choose the column that holds the e-mail.",
    noName: "Without a name only people who are there already can be changed.",
    sample: "The first rows of the file",
    nothing: "–",
    known: "People who are there already",
    knownOptions: {
      update: {
        label: "Change them",
        about: "What the file says replaces what is there. An empty cell changes nothing.",
      },
      skip: { label: "Leave them as they are", about: "Only new people are added." },
    } satisfies Record<"update" | "skip", { label: string; about: string }>,
    accountTypeOfNew: "Account type of new people",
    accountTypeOfNewHint: "Where the row does not say.",
    accountTypes: { provider: "Provider", staff: "Staff" } satisfies Record<AccountType, string>,
    check: "Check the rows",
    checking: "Checking the rows",
    share: (done: number, of: number) => (of === 0 ? "Starting" : `${Math.floor((100 * done) / of)} %`),
    cancel: "Cancel",
    cancelled: "You stopped the check. Nothing has changed.",
  },

  check: {
    title: "See what would happen",
    lead: "This is a dry run: nothing has changed yet.",
    tiles: "Show only",
    outcomes: { create: "Add", update: "Change", skip: "Leave alone", problem: "Problem" } satisfies Record<
      Outcome,
      string
    >,
    rows: {
      create: "Rows to add",
      update: "Rows to change",
      skip: "Rows left alone",
      problem: "Rows with a problem",
    } satisfies Record<Outcome, string>,
    none: {
      create: "No row would add anybody",
      update: "No row would change anybody",
      skip: "No row is left alone",
      problem: "No row has a problem",
    } satisfies Record<Outcome, string>,
    headings: {
      line: "Line",
      name: "Name",
      email: "E-mail",
      cellPhone: "Cell phone",
      accountType: "Account type",
      notes: "Notes",
    },
    loading: "Loading rows",
    loadingRow: "Loading",
    failed: "The rows could not be read",
    lost: "This dry run is over. Check the rows again.",
    saveProblems: "Save the problems",
    saved: (file: string) => `Saved ${file}`,
    problemsLeft: (count: number, place: Place) =>
      count === 1
        ? "1 row would be left out. Save it, correct it, and import it any time: nobody is added twice."
        : `${rows(count, place)} would be left out. Save them, correct them, and import the rest any time: nobody is added twice.`,
    nothingToDo: "No row adds or changes anybody.",
    next: (count: number, place: Place) => `Go on with ${people(count, place)}`,
  },

  run: {
    title: "Import",
    lead: "All of it or nothing: if anything fails, nobody was added or changed.",
    what: (file: string) => `From ${file}`,
    create: (count: number, place: Place) =>
      `${people(count, place)} will be added, as ordinary members without a code.`,
    update: (count: number, place: Place) => `${people(count, place)} will be changed.`,
    leftOut: (count: number, place: Place) => `${rows(count, place)} will be left out.`,
    act: (count: number, place: Place) => `Import ${people(count, place)}`,
    running: "Importing. This takes a few seconds; Wardkey answers again when it is done.",
  },

  done: {
    title: "Imported",
    created: (count: number, place: Place) => `${people(count, place)} added`,
    updated: (count: number, place: Place) => `${people(count, place)} changed`,
    leftOut: (count: number, place: Place) => `${rows(count, place)} left out`,
    next: "New people get in with the setup code on their enrollment sheet. Print the sheets from the list of people who have not set up yet.",
    sheets: "Print enrollment sheets",
    another: "Import another file",
  },

  undo: {
    act: "Undo",
    actOf: (file: string) => `Undo the import of ${file}`,
    title: (file: string) => `Undo the import of ${file}?`,
    effect:
      "Whom it added is deactivated, and whom it changed is changed back. Whoever has done or been given anything since is left alone, and named.",
    confirm: "Undo the import",
    keep: "Keep it",
    checking: "Looking at each account",
    undone: "Undone",
    result: (deactivated: number, restored: number, place: Place) =>
      `${people(deactivated, place)} deactivated, ${formatNumber(restored, place)} changed back`,
    skipped: (count: number, place: Place) =>
      count === 1
        ? "1 person has changed since and was left alone:"
        : `${formatNumber(count, place)} people have changed since and were left alone:`,
    more: (count: number, place: Place) => `and ${formatNumber(count, place)} more; the audit log names them.`,
  },
  undoReason: "The import was undone.",

  last: {
    title: "Last imports",
    none: "Nothing has been imported yet.",
    loading: "Loading the last imports",
    headings: { file: "File", when: "When", by: "By", what: "What", undo: "Undo" },
    what: (created: number, updated: number, skipped: number, place: Place) =>
      `${formatNumber(created, place)} added, ${formatNumber(updated, place)} changed, ${formatNumber(skipped, place)} left out`,
    somebody: "Somebody",
  },
  entry: "Import",
} as const;

/** What the dry run says of a row. */
export const importNotes = {
  skipped: { known: "There already.", same: "There already, just like this." } satisfies Record<
    "known" | "same",
    string
  >,
  change: (what: string, before: string, after: string) => `${what}: ${before} → ${after}`,
  twice: (line: number) => `The same e-mail as on line ${line}, which counts.`,
  /** Allowed, as for a single person; worth a look. */
  sharedWith: (name: string, others: number) =>
    others === 0 ? `${name} has this number too.` : `${name} and ${others} more have this number too.`,
  sharedInFile: (line: number) => `The same cell phone as on line ${line}.`,
  notAnAccountType: (typed: string) => `“${typed}” is not known as an account type. Write provider or staff.`,
  unreadable: (typed: string) => `Some letters in “${typed}” could not be read. Correct them and import the row again.`,
  problems: {
    "too-many-cells": "More cells than columns: put quotation marks around a cell that holds a separator.",
    "name-missing": "The name is missing.",
    "name-too-long": "The name is too long.",
    "not-a-name": "This is not a name.",
    "email-missing": "The e-mail is missing.",
    "email-too-long": "The e-mail is too long.",
    "not-an-email": "This is not an e-mail address.",
    "not-a-phone-number": "This is not a phone number. Write it with its country code if it is from abroad.",
    "not-a-cell-phone": "This is not known to be a cell phone. A landline or a toll-free number gets no text messages.",
    "phone-extension": "A number with an extension gets no tokens. Write one without it, or none.",
    "digits-lost": "The spreadsheet has cut off this number’s digits. Write them out, in a column of text.",
    "own-account": "This is you. Change your own profile in your settings.",
    manager: "This is a practice manager, whose changes take a second manager. Edit them in People.",
    "identity-needed":
      "The e-mail was changed within the last 14 days. Change the name in People, where you can say how you made sure who asks.",
    "email-used":
      "Somebody else has signed in with this e-mail, so it stays theirs. Two managers can let another account have it, or one after 24 hours of notice: add this person by hand.",
    deactivated: "There is a deactivated account with this e-mail. Reactivate it in People first.",
    "asks-less":
      "With this account type the 2FA policy asks less of them, which takes a second manager. Change the account type in People.",
    "records-damaged": "This account’s records do not match the audit log. A practice manager has to look at it first.",
  },
} as const;

/** What the file of problems adds to the columns of the imported one. */
export const problemHeadings = { line: "Line", problem: "Problem" } as const;

export function problemFileName(file: string): string {
  return `${file} problems.csv`;
}
