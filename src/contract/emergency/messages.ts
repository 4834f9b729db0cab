import { type Formats, formatDateTime, formatNumber, formatTime, formatUntil } from "../formats";

/** The emergency codes and emergency access, as far as they are seen behind the sign-in. */

/** On every screen of the shift. */
export const emergencyBannerWords = {
  title: (until: number, name: string, formats: Formats) =>
    `Emergency access until ${formatUntil(until, formats)}, by ${name}`,
  body: "Everything is recorded, and a manager reviews it afterwards. It is for helping people in and reading lists: the rest stays closed.",
  end: "End now",
} as const;

export const emergencyCodesWords = {
  title: "Emergency codes",
  about:
    "For the day on which no manager can be reached: two printed halves, kept in two places. Together, with the password of anybody who works here, they open emergency access for one shift of eight hours. Whoever has it can help people in and read lists, and cannot change what the practice has decided. It is shown on every screen, recorded, and reviewed afterwards. With the recovery kit the same halves bring back a manager who lost everything.",
  states: { none: "None", begun: "One half", whole: "Complete" },
  noneTitle: "There are no emergency codes",
  none: "If every manager is ill, or has lost their phone, nobody gets on. Print them now; it takes two occasions.",
  begunTitle: "The second half is missing",
  begun:
    "One half opens nothing. The second one is printed on another occasion: after signing in anew, and by another manager where there are two.",
  whole: (until: string) => `Both halves are printed. They open together until the end of ${until}.`,
  number: "Emergency codes",
  numberOf: (number: number, formats: Formats) => `No. ${formatNumber(number, formats)}`,
  first: "First half",
  second: "Second half",
  printed: (name: string, at: number, formats: Formats) => `${name}, ${formatDateTime(at, formats)}`,
  notYet: "Not printed yet",
  endsOn: "Opens until the end of",
  printFirst: "Print the first half",
  printSecond: "Print the second half",
  anew: "New emergency codes",
  void: "Void them",
} as const;

export const makeHalfWords = {
  firstTitle: "Print the first half?",
  firstEffect:
    "A code goes on paper that is shown nowhere else. Put it into an envelope, seal it, and keep it where the second half will not be.",
  anewTitle: "Print new emergency codes?",
  anewEffect: (number: number) =>
    `Emergency codes ${number} stop working when the first half of the new ones is printed. Shred what is left of them.`,
  secondTitle: "Print the second half?",
  secondEffect: "It makes the emergency codes complete. Keep it where the first half is not.",
  endsOn: "Opens until the end of",
  endsOnHint: "At most 400 days from now. Note in a calendar when to print the next ones.",
  badDay: "Type a whole date.",
  as: "As",
  tos: {
    printer: { label: "Printed page", about: "The system’s print dialog opens." },
    pdf: { label: "PDF", about: "A file can be copied: print it and delete it." },
  },
  confirm: "Print this half",
  confirmPdf: "Save this half",
  printed: "The half went to the printer. Put it into its envelope now.",
  saved: (name: string) => `Saved as ${name}. Print it, and delete the file.`,
  notMade: "The half was neither printed nor saved, so these emergency codes are void. Begin again with a first half.",
} as const;

export const voidEmergencyCodesWords = {
  title: "Void the emergency codes?",
  effect:
    "Neither half opens anything any more. Do it when a seal is broken, or a half cannot be found; then print new ones.",
  confirm: "Void the emergency codes",
  keep: "Keep",
  done: "The emergency codes are void. Shred both halves.",
} as const;

export const openingsWords = {
  title: "Emergency accesses",
  about:
    "Every shift that was opened with emergency codes, the newest first, with what was done in it. Each is reviewed by another manager.",
  none: "Nobody has used emergency access yet.",
  heading: (name: string, at: number, formats: Formats) => `${name}, ${formatDateTime(at, formats)}`,
  owed: "Review owed",
  reviewed: "Reviewed",
  role: "Role",
  when: "When",
  whenOf: (from: number, until: number, formats: Formats) =>
    `From ${formatDateTime(from, formats)}, at the latest until ${formatTime(until, formats)}`,
  reason: "Reason",
  codes: "Emergency codes",
  emergencyCodesOf: (number: number, formats: Formats) => `No. ${formatNumber(number, formats)}`,
  review: "Review",
  reviewOf: (name: string) => `Review the emergency access of ${name}`,
  done: (count: number, formats: Formats) =>
    count === 0
      ? "Nothing was done in it."
      : `What was done in it: ${formatNumber(count, formats)} ${count === 1 ? "entry" : "entries"}`,
  by: (name: string, at: number, formats: Formats) => `Reviewed by ${name}, ${formatDateTime(at, formats)}`,
} as const;

export const reviewWords = {
  title: (name: string) => `Review the emergency access of ${name}?`,
  effect:
    "Say what you found: whether it was an emergency, and whether all that was done belonged to it. The note goes into the audit log.",
  note: "What you found",
  confirm: "Record the review",
  done: "The review is recorded.",
} as const;
