import { type Formats, formatDay } from "./formats";

/** What waits for a second manager, as every screen says it; the sign-in screen among them, which loads little. */
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
