/** The sign-off sheet, and what stands of the audit log in the evidence pack. */

import { formatNumber, type Place } from "../formats";

export const signOffWords = {
  title: "Sign-off sheet",
  lead: "This is the newest entry of the practice's audit log at the time of printing. Sign this sheet and keep it where nobody who works with the vault can get at it.",
  workstation: "Workstation",
  by: "By",
  entry: (entries: number, place: Place) => `Entry ${formatNumber(entries, place)}`,
  words: "Twelve words",
  wordsAbout: "In this order. The first four letters of each are enough.",
  scan: "The same for a scanner, with the whole hash",
  hash: "Hash of this entry",
  use: "To check the audit log later",
  useSteps: [
    "Sign in to Wardkey as a manager or auditor, on this workstation or on one to which the vault was moved or restored.",
    "Open “Audit log” and press “Check a sign-off sheet”.",
    "Type the twelve words, or scan the code. Wardkey names a mistyped word, and says whether the log still holds this entry or which entries are missing.",
  ],
  means:
    "The hash covers this entry and, through the one before it, every earlier entry of this workstation. If any of them is changed, left out or put in later, this entry comes to another hash.",
  sign: "I have seen this sheet come out of the printer, and keep it.",
} as const;
