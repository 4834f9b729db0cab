import { apartWords, clockWords } from "../audit/support-entry-messages";
import type { ClockState } from "./views";

/** The clock doctor behind the sign-in: Settings, the status bar, and the banner. */

export const clockSectionWords = {
  title: "The clock of this computer",
  about:
    "Tokens of authenticator apps fit only while this clock is right. Wardkey judges it by the tokens that people type, and sees when it stands before the newest entry of the audit log.",
  chips: { fine: "Right", behind: "Behind", "workstation-off": "Wrong" } satisfies Record<ClockState["is"], string>,
  fine: "Nothing speaks against it.",
  behindTitle: (byMs: number) => `It stands ${apartWords(byMs)} before the newest entry of the audit log`,
  behind:
    "Either it is wrong now, or it was wrong when that entry was made. Compare it with a clock that you trust: correct it, or say that it is right.",
  offTitle: (byMs: number) => `Several phones agree that it is ${clockWords(byMs)}`,
  off: "Compare it with a clock that you trust, and correct it. Until then tokens of most phones are refused.",
  now: "Time here",
  correction: "Correction",
  none: "None: the computer’s clock counts as it is.",
  inForce: (correctionMs: number) =>
    correctionMs > 0
      ? `${apartWords(correctionMs)} are added to the computer’s clock.`
      : `${apartWords(correctionMs)} are taken off the computer’s clock.`,
  since: "Corrected",
  correct: "Correct the clock",
  isRight: "It is right",
} as const;

export const phonesWords = {
  title: "Phones",
  about:
    "How far each phone’s clock was from this one when a token of it was last looked at, within 30 days. The farthest first.",
  none: "No token of an authenticator app has been looked at within 30 days.",
  columns: { person: "Person", clock: "Its clock", seen: "Seen" },
  right: "Right",
  by: clockWords,
} as const;

export const correctClockWords = {
  title: "Correct the clock?",
  effect:
    "From now on the difference is added to the computer’s clock. Tokens, locks and deadlines go by the corrected time, and what is known of every phone goes with it.",
  unchanged: "This is what the clock shows already. Type what the time is now, from a clock that you trust.",
  goes: (byMs: number) =>
    byMs > 0 ? `The clock goes ${apartWords(byMs)} forward.` : `The clock goes ${apartWords(byMs)} back.`,
  confirm: "Correct the clock",
  done: "The clock is corrected.",
  rightTitle: "Is the clock right as it is?",
  rightEffect:
    "Then it was wrong when the newest entry was made. Times go on from what the clock shows now, and the warning ends. Look at a clock that you trust first.",
  rightConfirm: "It is right",
  rightDone: "The clock counts as right.",
} as const;

/** In the status bar and on the banner. */
export const clockStatusWords = {
  fine: "Clock: right",
  behind: (byMs: number) => `Clock: ${clockWords(-byMs)}`,
  off: (byMs: number) => `Clock: ${clockWords(byMs)}`,
  behindTitle: "The clock of this computer may be wrong",
  behindBody: (byMs: number) => `It stands ${apartWords(byMs)} before the newest entry of the audit log.`,
  offTitle: (byMs: number) => `The clock of this computer seems to be ${clockWords(byMs)}`,
  offBody: "Tokens of authenticator apps may be refused because of it.",
  askManager: "Tell a practice manager.",
  show: "Look at the clock",
} as const;
