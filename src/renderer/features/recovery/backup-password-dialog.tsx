import { backupPasswordWords as words } from "../../../contract/recovery/backup-password-messages";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { useToasts } from "../../ui/toasts";
import { BackupPasswordActions, BackupPasswordFields, useBackupPassword } from "./backup-password-fields";

export interface BackupPasswordDialogProps {
  email: string;
  /** There is one already, which the new one takes the place of. */
  change: boolean;
  onClose: () => void;
}

/** Sets one's own backup password, or another one. */
export function BackupPasswordDialog({ email, change, onClose }: BackupPasswordDialogProps) {
  const toast = useToasts();
  const backup = useBackupPassword(() => {
    toast({ title: words.saved, tone: "ok" });
    onClose();
  });
  return (
    <Dialog
      open
      size="small"
      title={change ? words.changeTitle : words.setTitle}
      description={words.dialogLead}
      closeLabel={words.close}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form={backup.formId} variant="primary" busy={backup.set.busy}>
            {words.set}
          </Button>
        </>
      }
    >
      <BackupPasswordFields backup={backup} email={email} />
    </Dialog>
  );
}

export interface AskBackupPasswordDialogProps {
  email: string;
  /** Set, or skipped by two presses. */
  onDone: () => void;
  /** Puts the question off, where it may be. */
  onClose?: (() => void) | undefined;
}

/** Before recovery codes are made: a backup password first, or two presses without one. */
export function AskBackupPasswordDialog({ email, onDone, onClose }: AskBackupPasswordDialogProps) {
  const backup = useBackupPassword(onDone);
  return (
    <Dialog
      open
      size="small"
      dismissible={onClose !== undefined}
      title={words.stepTitle}
      description={words.stepLead}
      closeLabel={words.close}
      onClose={onClose ?? onDone}
      footer={<BackupPasswordActions backup={backup} onLater={onDone} />}
    >
      <BackupPasswordFields backup={backup} email={email} />
    </Dialog>
  );
}
