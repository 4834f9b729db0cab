/** What stands on paper that is one page each: recovery kit, recovery codes, setup slip, enrollment sheets. */

import { sealedWords } from "../enrollment/messages";
import { type AccountType, PASSWORD_MIN } from "../vocabulary";

/** A name between Unicode isolates (UAX #9 §2.4), so that a right-to-left one cannot rearrange the sentence around it. */
function isolated(name: string): string {
  return `\u2068${undirected(name)}\u2069`;
}

/** A name without what would turn the characters after it around; titles become file names. */
export function undirected(name: string): string {
  return name.replace(/[\u202A-\u202E\u2066-\u2069]/g, "");
}

/** "Tuesday, January 5, 2027": long, so that no reader takes the month for the day. */
export function paperDate(at: number, place: { region: string; timeZone: string }): string {
  return format(at, place, { dateStyle: "full" });
}

/** "9:04 AM CST", or "15:04 GMT" where clocks count to 24. */
export function paperClock(at: number, place: { region: string; timeZone: string }): string {
  return format(at, place, { hour: "numeric", minute: "2-digit", timeZoneName: "short" });
}

function format(at: number, place: { region: string; timeZone: string }, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(`en-${place.region}`, { ...style, timeZone: place.timeZone }).format(at);
}

export const paperWords = {
  name: "Name",
  made: "Made",
  madeWith: "Wardkey",
  stillStuck: (whom: string) => `Still stuck? Call ${isolated(whom)}`,
} as const;

/** "Page 3 of 12", at the foot of papers that run over many pages. */
export const pageNumberWords = { page: "Page", of: "of" } as const;

export const recoveryKitWords = {
  title: "Recovery kit",
  subject: (practice: string) => `Recovery kit of ${undirected(practice)}`,
  lead: "This key opens the practice's vault, or a copy of it, when the computer that usually opens it is lost, broken or replaced. Without this key and without that computer, nobody can.",
  key: "Recovery key",
  keyNote: "Eight groups of five. The letters I, L, O and U are not used.",
  scan: "The same key, for a scanner",
  vaultId: "Vault ID",
  number: "Kit no.",
  fingerprint: "Backups are signed with the key",
  use: "To open the vault",
  useSteps: [
    "Install Wardkey on the computer that is to hold the vault. Have a backup, or a copy of the vault's whole folder.",
    "On its first screen choose “Restore a backup”, or “Open a vault” and the file vault.db in that folder.",
    "Type the key, group by group. Small letters will do; dashes need not be typed.",
    "A practice manager confirms it there with password and token. The kit stands in for the computer, not for anybody's password or token.",
  ],
  keep: "To keep it safe",
  keepRules: [
    "Keep it in a safe, not beside this computer.",
    "Do not photograph it, and do not copy it into a file or a message.",
    "Never keep this sheet and a backup together. Whoever has both, or the vault's folder with it, can read all of the vault.",
    "If it is lost or was seen, let nobody get at a backup or the folder.",
  ],
  kept: { where: "Kept where", by: "Put there by", on: "On" },
  shred: "Keep this sheet for as long as the vault is used.",
} as const;

export const recoveryCodesWords = {
  title: "Recovery codes",
  subject: (name: string) => `Recovery codes of ${undirected(name)}`,
  lead: "Each of these codes signs you in once, when your phone is lost, broken or out of reach.",
  /** One that takes a used one's place goes to the others on their sheet. */
  leadOfOne: (number: number) =>
    `This code takes the place of number ${number} on your sheet. It signs you in once, when your phone is lost, broken or out of reach.`,
  codes: (count: number) => (count === 1 ? "One code, good once" : `${count} codes, each good once`),
  use: "To use one",
  useSteps: [
    "Sign in with your e-mail and password.",
    "Where the token is asked for, choose “Use a recovery code”.",
    "Type one of the codes, in small or capital letters, with or without dashes.",
    "Tick it off here: it does not work a second time.",
  ],
  keep: "To keep them safe",
  keepRules: [
    "Keep this sheet at home or in a locked drawer, not with your phone and not at the workstation.",
    "Nobody will ever ask you to read one out, send it or type it for them.",
    "Running low? Make new codes on the Security tab of your settings. They make these worthless.",
  ],
  shred: "Shred this sheet once new codes are made or all of these are used.",
} as const;

/** `picture` names the drawing beside the words (main/core/documents/step-pictures.ts). */
type Step = {
  readonly picture: "screen" | "code" | "password" | "phone" | "codes";
  readonly what: string;
  readonly how: string;
};

const settingsOf: Record<AccountType, string> = { provider: "Provider Settings", staff: "Staff Settings" };

/** What the setup on the screen calls it too. */
const SEALED_CHOICE = sealedWords.choice;

export const setupSlipWords = {
  title: "Setup code",
  subject: (name: string) => `Setup code for ${undirected(name)}`,
  code: "Your setup code",
  validUntil: "Works once, until",
  signInName: "E-mail",
  lead: {
    "choose-password":
      "With this code you choose your own password and set up your phone. It takes about five minutes; have your phone with you.",
    "set-up-phone": "With this code you set up your phone. It takes about five minutes; have your phone with you.",
  },
  steps: "What to do",
  stepsFor: {
    "choose-password": (accountType: AccountType, sealed: boolean): readonly Step[] => [
      {
        picture: "screen",
        what: "Start",
        how: "Open Wardkey on a workstation of the practice. On the sign-in screen choose “I have a setup code”.",
      },
      {
        picture: "code",
        what: "Type the code",
        how: "Type your e-mail as it stands above, and the code. Dashes need not be typed.",
      },
      {
        picture: "password",
        what: "Choose a password",
        how: `At least ${PASSWORD_MIN.member} characters (managers ${PASSWORD_MIN.manager}), known to nobody but you. A few words in a row are fine.`,
      },
      {
        picture: "phone",
        what: "Set up your phone",
        how: sealed
          ? `Open the seal and scan the picture with the authenticator app on your phone. Then open the Account menu, “${settingsOf[accountType]}”, tab Security, and press “Enable Two-Factor”. Where the app is asked for, choose “${SEALED_CHOICE}”.`
          : `Open the Account menu, “${settingsOf[accountType]}”, tab Security, and press “Enable Two-Factor”. Wardkey leads you through the rest.`,
      },
      {
        picture: "codes",
        what: "Keep your recovery codes",
        how: "Print or save the ten codes that you are given at the end.",
      },
    ],
    "set-up-phone": (_kind: AccountType, sealed: boolean): readonly Step[] => [
      {
        picture: "screen",
        what: "Sign in",
        how: "Open Wardkey on a workstation of the practice and sign in with your e-mail and password.",
      },
      {
        picture: "code",
        what: "Type the code",
        how: "Type the code where Wardkey asks for it. Dashes need not be typed.",
      },
      {
        picture: "phone",
        what: "Set up your phone",
        how: sealed
          ? `Open the seal and scan the picture with the authenticator app on your phone. On the screen choose “${SEALED_CHOICE}”, and type what the app shows.`
          : "Choose “Set up authenticator app”, scan the picture on the screen with the app, and type what the app shows.",
      },
      {
        picture: "codes",
        what: "Keep your recovery codes",
        how: "Print or save the ten codes; any from before no longer work.",
      },
    ],
  },
  secret: "Nobody will ever ask you to read this code out, send it or type it for them.",
  shred: "Shred this slip after use.",
} as const;

export const sealedSheetWords = {
  /** The entry in the app, before the name of the account. */
  inApp: (practice: string) => `Sheet of ${practice}`,
  fold: "Fold here, seal",
  who: "Only the person named above opens this.",
  replaced: "The key is replaced when its first code is typed: from then on this picture opens nothing.",
  scan: "Scan it with the authenticator app",
  key: "Or type this key",
} as const;

export const enrollmentSheetsWords = {
  subject: (practice: string) => `Enrollment sheets of ${undirected(practice)}`,
} as const;
