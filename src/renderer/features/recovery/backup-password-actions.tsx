import { backupPasswordWords as words } from "../../../contract/recovery/backup-password-messages";
import { Button } from "../../ui/button";
import type { BackupPasswordState } from "./use-backup-password";

export interface BackupPasswordActionsProps {
  backup: BackupPasswordState;
  /** Goes on where even skipping was refused. */
  onLater: () => void;
  className?: string | undefined;
}

/** Set it, or skip it by two presses. */
export function BackupPasswordActions({ backup, onLater, className }: BackupPasswordActionsProps) {
  const { formId, set, skip, askedToSkip, askToSkip } = backup;
  return (
    <>
      {skip.refusal === undefined ? (
        // One button: the second press finds it where the first one was.
        <Button
          variant="quiet"
          className={className}
          busy={skip.busy}
          onClick={() => (askedToSkip ? void skip.act({}) : askToSkip())}
        >
          {askedToSkip ? words.skipSure : words.skip}
        </Button>
      ) : (
        <Button className={className} onClick={onLater}>
          {words.later}
        </Button>
      )}
      <Button type="submit" form={formId} variant="primary" busy={set.busy}>
        {words.set}
      </Button>
    </>
  );
}
