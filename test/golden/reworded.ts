/**
 * Words of the audit log that were changed on purpose since a golden vault was written, as they were and as they are, in
 * the order in which they are looked for. Whatever else a sentence says must be as it was.
 */
const reworded: readonly (readonly [before: string, since: string])[] = [
  ["Northside Clinic was founded.", "Northside Clinic was set up."],
  ["when the practice was founded", "when the practice was set up"],
  ["corrected the clock while founding", "corrected the clock while the practice was set up"],
  ["set-up code", "setup code"],
  ["Set-up codes", "Setup codes"],
  ["the set-up of an authenticator", "the setup of an authenticator"],
  ["enrolment", "enrollment"],
  ["the ledger", "the audit log"],
  ["took out the list", "exported the list"],
  ["took out the report", "exported the report"],
  ["| Kind: ", "| Account type: "],
  ["| Requirement: ", "| 2FA policy: "],
  // The day that was named was the first one without the exemption; it is the last one with it.
  ["off the requirement until 2027-03-01", "off the 2FA policy through Feb 28, 2027"],
  ["off the requirement until 2027-01-01", "off the 2FA policy through Dec 31, 2026"],
  ["the requirement", "the 2FA policy"],
  ["refused or withdrew what was asked of a second manager", "objected to what was asked for, or withdrew it"],
  ["nobody had answered within 72 hours", "nobody had answered while everybody could see it"],
  ["To open the break-glass envelope, a wrong half", "For emergency access, a wrong half"],
  [
    "opened break-glass envelope 4, for emergency access. It is",
    "used emergency codes 4 for emergency access. They are",
  ],
  [
    "at the sign-in opened break-glass envelope 3, to found a manager anew. It is",
    "at the sign-in screen used emergency codes 3 for manager recovery. They are",
  ],
  ["A break-glass envelope was voided: half of it", "Emergency codes were voided: one half"],
  ["the break-glass envelope", "the emergency codes"],
  ["break-glass envelope", "emergency codes"],
  ["asked to found Ruth Kane anew as manager", "asked for manager recovery for Ruth Kane"],
  ["stopped Ruth Kane from being founded anew", "stopped manager recovery for Ruth Kane"],
  ["became manager anew", "got back in by manager recovery"],
];

/** A sentence that an earlier version said, in the words of today. */
export function inTodaysSentences(sentence: string): string {
  return reworded.reduce((text, [before, since]) => text.replaceAll(before, since), sentence);
}
