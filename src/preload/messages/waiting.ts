import { type Formats, formatUntil } from "./formats";

/** What waits for a second manager, as every screen says it; the sign-in screen among them, which loads little. */
export const waitingWords = {
  title: (count: number) =>
    count === 1 ? "Something waits for a second manager" : `${count} things wait for a second manager`,
  /** To whoever may not see what it is. */
  general: "A manager has asked for something that takes two of them. Another manager can look at it, signed in.",
  until: (at: number, formats: Formats) => `Without an answer it may be done from ${formatUntil(at, formats)}.`,
  over: "Nobody has answered for 72 hours, so it may be done now.",
  more: (count: number) => (count === 1 ? "and 1 more" : `and ${count} more`),
  show: "Show what waits",
} as const;
