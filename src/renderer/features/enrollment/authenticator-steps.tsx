import type { Security } from "../../../contract/enrollment/views";
import { backupPasswordWords as words } from "../../../contract/recovery/backup-password-messages";
import { Chip } from "../../ui/chip";
import { Row } from "../../ui/stack";
import { BackupPasswordActions, BackupPasswordFields, useBackupPassword } from "../recovery/backup-password-fields";
import type { AuthenticatorFlow } from "./authenticator-flow";
import { CodesStep } from "./codes-step";
import { EnterCodeStep } from "./enter-code-step";
import { GetAppStep } from "./get-app-step";
import { ScanStep } from "./scan-step";
import { SealedSheetStep } from "./sealed-sheet-step";
import styles from "./setup.module.css";
import { StepFrame } from "./step-frame";
import { VerifyPhoneStep } from "./verify-phone-step";

export interface AuthenticatorStepsProps {
  flow: AuthenticatorFlow;
  security: Security;
  onCancel?: (() => void) | undefined;
  onDone: () => void;
}

/** The step that `flow` is at, in whichever frame it is drawn. */
export function AuthenticatorSteps({ flow, security, onCancel, onDone }: AuthenticatorStepsProps) {
  const { step, offer } = flow;
  if (step === "get-app") {
    return (
      <GetAppStep
        digits={security.digits}
        flow={flow}
        sealedSheet={security.sealedSheet}
        mayKeepKey={security.mayKeepKey}
        onCancel={onCancel}
      />
    );
  }
  if (step === "sealed-sheet") return <SealedSheetStep flow={flow} digits={security.digits} />;
  if (step === "backup-password") return <BackupPasswordStep email={security.email} onDone={flow.toCodes} />;
  if (step === "codes") return <CodesStep counts={security.recoveryCodes} shown={flow.shown} onDone={onDone} />;
  if (step === "verify-phone" || offer === null)
    return <VerifyPhoneStep cellPhone={security.cellPhone ?? ""} flow={flow} />;
  return step === "scan" ? <ScanStep flow={flow} offer={offer} /> : <EnterCodeStep flow={flow} offer={offer} />;
}

/** Step e begins with the backup password; skipping it takes two presses, and is recorded. */
function BackupPasswordStep({ email, onDone }: { email: string; onDone: () => void }) {
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
