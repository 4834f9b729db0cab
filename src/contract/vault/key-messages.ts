import type { KeyChange } from "../vocabulary";

/** Settings: the recovery kit, and how the vault opens. */

export const keysWords = {
  opensTitle: "How the vault opens",
  opensAbout: "What this computer needs at every start, before anybody can sign in.",
  opensBy: "Opens with",
  by: { "key-store": "This computer’s key store", passphrase: "A passphrase, asked at every start" },
  keyStore: "Key store",
  has: { yes: "This computer has one", no: "This computer has none" },
  last: "Last change",
  kitTitle: "Recovery kit",
  kitAbout: "The printed key that opens the vault and its backups without this computer.",
  kit: "Kit",
  kitNumber: (number: number, madeOn: string) => `No. ${number}, made ${madeOn}`,
  noKit: "None was checked yet",
  keyTitle: "The vault’s key",
  keyAbout:
    "The vault’s file is encrypted with it. A new key helps when somebody may have the old one, such as from an old computer.",
} as const;

/** How the last change went: "Passphrase changed on …". */
export const keyChangeWords: Readonly<Record<KeyChange, string>> = {
  passphrase: "New passphrase",
  "to-key-store": "Key store",
  "to-passphrase": "Passphrase",
  "vault-key": "New vault key",
};

export const becameWords = {
  done: (what: string, at: string) => `${what}, done ${at}`,
  undone: (what: string, at: string) => `${what}, not done ${at}`,
  unfinished: (what: string) => `${what}, not finished`,
  unfinishedTitle: "The last change is not finished",
  unfinishedAbout: "Both ways are still there. Close Wardkey and start it again: it finishes the change.",
  undoneTitle: "The last change was not made",
  undoneAbout: (why: string) => `Everything is as it was before. ${why}`,
} as const;

type Act = "changePassphrase" | "openByKeyStore" | "openByPassphrase" | "changeVaultKey";

/** What a change does, and what it does not. */
export const keyActWords: Readonly<
  Record<Act, { button: string; title: string; does: string; doesNot: string; confirm: string; done: string }>
> = {
  changePassphrase: {
    button: "Change passphrase",
    title: "Change the vault passphrase",
    does: "From the next start on, the vault asks for the new passphrase.",
    doesNot: "Old copies of the vault’s folder still open with the old one.",
    confirm: "Change passphrase",
    done: "The vault has a new passphrase.",
  },
  openByPassphrase: {
    button: "Use a passphrase",
    title: "Use a passphrase",
    does: "From the next start on, the vault asks for a passphrase. Its key leaves this computer’s key store.",
    doesNot: "It does not change the vault’s key, and whoever copied that key can still use it.",
    confirm: "Use a passphrase",
    done: "The vault asks for the passphrase from the next start on.",
  },
  openByKeyStore: {
    button: "Use the key store",
    title: "Use the key store",
    does: "From the next start on, Wardkey opens the vault by itself. Its key goes into this computer’s key store.",
    doesNot: "It does not change the vault’s key. Whoever logs on to this computer as you can then open the vault.",
    confirm: "Use the key store",
    done: "The vault opens with the key store from the next start on.",
  },
  changeVaultKey: {
    button: "New vault key",
    title: "Give the vault a new key",
    does: "The whole vault is encrypted anew. Everybody is signed out, and nobody can sign in until it is done.",
    doesNot: "Backups and old copies of the folder stay as they are. The recovery kit stays the same.",
    confirm: "Make a new key",
    done: "The vault has a new key.",
  },
};

export const typedKeyWords = {
  newPassphrase: "New vault passphrase",
  recoveryKey: "Recovery key",
  recoveryKeyHint: "From the recovery kit: eight groups of five. It opens the new key too.",
  wrongRecoveryKey: "This key does not open this vault. Compare it with the paper.",
  passphrase: "Vault passphrase",
  passphraseHint: "The one that the vault asks for at start. It stays the same.",
  wrongPassphrase: "That passphrase does not open the vault.",
} as const;

/** While the vault is written under a new key. */
export const changingKeyWords = {
  title: "The vault is getting a new key",
  lead: "Nobody can sign in until it is done. If Wardkey closes meanwhile, the vault opens as it was.",
  progress: "Encrypting and checking",
  begun: "Encrypting the vault",
  checked: (percent: number) => `${percent} % checked`,
} as const;

/** A new recovery kit, in Settings. */
export const newKitWords = {
  button: "New kit",
  title: "Make a new recovery kit",
  does: "Makes a new recovery key to print. Once you type a part of it back, the old kit opens this vault no more.",
  doesNot: "Backups and copies made before still open with the old kit.",
  why: "Why a new kit?",
  reasons: {
    lost: { label: "The old one is lost", about: "Nobody knows where it is." },
    seen: { label: "Somebody may have seen it", about: "Or may have made a copy of it." },
    other: { label: "Another reason", about: "Such as a damaged sheet." },
  },
  confirm: "Make a new kit",
  shownTitle: "Your new recovery kit",
  shownLead: "The old kit opens the vault until you have typed the part below.",
  close: "Close",
  done: "The new recovery kit is in force. Shred the old one.",
  olderTitle: "Older backups",
  older: "These backups open with an older kit. Delete them once a new backup is there, if nobody may open them.",
  away: (path: string) => `${path}, which cannot be reached now`,
  seenTitle: "The last kit may have been seen",
  seen: "Whoever saw it and has an old copy can read what is in that copy.",
  seenSteps: [
    "Give the vault a new key, below.",
    "Delete the older backups, and old copies of the vault’s folder.",
    "Have everybody set up their authenticator anew: reset it in People, person by person.",
  ],
  toPeople: "Go to People",
} as const;
