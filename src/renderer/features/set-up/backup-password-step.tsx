import { backupPasswordWords as words } from "../../../contract/recovery/backup-password-messages";
import { Chip } from "../../ui/chip";
import { Row } from "../../ui/stack";
import { BackupPasswordActions } from "../backup-password/backup-password-actions";
import { BackupPasswordFields } from "../backup-password/backup-password-fields";
import { useBackupPassword } from "../backup-password/use-backup-password";
import styles from "./set-up.module.css";
import { StepFrame } from "./step-frame";

/** Step e begins with the backup password; skipping it takes two presses, and is recorded. */
export function BackupPasswordStep({ email, onDone }: { email: string; onDone: () => void }) {
  const backup = useBackupPassword(onDone);
  return (
    <StepFrame
      title={words.stepTitle}
      lead={words.stepLead}
      actions={<BackupPasswordActions backup={backup} onLater={onDone} className={styles.first} />}
    >
      <Row>
        <Chip tone="ok" label={words.recommended} />
      </Row>
      <BackupPasswordFields backup={backup} email={email} />
    </StepFrame>
  );
}
