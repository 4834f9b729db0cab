import { keptWords } from "../../contract/audit/kept-messages";
import type { VaultTrouble } from "../../contract/refusals";
import { alarmWhat } from "../../contract/shell/messages";
import { troubleWords } from "../../contract/vault/messages";
import type { WrongNews } from "../core/store/ledger/check-vault";
import type { UsageError } from "./arguments";
import type { NoKey } from "./key-input";

/** What commands say to people, on standard error. No sentence repeats what was typed. */

const usageWords: Readonly<Record<UsageError["because"], (argument: number) => string>> = {
  "no-command": () => "Say what to do: status, verify or check-backup.",
  "no-such-command": (at) => `Argument ${at} is no command. The commands are status, verify and check-backup.`,
  "no-file": () => "Say which backup: check-backup takes a file whose name ends in .age.",
  "nothing-is-deleted": () => keptWords.command,
  "no-such-option": (at) => `Argument ${at} is no option of this command.`,
  "value-missing": (at) => `The option in argument ${at} needs a value.`,
  "given-twice": (at) => `The option in argument ${at} is given twice.`,
  "two-keys": (at) => `Argument ${at} names a second key. Give the passphrase or the recovery key, not both.`,
  "not-a-descriptor": (at) =>
    `Argument ${at} names a descriptor that is for output. Use 0 for standard input, or 3 and above.`,
  "key-in-argument": (at) =>
    `Argument ${at} is not understood. If it is a passphrase or a recovery key: other programs can read it there, and your shell may have kept it, so treat it as known to others. Wardkey reads keys from standard input (--passphrase-fd 0, --recovery-key-fd 0) or asks for them at a terminal.`,
};

export function usageSentence({ because, argument }: UsageError): string {
  return `${usageWords[because](argument)} Nothing was done; see --help.`;
}

export const keyPrompts = {
  passphrase: "Vault passphrase (or press Enter to type the recovery key): ",
  recoveryKey: "Recovery key: ",
} as const;

export function waitSentence(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `After several wrong tries Wardkey waits ${seconds} ${seconds === 1 ? "second" : "seconds"} before the next one.`;
}

/** Why there was no key, and what to do. */
export const noKeyWords: Readonly<Record<NoKey, string>> = {
  "tried-elsewhere": "Another command is trying a key for this vault. Try again when it has ended.",
  "wrong-passphrase": "That passphrase does not open the vault.",
  "wrong-recovery-key":
    "This recovery key does not open this vault. Compare it with the paper; an older kit no longer works.",
  "mistyped-recovery-key":
    "This is not a whole recovery key: it has eight groups of five characters. Compare it with the paper, letter by letter.",
  "no-passphrase":
    "This vault has no passphrase: its key is in the key store of the log-on that uses it. Run this command under that log-on, or give the recovery key.",
  "no-recovery-key": "This vault has no recovery kit yet.",
  "key-missing":
    "The vault’s key is not in this log-on’s key store, or the key store does not answer. Run this command under the log-on that uses Wardkey, or give the recovery key (--recovery-key-fd 0).",
  "key-unfit":
    "What the key store holds does not open the vault: it is another key, or the vault’s file is damaged. The recovery key tells which (--recovery-key-fd 0).",
  "nobody-to-ask":
    "The vault asks for its passphrase, and there is no terminal to ask at. Say where it comes from: --passphrase-fd 0 reads it from standard input.",
  "not-open": "There is nothing to read at that file descriptor. “npm start” hands on standard input only.",
  "too-long": "What was read is too long for a passphrase or recovery key.",
  empty: "No passphrase or recovery key was given.",
  "several-lines": "What was read has more than one line, and a passphrase has one.",
  "not-text": "What was read is not text (UTF-8).",
  interrupted: "Interrupted. Nothing was changed.",
};

/** The title, what happened, and the steps of the screen that the window has for it. */
export function troubleSentences(trouble: VaultTrouble["trouble"]): readonly string[] {
  const { title, what, safe, steps } = troubleWords[trouble];
  return [`${title}.`, what, safe, ...steps.map((step) => `- ${step}`)];
}

/** What is in the way is the computer, and not the vault. */
export const copyWords = {
  "disk-full":
    "There is no room on the disk: Wardkey checks a copy of the vault in the temporary folder, and counts wrong keys in the data folder. Make room, or set TMPDIR to another folder.",
  unreadable: "The vault’s files cannot be read under this log-on. Check who may read the data folder.",
  /** Wrong tries are counted beside the vault. */
  uncounted:
    "Wardkey counts wrong passphrases and recovery keys in the data folder, and cannot write there. Run this command under the log-on that uses Wardkey, or check a copy of the folder.",
} as const;

export const verifyWords = {
  intact: (entries: number) =>
    `No tampering found: all ${entries} entries of the audit log, the stored records and the secrets match.`,
  wrong: (what: WrongNews["what"]) => [
    alarmWhat[what],
    "Nothing was changed. Do not delete anything: keep the data folder as it is, and have it looked at.",
  ],
  unconfirmed: {
    "head-missing":
      "This computer has no signed note of the newest entry for this vault, so an older copy could not be told from the newest one. That is so on every other computer, and under every log-on but the one that uses Wardkey. Under that log-on, find out why.",
    "head-behind":
      "This computer’s signed note of the newest entry is older than the audit log, so an older copy could not be told from the newest one. The place of the note may have been full or read-only for a while.",
  },
  none: "There is no vault in this data folder.",
  unfolded:
    "Wardkey was not closed the last time, as in a power cut. What it wrote last lies in the write-ahead log beside the vault; it is read here, and taken in at the next start.",
  progress: (percent: number) => `Checking: ${percent} %`,
} as const;

export const backupWords = {
  good: (entries: number, people: number) =>
    `This backup is whole: ${entries} entries of the audit log, and ${people} people. Nothing was changed.`,
  kitOnly:
    "A backup opens with the recovery key of the printed kit: --recovery-key-fd 0 reads it from standard input. Nothing was done.",
  noRoom:
    "Wardkey unpacks the backup in the temporary folder, and cannot write enough there. Make room, or set TMPDIR to another folder.",
  unpack: (percent: number) => `Unpacking: ${percent} %`,
  verify: verifyWords.progress,
} as const;

const opensWith = {
  passphrase: "its passphrase",
  "key-store": "the key store of the log-on that uses it",
  "recovery-key": "the recovery key of its printed kit",
} as const;

export const statusWords = {
  none: "There is no vault in this data folder. Wardkey sets one up at its first start.",
  there: (ways: readonly (keyof typeof opensWith)[]) =>
    `There is a vault. It opens with ${ways.map((way) => opensWith[way]).join(", or with ")}.`,
  inUse: "Wardkey is running with it.",
  free: "It is not in use.",
  unfolded: verifyWords.unfolded,
  wrongTries: (count: number) =>
    `${count} wrong ${count === 1 ? "passphrase or recovery key has" : "passphrases or recovery keys have"} been typed since it was last opened.`,
  open: "Other log-ons of this computer can look into the data folder. Give it to its owner alone (mode 0700).",
  schema: {
    current: "Its records are of this version.",
    older: "Its records are of an earlier version; the next start brings them up to date.",
    newer: "It was last used with a newer Wardkey, and does not open in this one.",
  },
} as const;

/** Names no data: the trace says where in the program it broke. */
export const bugWords = "Something went wrong inside Wardkey. The vault was not changed. Where it broke:";
