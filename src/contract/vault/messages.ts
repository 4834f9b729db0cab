import type { VaultTrouble } from "../refusals";
import type { Unconfirmed } from "../vocabulary";

/** Before the vault is open: the first screen, its passphrase, its recovery key, and everything that can be wrong with it. */

export const firstScreenWords = {
  title: "Welcome to Wardkey",
  lead: "Two-factor authentication for your practice, kept on this computer.",
  label: "What would you like to do?",
  found: "Set up your practice",
  setUpAbout: "Start afresh. It takes about ten minutes; have your phone with you.",
  open: "Open a vault",
  restore: "Restore a backup",
  restoreAbout: "You have a backup file, and your practice’s recovery kit on paper.",
  openAbout: "You have a vault’s folder from another computer or a copy of it, and its recovery kit on paper.",
  next: "Continue",
  back: "Back",
  goneTitle: "The vault is not where it was",
  goneLead:
    "A practice’s vault was used on this computer, and its file is no longer in its place. Wardkey has deleted nothing. If the folder was moved, put it back and try again. Otherwise restore your newest backup.",
  retry: "Try again",
} as const;

export const openFileWords = {
  title: "Open a vault",
  lead: "Wardkey copies the vault to this computer. The original stays as it is.",
  choose: "Choose the vault’s file …",
  chooseHint: "It is called vault.db. The file beside it, which holds its wrapped key, must be in the same folder.",
  chosen: (name: string) => `Chosen: ${name}`,
  other: "Choose another file …",
} as const;

export const passphraseWords = {
  title: "Open the vault",
  lead: "This computer has no key store, so the vault asks for its passphrase at every start.",
  leadWithKeyStore:
    "The vault was made on a computer without a key store, so it asks for its passphrase at every start.",
  field: "Vault passphrase",
  wrong: "That passphrase does not open the vault. Nothing was changed; try again.",
  submit: "Open the vault",
  lost: "I don't have the passphrase",
  backToPassphrase: "Back to the passphrase",
} as const;

export const recoveryKeyWords = {
  title: "The vault’s key is not on this computer",
  lead: "The vault is here, but the key that opens it is not: another person is logged on, the computer was set up anew, or its key store was emptied. The recovery kit opens it. Nothing was changed or deleted.",
  lostTitle: "Open the vault with the recovery kit",
  lostLead: "The recovery key on the printed kit opens the vault without the passphrase. Then choose a new passphrase.",
  field: "Recovery key",
  hint: "From the recovery kit: eight groups of five. Dashes and small letters will do.",
  wrong: "This key does not open this vault. Compare it with the paper; an older kit no longer works.",
  mistyped: (group: number) => `Group ${group} was mistyped. Compare it with the paper, letter by letter.`,
  newPassphrase: "New vault passphrase",
  submit: "Open the vault",
  noKit:
    "Without the kit nobody can open the vault on this computer. If the computer or the log-on that used to open it still works, go on there.",
} as const;

/** The key store has a key, and it does not open the vault. */
export const keyUnfitWords = {
  title: "The key on this computer does not open the vault",
  lead: "The key store of this computer holds another key, or the vault’s file is damaged. The recovery kit tells which: it opens a vault that is whole, and puts the right key into the key store. Nothing was changed or deleted.",
} as const;

/** What is said after wrong passphrases and recovery keys. */
export function tooSoonWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  return `Wait ${seconds} ${seconds === 1 ? "second" : "seconds"}, then try again. After several wrong tries each one waits longer.`;
}

export const newPassphraseWords = {
  field: "Vault passphrase",
  again: "Vault passphrase once more",
  hint: "Asked at every start of Wardkey. Several words make a good one; the recovery kit helps when it is forgotten.",
  different: "The two are not the same. Type them again.",
  weak: "Choose a passphrase that is longer or harder to guess.",
  missing: "This computer has no key store: choose a passphrase.",
} as const;

export interface TroubleWords {
  readonly title: string;
  /** What happened. */
  readonly what: string;
  /** What is safe. */
  readonly safe: string;
  /** What to do. */
  readonly steps: readonly string[];
}

const untouched = "Nothing was changed or deleted.";

export const troubleWords: Readonly<Record<VaultTrouble["trouble"], TroubleWords>> = {
  damaged: {
    title: "The vault’s file is damaged",
    what: "The vault was found, but parts of it cannot be read as they were written. A failing disk, a copy that was cut short, or another program can do this.",
    safe: `${untouched} Wardkey does not repair a vault by guessing.`,
    steps: [
      "Copy the vault’s folder to another disk before anything else.",
      "Have the disk checked.",
      "Restore your newest backup. It takes the recovery kit, and a manager’s password and token.",
    ],
  },
  newer: {
    title: "This vault needs a newer Wardkey",
    what: "It was last used with a newer version, which writes things that this version does not know.",
    safe: `${untouched} An older version leaves it alone.`,
    steps: ["Install the version that was used last, or a newer one, and start it again."],
  },
  "read-only": {
    title: "The vault cannot be written to",
    what: "The vault’s folder or disk is read-only. Wardkey does not work on a vault that it cannot write to, because every sign-in has to be recorded.",
    safe: untouched,
    steps: [
      "Check that the disk is not write-protected or mounted read-only.",
      "Check that the person who is logged on may write to the folder.",
      "Try again.",
    ],
  },
  "disk-full": {
    title: "The disk is full",
    what: "There is no room left to record a sign-in, so Wardkey does not open the vault.",
    safe: untouched,
    steps: ["Make room on the disk. Do not delete anything from Wardkey’s folder.", "Try again."],
  },
  "in-use": {
    title: "The vault is in use",
    what: "Wardkey is already running with this vault, in another window or for another person who is logged on to this computer.",
    safe: untouched,
    steps: ["Close Wardkey there, or have that person log off.", "Try again."],
  },
  "two-names": {
    title: "The vault’s file has a second name",
    what: "Another folder holds this same file under a name of its own (a hard link). Two computers or log-ons could write to it at once and destroy it, so Wardkey does not open it.",
    safe: untouched,
    steps: [
      "Find out which program made the second name: a backup by hard links keeps no old state of this file.",
      "Remove the second name, or copy the vault’s folder and put the copy in its place.",
      "Try again.",
    ],
  },
  "key-store": {
    title: "The key store does not answer",
    what: "The key that opens the vault lies in this computer’s key store, which did not answer. It may be locked, or its service may not be running.",
    safe: untouched,
    steps: ["Unlock the key store, or log off and on again.", "Try again."],
  },
  "rolled-back": {
    title: "This vault is older than it should be",
    what: "Somebody has put back an older copy: the audit log ends before the last entry that this computer remembers. Codes that were used and locks that were set since would count for nothing.",
    safe: `${untouched} Wardkey does not sign anybody in with an older vault.`,
    steps: [
      "If somebody copied the folder back, put the newest one in its place and try again.",
      "If nobody did, treat it as an attempt to undo what was recorded, and press “Keep as evidence”.",
      "If the newest folder is lost, restore your newest backup.",
    ],
  },
  changed: {
    title: "The audit log was changed",
    what: "The vault’s audit log holds entries that do not fit each other or that nobody signed, or its tables are not what they were. This does not happen by itself: something other than Wardkey has written to the vault.",
    safe: `${untouched} Wardkey does not sign anybody in with it.`,
    steps: [
      "Press “Keep as evidence”, and choose a folder on another disk.",
      "Restore a backup from before the change. It takes the recovery kit, and a manager’s password and token.",
    ],
  },
  "root-changed": {
    title: "The vault’s root secret was changed",
    what: "A secret of the practice that every other one in the vault is checked with is missing, or is not the one that the audit log names. This does not happen by itself: something other than Wardkey has written to the vault.",
    safe: `${untouched} Wardkey does not sign anybody in with it.`,
    steps: [
      "Press “Keep as evidence”, and choose a folder on another disk.",
      "Restore a backup from before the change. It takes the recovery kit, and a manager’s password and token.",
    ],
  },
  removed: {
    title: "This workstation was removed",
    what: "A manager removed this workstation from the practice. Nobody signs in here any more.",
    safe: "Wardkey has deleted nothing.",
    steps: ["If this workstation should be used again, ask a practice manager."],
  },
  gone: {
    title: "The vault is not where it was",
    what: "The vault’s file was there a moment ago and no longer is.",
    safe: "Wardkey has deleted nothing.",
    steps: ["Put the folder back, or connect the disk that holds it.", "Try again."],
  },
  exists: {
    title: "There is a vault here already",
    what: "A vault lies in the place where the new one would go.",
    safe: untouched,
    steps: ["Try again: Wardkey then opens the one that is there."],
  },
  "not-a-vault": {
    title: "This is not a vault",
    what: "The file is not a Wardkey vault, or the file that belongs beside it is missing.",
    safe: untouched,
    steps: ["Check the folder, and try again."],
  },
};

export const troubleScreenWords = {
  safe: "What is safe",
  steps: "What to do",
  retry: "Try again",
  same: "It is still the same.",
} as const;

/** A vault that opens, and stays closed until a manager has confirmed it. */
export const unconfirmedWords: Readonly<
  Record<Unconfirmed, { title: string; lead: string; steps: readonly string[]; submit: string }>
> = {
  "head-missing": {
    title: "Confirm that this is the newest vault",
    lead: "Wardkey keeps a signed note of the audit log’s newest entry outside the vault’s folder. This computer has no such note for this vault, or has lost the key that signs it. So Wardkey cannot tell whether an older copy was put back.",
    steps: [
      "If you restored a backup, moved the vault here, or set this computer up anew, confirm it below.",
      "If somebody copied an older folder back, close Wardkey and put the newest folder in its place.",
      "If you do not know why you see this, keep a copy of the folder before you go on.",
    ],
    submit: "Use this vault",
  },
  "head-behind": {
    title: "Confirm that this is the newest vault",
    lead: "Wardkey keeps a signed note of the audit log’s newest entry outside the vault’s folder. That note could not be written for a while, and is older than the audit log. So Wardkey cannot tell whether an older copy was put back meanwhile.",
    steps: [
      "If the place of the note was full or read-only, confirm the vault below.",
      "If somebody copied an older folder back, close Wardkey and put the newest folder in its place.",
    ],
    submit: "Use this vault",
  },
  "tables-differ": {
    title: "Something else has changed this vault",
    lead: "Stored records did not match the audit log. The audit log itself is whole, so Wardkey rebuilt the records from it. Secrets that had been changed no longer let anybody in.",
    steps: [
      "The file as it was found is kept in the vault’s folder; its name begins with “evidence”. Copy it to another disk.",
      "Find out who can reach this computer’s files, before you go on.",
      "Confirm the vault below. Then look at the audit log’s newest entries.",
    ],
    submit: "Use the rebuilt vault",
  },
};

/** Where newer entries are known to be gone. */
export const lostEntriesWords = {
  title: "Newer entries are missing",
  lead: "This computer knows of entries that this vault does not contain. Whoever put it back may want to hide them.",
  label: "Besides, it takes",
  codes: "Both halves of the emergency codes",
  codesAbout: "The two sealed halves, kept in two places. They are used up.",
  wait: "The wait",
  waitAbout: (day: string) =>
    `Leave Wardkey open. If it stays open, the wait ends ${day}. Then the kit and a manager are enough.`,
  over: "The wait is over. The kit and a manager are enough.",
  first: "First half",
  second: "Second half",
} as const;

export const confirmVaultWords = {
  steps: "What to do",
  who: "A practice manager confirms it",
  email: "E-mail",
  password: "Password",
  token: "Authorization token",
  tokenHint: "If you get tokens by text message, type a recovery code instead.",
  with: "Together with",
  kit: "The recovery kit",
  kitAbout: "The printed page with the recovery key.",
  second: "A second manager",
  secondAbout: "Another manager, at this computer.",
  secondEmail: "Second manager’s e-mail",
  secondPassword: "Second manager’s password",
  secondToken: "Second manager’s authorization token",
  retry: "Try again",
} as const;
