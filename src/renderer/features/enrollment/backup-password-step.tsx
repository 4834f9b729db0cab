import { backupPasswordWords as words } from "../../../contract/recovery/backup-password-messages";
import { Chip } from "../../ui/chip";
import { Row } from "../../ui/stack";
import { BackupPasswordActions } from "../recovery/backup-password-actions";
import { BackupPasswordFields } from "../recovery/backup-password-fields";
import { useBackupPassword } from "../recovery/use-backup-password";
import styles from "./setup.module.css";
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
