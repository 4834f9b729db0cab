import { folderTroubles } from "../backups/trouble-messages";
import type { BackupGenerations } from "../backups/views";
import { formatDateTime, formatNumber, type Place } from "../formats";
import type { BackupProblem, BackupTrouble } from "../vocabulary";
import type { Parties } from "./entry-vocabulary";

/** What the audit log says of backups and of the keys that they take. */
export const backupSentences = {
  "practice-key-made": () => "Wardkey made the practice key, which signs backups.",
  "backup-folder-added": ({ who }: Parties, { path }: { path: string }) => `${who} added a backup folder: ${path}`,
  "backup-folder-removed": ({ who }: Parties) => `${who} removed a backup folder.`,
  "backup-generations-changed": ({ who }: Parties, { after }: { after: BackupGenerations }) =>
    `${who} changed how many backups are kept: ${after.daily} daily, ${after.weekly} weekly, ${after.monthly} monthly.`,
  "backup-made": (
    _: Parties,
    { file, people, entries, kit }: { file: string; people: number; entries: number; kit: number },
    place: Place,
  ) =>
    `A backup was made and checked: ${file}, with ${formatNumber(people, place)} people and ${formatNumber(entries, place)} entries, for kit no. ${kit}.`,
  "backup-failed": (_: Parties, { because }: { because: BackupTrouble }) =>
    `A backup failed. ${folderTroubles[because]}`,
  "backups-late": (_: Parties, { since }: { since: number | null }, place: Place) =>
    since === null
      ? "No good backup has been made yet."
      : `There has been no good backup since ${formatDateTime(since, place)}.`,
  "restore-tested": ({ who }: Parties, { file, problem }: { file: string; problem: BackupProblem | null }) =>
    problem === null
      ? `${who} tested a restore with ${file}. Everything came back.`
      : `${who} tested a restore with ${file}. It cannot be restored.`,
  "vault-restored": (
    _: Parties,
    { backup, lost, brought }: { backup: { madeAt: number; kit: number }; lost: readonly unknown[]; brought: number },
    place: Place,
  ) =>
    [
      `The backup of ${formatDateTime(backup.madeAt, place)} was restored with kit no. ${backup.kit}.`,
      ...(brought > 0 ? [`${formatNumber(brought, place)} newer entries came from the vault that was here.`] : []),
      ...(lost.length > 0 ? ["Newer entries are known to be missing."] : []),
    ].join(" "),
} as const;
