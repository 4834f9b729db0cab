import { daysAgo, type Formats, formatDate, formatDateTime, formatNumber, type Place } from "../formats";
import type { PersonRef } from "../person-ref";
import type { EntriesPage, FullCheckEnd } from "./views";

/** The screen Audit log; the sentences of its entries are in entry-messages.ts. */

export type Group = "sign-in" | "two-factor" | "people" | "settings" | "ledger";

export const groupWords: Readonly<Record<Group, string>> = {
  "sign-in": "Signing in",
  "two-factor": "Two-factor",
  people: "People",
  settings: "Settings",
  ledger: "Vault and audit log",
};

export const auditLogWords = {
  title: "Audit log",
  lead: "Everything that ever happened here, newest first. Nothing can be changed or taken out.",
  entries: "Entries",
  loading: "Loading entries",
  failed: "The audit log could not be read",
  empty: "There are no entries yet",
  emptyWhy: "Every change of state is written here as it happens.",
  noMatch: "No entry fits these filters",
  noMatchWhy: "The entries are still there; the filters hide them.",
  clear: "Clear filters",
  filters: "Filters",
  person: "Person",
  everybody: "Everybody",
  noPerson: "Nobody fits.",
  openPeople: "Show people",
  personOption: (name: string, email: string) => `${name} (${email})`,
  group: "What",
  everything: "Everything",
  from: "From",
  to: "To",
  backwards: "This is before the first day.",
  older: "Load older",
  end: "This is where it begins.",
  fresh: (count: number, place: Place) => `${formatNumber(count, place)} new`,
  freshAbout: "Show what has happened since",
  shown: (page: Pick<EntriesPage, "total">, place: Place) =>
    page.total === 1 ? "1 entry" : `${formatNumber(page.total, place)} entries`,
  export: "Export",
  nobody: "Wardkey",
} as const;

export const stateWords = {
  region: "Is the audit log whole?",
  checking: "Checking the chain",
  checked: (done: number, of: number, place: Place) =>
    `${formatNumber(done, place)} of ${formatNumber(of, place)} entries`,
  verified: (entries: number, newer: number, place: Place) =>
    `Verified up to entry ${formatNumber(entries, place)}${newer === 0 ? "" : `; ${formatNumber(newer, place)} newer`}`,
  at: (at: number, formats: Formats) => `Checked ${formatDateTime(at, formats)}`,
  head: "Head",
  wrong: "Something does not add up",
  again: "Verify now",
} as const;

export const fullCheckWords = {
  running: "Checking the whole vault",
  progress: (done: number, of: number, place: Place) =>
    done === 0 ? "Reading the file" : `${formatNumber(done, place)} of ${formatNumber(of, place)} entries`,
  cancel: "Cancel",
  never: "The whole vault has not been checked yet.",
  ended: ({ result, at, by, entries }: FullCheckEnd, formats: Formats) => {
    const when = formatDateTime(at, formats);
    const whole = `${formatNumber(entries, formats)} ${entries === 1 ? "entry" : "entries"}`;
    switch (result) {
      case "intact":
        return `Full check on ${when}: no tampering found in ${whole}.`;
      case "wrong":
        return `Full check on ${when}: something did not add up.`;
      case "canceled":
        return `${by ?? auditLogWords.nobody} stopped the full check on ${when}.`;
      case "failed":
        return `The full check on ${when} could not run.`;
    }
  },
  again: "Press “Verify now”, or it starts again by itself within a day.",
  due: "The weekly check is due and starts by itself.",
  next: (at: number, formats: Formats) => `The next one is due on ${formatDate(at, formats)}.`,
} as const;

export const rebuildWords = {
  open: "Rebuild from the audit log",
  title: "Rebuild the records from the audit log?",
  effect:
    "Wardkey keeps the vault’s file as it is now, and makes all stored records anew from the audit log. Secrets that were changed are revoked. You are signed out. Then a manager confirms the vault with the recovery kit or a second manager, before anybody signs in.",
  confirm: "Rebuild",
} as const;

export const entryWords = {
  title: (seq: number, place: Place) => `Entry ${formatNumber(seq, place)}`,
  close: "Close",
  who: "Who",
  about: "About",
  kind: "Kind",
  changes: "What changed",
  number: "Number",
  hash: "Hash",
  hashAbout: "It covers this entry and the hash of the one before, so that nothing can be changed or left out unseen.",
  openPerson: (name: string) => `Open ${name}`,
} as const;

export const changeWords = { before: "before:", after: "now:" } as const;

export interface ShownFilter {
  readonly person: PersonRef | null;
  readonly group: Group | null;
  /** Days as typed, YYYY-MM-DD; null is open. */
  readonly from: string | null;
  readonly to: string | null;
}

export const exportWords = {
  title: "Export entries",
  effect: (count: number, place: Place) =>
    `${count === 1 ? "1 entry" : `${formatNumber(count, place)} entries`}, exactly what the filters show. The export is itself noted in the audit log.`,
  format: "Format",
  formats: {
    csv: { label: "CSV", about: "For a spreadsheet." },
    json: { label: "JSON", about: "Whole entries with their hashes, to check the chain elsewhere." },
  },
  export: "Export",
  done: (name: string) => `Saved as ${name}.`,
} as const;

/** "Marcus Webb · Two-factor · from 1 Nov 2026"; what is exported, in words. */
export function filterWords({ person, group, from, to }: ShownFilter): string {
  const parts = [
    person === null ? auditLogWords.everybody : person.name,
    group === null ? auditLogWords.everything : groupWords[group],
    ...(from === null ? [] : [`${auditLogWords.from.toLowerCase()} ${dayOf(from)}`]),
    ...(to === null ? [] : [`${auditLogWords.to.toLowerCase()} ${dayOf(to)}`]),
  ];
  return parts.join(" · ");
}

function dayOf(date: string): string {
  return formatDate(Date.parse(`${date}T00:00Z`), { region: "GB", timeZone: "UTC" });
}

const days = new Map<string, Intl.DateTimeFormat>();

/** "Today", "Yesterday", or "Monday 2 November 2026", in the practice's zone. */
export function dayWords(at: number, formats: Formats): string {
  const ago = daysAgo(at, formats);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  const key = `${formats.region} ${formats.timeZone}`;
  const known = days.get(key);
  const format =
    known ?? new Intl.DateTimeFormat(`en-${formats.region}`, { dateStyle: "full", timeZone: formats.timeZone });
  days.set(key, format);
  return format.format(at);
}
