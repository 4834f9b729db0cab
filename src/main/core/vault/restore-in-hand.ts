import type { ChosenBackupView } from "../../../contract/vault/views";
import type { CheckedBackup } from "../domain/backup-check";
import type { ChosenBackup } from "../ports";

export type CheckedWell = Extract<CheckedBackup, { is: "good" }>;

/** A backup in hand: chosen, and, where it passed, checked. */
export type RestoreInHand = {
  readonly chosen: ChosenBackup;
  readonly view: ChosenBackupView;
  checked: CheckedWell | null;
};
