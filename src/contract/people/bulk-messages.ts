import { formatNumber, type Place } from "../formats";
import type { Density, PeopleColumn } from "../vocabulary";
import { columnLabels } from "./bulk-result-messages";

/** Many people at once: selecting, bulk acts, columns, saved views, exporting the list. */

/** "12 people", "1 person". */
function people(count: number, place: Place): string {
  return count === 1 ? "1 person" : `${formatNumber(count, place)} people`;
}

export const manyWords = {
  select: (name: string) => `Select ${name}`,
  selectAll: "Select all who fit",
  isSelected: "Selected",
  bar: "Selection",
  selected: (count: number, place: Place) => `${people(count, place)} selected`,
  clear: "Clear selection",
  working: "Working",
  cancel: "Cancel",
  close: "Close",
  progress: (done: number, of: number, place: Place) =>
    of === 0 ? "Beginning" : `${formatNumber(done, place)} of ${formatNumber(of, place)}`,
  others: "More",
} as const;

export const requireWords = {
  button: (count: number, place: Place) => `Require for ${people(count, place)}`,
  tooMany: "More than 1,000 at once: write a rule for everyone, an account type or a role instead.",
} as const;

export const remindWords = {
  button: (count: number, place: Place) => `Remind ${people(count, place)}`,
  title: (count: number, place: Place) => `Remind ${people(count, place)} by text message?`,
  effect:
    "Whoever is late gets one text message that says by when two-factor has to be set up, and whom to call. Nobody else is sent anything.",
  noGateway: "Reminders go by text message, and the practice has no gateway yet.",
  confirm: "Send reminders",
  keep: "Cancel",
  done: (count: number, place: Place) => `Reminders are on their way to ${people(count, place)}.`,
  nobody: "Nobody was reminded.",
  again: (count: number, place: Place) => `Remind ${people(count, place)} again today`,
  outbox: "What was sent and what failed",
} as const;

export const sheetsWords = {
  button: (count: number, place: Place) => `Enrollment sheets for ${people(count, place)}`,
  title: (count: number, place: Place) => `Enrollment sheets for ${people(count, place)}?`,
  effect:
    "One page per person, with what to do and a new setup code that works for seven days. A setup code given out earlier stops working. The codes stand on the paper only.",
  form: "Form",
  forms: {
    plain: { label: "Plain", about: "The key is shown on the screen only, to the person who signs in." },
    sealed: {
      label: "Sealed, with the QR code",
      about:
        "For phones that are prepared before the first sign-in: a key is on the paper too, to be folded in. It is replaced at its first use. That you printed it is recorded.",
    },
  },
  to: "As",
  tos: { printer: "Printed pages", pdf: "A PDF file" },
  size: "Paper",
  sizes: { A4: "A4", Letter: "Letter" },
  confirm: { printer: "Print", pdf: "Save PDF" },
  done: (count: number, place: Place) => `Enrollment sheets for ${people(count, place)} are made.`,
  nobody: "No sheet was made.",
} as const;

export const deactivateWords = {
  button: (count: number, place: Place) => `Deactivate ${people(count, place)}`,
  title: (count: number, place: Place) => `Deactivate ${people(count, place)}?`,
  effect:
    "They are signed out and cannot sign in any more. Codes given out stop working. The accounts and their entries stay, and each can be reactivated.",
  confirm: (count: number, place: Place) => `Deactivate ${people(count, place)}`,
  keep: "Keep active",
  done: (count: number, place: Place) => `${people(count, place)} deactivated.`,
  nobody: "Nobody was deactivated.",
} as const;

export const skippedWords = {
  title: (count: number, place: Place) => `${people(count, place)} left out`,
  lead: "Nothing was changed for them.",
  because: (name: string, why: string) => `${name}: ${why}`,
  more: (count: number, place: Place) => `and ${formatNumber(count, place)} more`,
  close: "Close",
} as const;

export const listWords = {
  tools: "The list",
  columns: "Columns",
  density: "Row height",
  densities: { compact: "Compact", normal: "Normal", roomy: "Roomy" } satisfies Record<Density, string>,
  alwaysShown: "Always shown",
  moveLeft: (column: PeopleColumn) => `Move ${columnLabels[column]} left`,
  moveRight: (column: PeopleColumn) => `Move ${columnLabels[column]} right`,
  narrower: (column: PeopleColumn) => `Make ${columnLabels[column]} narrower`,
  wider: (column: PeopleColumn) => `Make ${columnLabels[column]} wider`,
  resetWidths: "Reset widths",
  method: "Method",
  anyMethod: "Every method",
  views: "Views",
  noViews: "No saved views yet",
  show: "Show",
  saveView: "Save this view",
  removeView: (name: string) => `Remove the view ${name}`,
  saveTitle: "Save this view",
  saveLead: "Search, filters, order and columns, under a name. Only you see it.",
  viewName: "Name",
  nameMissing: "Give it a name of at most 60 characters.",
  saved: (name: string) => `The view ${name} is saved.`,
  removed: (name: string) => `The view ${name} is removed.`,
  save: "Save",
  cancel: "Cancel",
  import: "Import",
  export: "Export",
  late: "Overdue or with days left",
  dueOn: (day: string) => `Due by ${day}`,
  codes: {
    none: "No recovery codes left",
    low: "Few recovery codes left",
    "no-way-back": "No recovery codes left, and no backup password",
  },
  removeFilter: (filter: string) => `Remove the filter: ${filter}`,
} as const;

export const takeOutWords = {
  title: (count: number, place: Place) => `Export the list of ${people(count, place)}?`,
  effect: "Exactly what is shown: these people in this order, with these columns. It is noted in the audit log.",
  to: "As",
  tos: {
    csv: { label: "CSV", about: "For a spreadsheet. Formulas are defused." },
    pdf: { label: "PDF", about: "As on paper." },
    printer: { label: "Printed pages", about: "The system’s print dialog opens." },
  },
  confirm: "Export",
  done: (name: string) => `Saved as ${name}.`,
  printed: "The list went to the printer.",
} as const;
