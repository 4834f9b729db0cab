import { type Formats, formatApart, formatDateTime } from "../formats";

/** A clock that is wrong, and how it is corrected at the sign-in and in the first run. */

/** What is known of it, on the sign-in page; the fewest words, as that page loads little. */
export const clockNoticeWords = {
  title: "This computer’s clock may be wrong",
  behind: "It stands before what was recorded here last.",
  off: (byMs: number) => `Several phones agree that it is ${formatApart(byMs)} ${byMs >= 0 ? "fast" : "slow"}.`,
  shows: (now: number, formats: Formats) => `It shows ${formatDateTime(now, formats)}.`,
  effect: "Codes from an app may be refused until it is right.",
  correct: "Correct the clock",
} as const;

export const clockFieldWords = {
  date: "Date",
  time: "Time",
  zone: (timeZone: string) => `With seconds, in ${timeZone.replaceAll("_", " ")}.`,
  notATime: "Type a date and a time.",
} as const;

export const correctClockWords = {
  title: "Correct the clock",
  lead: "Type the right time, from a phone or another clock that you trust. Wardkey then goes by it; the computer’s own clock stays as it is. It is recorded.",
  reason: "Reason",
  reasonHint: "Why the clock is wrong, as far as you know.",
  who: "A practice manager proves it",
  whoLead:
    "With password and recovery code: a phone proves nothing while the clock is wrong. The recovery code is used up.",
  second: "A second manager",
  secondLead: "This practice has two managers, so it takes both. Nothing of yours was used up yet.",
  email: "E-mail",
  password: "Password",
  recoveryCode: "Recovery code",
  secondEmail: "Second manager’s e-mail",
  secondPassword: "Second manager’s password",
  secondRecoveryCode: "Second manager’s recovery code",
  submit: "Correct the clock",
  corrected: "The clock was corrected. Sign in now.",
  cancel: "Cancel",
  inSetupLead:
    "Type the right time, from a phone or another clock that you trust. Wardkey goes by it from now on; the computer’s own clock stays as it is.",
  inSetupDone: "The clock was corrected. Type a new code.",
} as const;
