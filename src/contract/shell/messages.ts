import type { PreferencesDamage } from "../settings/views";
import type { Alarm } from "../vault/views";
import type { AccountType, HeadTrouble, Role } from "../vocabulary";

/** The frame around every screen behind the sign-in: navigation, Account menu, banners, shortcuts. */

export const settingsOfAccountType: Readonly<Record<AccountType, string>> = {
  provider: "Provider Settings",
  staff: "Staff Settings",
};

export const roleNames: Readonly<Record<Role, string>> = {
  manager: "Practice manager",
  support: "Support",
  auditor: "Auditor",
  member: "Member",
};

export const frameWords = {
  app: "Wardkey",
  skip: "Skip to content",
  navigation: "Main",
  status: "Status",
  notifications: "Notifications",
  close: "Close",
  loading: "Loading",
  panelWidth: "Width of the panel",
  overview: "Overview",
  people: "People",
  supportDesk: "Support desk",
  policy: "2FA policy",
  auditLog: "Audit log",
  reports: "Reports",
  settings: "Settings",
  account: "Account",
  changePassword: "Change password",
  lock: "Lock",
  switchUser: "Switch user",
  signOut: "Sign out",
  emergency: "Emergency access",
  appearance: "Appearance",
  theme: { system: "As the computer", light: "Light", dark: "Dark" },
  chosen: (label: string) => `${label} (chosen)`,
  shortcuts: "Keyboard shortcuts",
  help: "Help",
  about: "About Wardkey",
  gatewayOn: "Texts and calls: on",
  gatewayOff: "Texts and calls: no gateway",
} as const;

export const alarmWhat: Readonly<Record<Alarm["what"], string>> = {
  "ledger-cut": "The audit log’s end is missing: it is shorter than the one last seen on this computer.",
  "ledger-changed": "The audit log was changed outside Wardkey.",
  "tables-differ": "What is stored about accounts does not match the audit log.",
  "file-damaged": "The vault’s file is damaged.",
};

export const alarmWords = {
  title: "The records do not add up",
  body: ({ what }: Alarm) =>
    `${alarmWhat[what]} The accounts concerned cannot sign in. Do not delete anything: keep the vault’s folder as it is, and have it looked at.`,
  show: "Show the audit log",
} as const;

/** The note outside the vault's folder that shows when an older copy is put back. */
export const unsealedWords = {
  title: "The audit log’s seal cannot be written",
  body: (because: HeadTrouble, since: string) =>
    `${unsealedBecause[because]} Until then an older copy of the vault’s folder could be put back without anybody seeing it. Since ${since}. Wardkey goes on trying.`,
  act: "This is not sealed yet: the audit log’s seal cannot be written.",
} as const;

const unsealedBecause: Readonly<Record<HeadTrouble, string>> = {
  "disk-full": "The disk that holds it is full: make room on it.",
  "read-only": "The folder that holds it is read-only: let Wardkey write to it.",
  "key-store": "This computer’s key store does not take it: unlock the key store.",
  "no-signing-key": "The key that signs it is gone: close Wardkey and start it again.",
  unknown: "The folder that holds it does not take it. Have it looked at.",
};

export const backgroundWords = {
  title: "Something in the background has failed",
  body: (what: "disk-full" | "read-only" | "unknown", number: string) =>
    `${backgroundBecause[what]} Wardkey goes on trying. The log has it as incident ${number}.`,
} as const;

const backgroundBecause = {
  "disk-full": "The disk is full: make room on it.",
  "read-only": "The vault’s folder is read-only: let Wardkey write to it.",
  unknown: "Locking by itself, text messages or the clock watch may not work.",
} as const;

/** The file in which this computer remembers how Wardkey's window looks. */
export const preferencesWords = {
  title: {
    replaced: "Wardkey’s settings on this computer were damaged",
    "not-replaced": "Wardkey’s settings on this computer are damaged",
  },
  body: {
    replaced:
      "The theme and the window’s size may be back to where they began: choose them again. Nothing in your practice’s records has changed. The damaged file was kept in Wardkey’s data folder.",
    "not-replaced":
      "Wardkey cannot save new ones, so the theme and the window’s size last only until you close Wardkey. Nothing in your practice’s records has changed. Ask whoever looks after this computer to let Wardkey write to its data folder.",
  },
  dismiss: "Dismiss",
} as const satisfies {
  readonly title: Readonly<Record<PreferencesDamage, string>>;
  readonly body: Readonly<Record<PreferencesDamage, string>>;
  readonly dismiss: string;
};

/** What people look for most, and where it is. */
export const helpWords = {
  title: "Help",
  lead: "What people look for most, and whom to call.",
  newPhone: "A new phone",
  newPhoneWhere: (settings: string) => `Open Account > ${settings} > Security while the old one still works.`,
  lostPhone: "A phone that is lost",
  lostPhoneWhere: "Sign in with your password, then choose “I can’t get a token”. A recovery code works too.",
  refused: "Codes are not accepted",
  refusedWhere: "Set your phone’s clock to automatic time, wait for the next code, and type it once.",
  locked: "Locked out",
  lockedWhere: "Wait until the time that the screen says, or ask support to unlock you.",
  stillStuck: "Still stuck?",
  call: (whom: string) => `Call ${whom}`,
  nobody: "Ask a manager of your practice.",
} as const;

export const aboutWords = {
  title: "About Wardkey",
  lead: "Two-factor authentication for medical practices, with or without a network.",
  version: "Version",
  practice: "Practice",
  license: "License",
  licenseName: "MIT",
  engine: "Built on",
} as const;

export const shortcutWords = {
  title: "Keyboard shortcuts",
  screen: (label: string) => `Go to ${label}`,
  find: "Find a person, a screen or a command",
  search: "Search this screen",
  lock: "Lock",
  settings: "Settings",
  sheet: "This list",
  close: "Close what is on top, back to where you were",
  toasts: "Go to the notifications",
  refresh: "Read this screen again",
  newPerson: "Add a person (in People)",
  export: "Export what is shown (in People and Reports)",
  print: "Print what is shown (in People and Reports)",
  rows: "Go from row to row (in lists)",
  ends: "Go to the first and to the last row",
  open: "Open the focused row",
  step: "Go to the next person (beside the list)",
  choose: "Choose what to do (in the dialog that helps somebody)",
  select: "Select the focused person; Shift with an arrow selects the next one too",
  selectAll: "Select all who fit",
  peek: "Look at the focused person without leaving the list",
} as const;

/** In the grace of the 2FA policy. */
export const deadlineWords = {
  title: (left: string) => `${left} to set up two-factor authentication`,
  body: (until: string, hasText: boolean) =>
    hasText
      ? `The practice requires an authenticator app by ${until}. After that text messages are not enough, and setting up the app takes a setup code from a manager.`
      : `The practice requires it by ${until}. After that nothing else is reachable until it is set up, and that takes a setup code from a manager.`,
  setUp: "Set up now",
} as const;

export const noticeWords = {
  title: "Since your last sign-in",
  dismiss: "Dismiss",
  more: (count: number) => (count === 1 ? "and 1 more" : `and ${count} more`),
} as const;
