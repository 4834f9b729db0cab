import type { ChosenBackupView } from "../../../contract/vault/views";
import type { CheckedBackup } from "../domain/backup-check";
import type { ChosenBackup } from "../ports";
import type { Session } from "../session/session";

export type CheckedWell = Extract<CheckedBackup, { is: "good" }>;

/** A backup in hand: chosen, and, where it passed, checked; by whoever sat there then, and for nobody else. */
export type RestoreInHand = {
  readonly session: Session;
  readonly signedIn: Session["signedIn"];
  readonly chosen: ChosenBackup;
  readonly view: ChosenBackupView;
  checked: CheckedWell | null;
};
