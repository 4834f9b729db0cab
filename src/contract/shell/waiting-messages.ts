import { type Formats, formatDay } from "../formats";

/** What waits, as every screen says it; the sign-in screen among them, which loads little. */
export const waitingWords = {
  title: (count: number) =>
    count === 1 ? "Something waits for a second manager" : `${count} things wait for a second manager`,
  /** To whoever may not see what it is. */
  general: "A manager has asked for something that takes two of them. Another manager can look at it, signed in.",
  asked: (at: number, formats: Formats) =>
    `Any other manager can object. Without an answer it goes ahead about ${formatDay(at, formats)}.`,
  waited: "Nobody has answered for long enough, so it may be done now. Any other manager can still object.",
  approved: "It is approved, and may be done now. Any other manager can still object.",
  objected: "A manager objected. A third manager decides, or manager recovery.",
  settled: "Manager recovery decided: it may be done now.",
  more: (count: number) => (count === 1 ? "and 1 more" : `and ${count} more`),
  show: "Show what waits",
} as const;

/** What waits and goes ahead after a day of notice, since there is nobody else. */
export const dayWords = {
  title: (count: number) =>
    count === 1
      ? "A manager has given 24 hours of notice"
      : `Managers have given 24 hours of notice of ${count} things`,
  asked: (at: number, formats: Formats) =>
    `It goes ahead about ${formatDay(at, formats)}, unless the person it concerns or another manager objects.`,
  waited: "The 24 hours are over, so it may be done now. An objection still stops it.",
  objected: "Somebody objected, so it is stopped.",
} as const;

/** What waits and concerns the reader's own account. */
export const mineWords = {
  title: "A manager is about to change your account",
  by: (name: string, sentence: string) => `Asked by ${name}: ${sentence}`,
  asked: (at: number, formats: Formats) =>
    `It goes ahead about ${formatDay(at, formats)}, unless you object. Object if you did not ask for this.`,
  waited: "The 24 hours are over, so it may be done now. Object if you did not ask for this.",
  objected: "Somebody objected, so it is stopped. Nothing in your account has changed.",
  object: "Object",
  objectTitle: "Object to this?",
  objectEffect: (name: string) =>
    `Objecting stops it: ${name} cannot go on with it, and reads your reason. Nothing in your account changes, and you can still sign in as you do now.`,
} as const;
