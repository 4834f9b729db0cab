import { type Formats, formatBytes, formatDate, formatNumber, formatRecent, type Place } from "../formats";
import { formatDay } from "../reporting/messages";
import type { BackupStep, BackupTrouble } from "../vocabulary";

/** Settings > Backups, and what every screen of a manager says of them. */

const people = (count: number, place: Place) => (count === 1 ? "1 person" : `${formatNumber(count, place)} people`);
const entries = (count: number, place: Place) => (count === 1 ? "1 entry" : `${formatNumber(count, place)} entries`);

export const lastBackupWords = {
  title: (at: number, formats: Formats) => `Last good backup: ${formatRecent(at, formats)}`,
  checked: (counted: { people: number; entries: number }, place: Place) =>
    `Opened and checked after it was written: ${people(counted.people, place)}, ${entries(counted.entries, place)}, no tampering found.`,
  noneTitle: "No backup yet",
  none: "Wardkey makes the first one by itself. You do not have to wait for it.",
  noKitTitle: "Wardkey cannot make backups yet",
  noKit: "Your recovery kit was printed before there were backups, so it takes none.",
  noKitHelp: "Make a new kit under Settings > Recovery kit and keys. Backups begin then.",
  now: "Back up now",
  running: "Backing up",
  steps: {
    copy: "Copying the vault",
    encrypt: "Encrypting",
    write: "Writing to the folders",
    verify: "Checking what was written",
  } satisfies Record<BackupStep, string>,
  progress: (step: string, percent: number | null) => (percent === null ? step : `${step}: ${percent}%`),
  cancel: "Cancel",
  done: "The backup is made and checked.",
  someMissed: (good: number, of: number) => `The backup is in ${good} of ${of} folders.`,
  stoppedTitle: "The backup was stopped.",
  stopped: "Earlier backups are as they were.",
  failedTitle: (at: number, formats: Formats) => `No backup was made ${formatRecent(at, formats)}.`,
} as const;

export const backupFoldersWords = {
  title: "Folders",
  about: "Every night at 2:00 AM, or at the next start. Where there are two managers, a change takes both.",
  aboutAuditor: "Every night at 2:00 AM, or at the next start.",
  add: "Add folder",
  folder: "Folder",
  last: "Last good",
  free: "Free",
  state: "State",
  acts: "Actions",
  here: "This computer",
  sameDisk: "On the same disk as the vault",
  never: "Never",
  unknown: "\u2013",
  verified: "Verified",
  waits: "No backup yet",
  states: {
    vanished: "Away",
    "disk-full": "Disk full",
    "read-only": "Read-only",
    "not-written": "Failed",
    slow: "No answer",
    changed: "Failed the check",
    "not-intact": "Failed the check",
    stopped: "Stopped",
  } satisfies Record<BackupTrouble, string>,
  daysOld: (days: number) => (days === 1 ? "1 day old" : `${days} days old`),
  troubleTitle: (name: string, last: number | null, place: Place) =>
    last === null ? `${name} has had no backup yet.` : `${name} has had no backup since ${formatDate(last, place)}.`,
  comesBack: "Wardkey writes to it within a minute.",
  onlyHereTitle: "All backups are on this computer only.",
  onlyHere: "A broken disk, fire or theft takes them too. Add a folder on another disk, a share or a stick.",
  remove: "Remove",
  removeNamed: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Make no more backups in ${name}?`,
  removeEffect: "What lies there stays. Wardkey deletes none of it and checks none of it any more.",
  removeKeep: "Keep the folder",
  removed: "No more backups go there.",
} as const;

export const addFolderWords = {
  title: "Add a backup folder",
  effect: "On another disk, a share, or a stick. The first backup is made there at once.",
  path: "Folder",
  pathHint: "It has to be there already. Where the recovery kit lies is the wrong place.",
  missing: "Type the folder’s whole path, or choose it.",
  choose: "Choose…",
  confirm: "Add folder",
  added: "The folder is added.",
} as const;

export const keptBackupsWords = {
  title: "Kept backups",
  about: "The last good one is never deleted.",
  change: "Change",
  rows: { daily: "Daily", weekly: "Weekly", monthly: "Monthly" },
  of: (kept: number, most: number) => `${kept} of ${most}`,
  oldest: (on: string, bytes: number, place: Place) =>
    `Oldest: ${formatDay(on, place)}. All together ${formatBytes(bytes, place)} a folder.`,
  none: "There are none yet.",
  changeTitle: "Change how many backups are kept?",
  changeEffect: "Of each day, week and month the newest stays. What is too many goes with the next backup.",
  fields: { daily: "Days", weekly: "Weeks", monthly: "Months" },
  bounds: (least: number, most: number) => `A whole number from ${least} to ${most}.`,
  confirm: "Change",
  changed: "The number of kept backups is changed.",
} as const;

export const kitAndBackupWords = {
  title: "Never keep the recovery kit and a backup together.",
  needs: (kit: { readonly number: number; readonly madeAt: number }, place: Place) =>
    `Whoever has both can open the vault. These backups need kit no. ${kit.number} of ${formatDate(kit.madeAt, place)}.`,
  fingerprint: (fingerprint: string) => `Fingerprint of the practice key, as on the kit: ${fingerprint}`,
} as const;

/** Status bar, banner and overview. */
export const backupStateWords = {
  last: (at: number, formats: Formats) => `Last backup: ${formatRecent(at, formats)}`,
  noneYet: "No backup yet",
  late: "Backup overdue",
  noKit: "No backups",
  lateTitle: (since: number | null, formats: Formats) =>
    since === null
      ? "There is no good backup of this practice."
      : `There has been no good backup since ${formatRecent(since, formats)}.`,
  noCause: "Open Backups to see why, or back up now.",
  show: "Open Backups",
  overviewTitle: "Backups",
  checked: "It was opened and checked after it was written.",
  elsewhereTitle: "Add a backup folder on another disk",
  elsewhere: "So far all backups are on this computer. A broken disk or a theft would take them too.",
  putAway: "Put away",
} as const;
