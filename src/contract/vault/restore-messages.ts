import { formatDateTime, formatNumber, type Place } from "../formats";
import type { BackupFacts, ChosenBackupView } from "./views";

/** Restoring a backup: which file, which kit, what is in it, and what will be different. */

export const restoreWords = {
  title: "Restore a backup",
  lead: "You need a backup file and the printed recovery kit. Nothing on this computer changes until you press Restore.",
  choose: "Choose the backup …",
  chooseOther: "Choose another backup …",
  chooseHint: "Its name begins with “wardkey” and ends in .age. The newest one loses the least.",
  chosen: (name: string) => `Chosen: ${name}`,
  kit: ({ kit }: ChosenBackupView, place: Place) =>
    `Take recovery kit no. ${kit.number}. It was printed on ${formatDateTime(kit.madeAt, place)}.`,
  check: "Check the backup",
  checking: "Checking the backup",
  share: (done: number, of: number) => (of === 0 ? "Begun" : `${Math.floor((100 * done) / of)} %`),
  cancel: "Cancel",
  good: "This backup is whole",
  practice: "Practice",
  madeAt: "Made",
  computer: "On the computer",
  people: "People",
  entries: "Entries in the audit log",
  fingerprint: "Practice key",
  fingerprintHint: "It stands on your recovery kit.",
  duration: "A restore takes",
  seconds: (ms: number) => {
    const seconds = Math.max(1, Math.ceil(ms / 1000));
    return seconds < 90
      ? `About ${seconds} ${seconds === 1 ? "second" : "seconds"}`
      : `About ${Math.ceil(seconds / 60)} minutes`;
  },
  count: (count: number, place: Place) => formatNumber(count, place),
  made: ({ madeAt, place }: BackupFacts) => formatDateTime(madeAt, place),
  after: "What happens then",
  steps: [
    "What happened after the backup is lost, unless the old vault here still opens.",
    "The vault that is on this computer now is kept in a folder beside it.",
    "A practice manager confirms the vault with password and token.",
  ],
  restore: "Restore this backup",
  cardTitle: "Restore",
  cardAbout: "A test does all but the swap. Nothing changes.",
  lastTest: "Last test",
  never: "Never",
  testedBy: (at: string, by: string | null) => (by === null ? at : `${at}, by ${by}`),
  result: "Result",
  cameBack: "Everything came back",
  failed: "It cannot be restored",
  real: "A real restore",
  test: "Test restore",
  testTitle: "Test a restore",
  testLead: "Wardkey opens the backup with the recovery kit and checks all of it. Nothing changes.",
  testDone: "Done",
  begin: "Restore…",
  overTitle: "Restore a backup over this vault?",
  overEffect:
    "The backup takes the place of this vault. The vault is kept in a folder beside it, and what it knows that is newer comes back in. Everybody is signed out.",
  instead: "Restore a backup instead",
} as const;
