/** The first run: six steps from nothing to a practice whose first manager signs in with a token. */

export const wizardWords = {
  step: (current: number, total: number) => `Step ${current} of ${total}`,
  next: "Continue",
  back: "Back",
} as const;

export const practiceStepWords = {
  title: "Your practice",
  lead: "What the practice is called and where it is. Everything can be changed later.",
  practiceName: "Practice name",
  region: "Country",
  regionHint: "Decides how phone numbers, dates and paper sizes are written.",
  timeZone: "Time zone",
  noMatch: "Nothing matches.",
  showAll: "Show all",
  oldPracticeName: "Name of the practice whose vault was here",
  oldPracticeNameHint:
    "A vault was used on this computer before. Setting up a practice anew does not bring it back, so we ask for its practice’s name to be sure.",
  keyStore:
    "The vault’s key is kept in this computer’s key store. Whoever uses this computer’s log-on can reach an opened vault, so give every person a log-on of their own, or lock the screen.",
} as const;

export const managerStepWords = {
  title: "The first practice manager",
  lead: "That is you. More people, and more managers, come later.",
  name: "Name",
  email: "E-mail",
  emailHint: "You sign in with it. Wardkey sends no e-mail.",
  cellPhone: "Cell phone",
  cellPhoneHint: "For tokens by text message or phone call, where the practice has a gateway.",
  optional: "(optional)",
  accountType: "You are",
  accountTypes: {
    provider: { label: "A provider", about: "You see patients." },
    staff: { label: "Staff", about: "You work at the desk, in billing, or run the practice." },
  },
  password: "Password",
  found: "Set up your practice",
} as const;

export const textTokenStepWords = {
  title: "Tokens by text message",
  lead: "How long does a token live that goes out by text message or phone call? It works once either way, and a newer one replaces it.",
  label: "A token lives for",
  minutes: (count: number) => `${count} minutes`,
  recommended: "Recommended",
  never: "Never expires",
  neverAbout: "Until it is used or replaced. Whoever finds the phone later finds a token that still works.",
  notRecommended: "Not recommended",
} as const;

export const twoFactorStepWords = {
  title: "Your own two-factor authentication",
  lead: "You can reach every account here, so yours is protected first. Have your phone at hand.",
  back: "Back to tokens by text message",
} as const;

export const kitStepWords = {
  title: "The recovery kit",
  lead: "One sheet of paper with the key that opens the vault, or a copy of its folder, when this computer is lost, broken or replaced. Without it nobody can, not even we.",
  make: "Make the recovery kit",
  key: "Recovery key",
  shownOnce:
    "The key is shown only now. Print it, or save the sheet on a stick that goes into the safe; do not photograph it.",
  named: (number: number, fingerprint: string) =>
    `This is kit no. ${number}. Backups are signed with the key ${fingerprint}, which is printed on it.`,
  apart: "Never keep the kit and a backup together. Whoever has both can open the vault.",
  check: "With the sheet in your hand, type one part of the key back, so that we both know it is readable.",
  part: (group: number) => `Group ${group} of the key`,
  confirm: "Continue",
  interrupted: "Printed one in an earlier try? The new one makes it worthless: shred it.",
} as const;

export const doneStepWords = {
  title: (practice: string) => `${practice} is set up`,
  lead: "You are signed in. Put the recovery kit into the safe now, and your recovery codes where you find them without your phone.",
  next: "Next: add the people of the practice. Each gets a setup code, and sets up their own phone.",
  start: "Start using Wardkey",
} as const;
