import { setupWords, verifyPhoneWords } from "../../../contract/enrollment/messages";
import { formatPhone } from "../../../contract/fields";
import { usePractice } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { Button } from "../../ui/button";
import type { AuthenticatorFlow } from "./authenticator-flow";
import { PhoneProof, usePhoneProof } from "./phone-proof";
import styles from "./setup.module.css";
import { StepFrame } from "./step-frame";

export interface VerifyPhoneStepProps {
  cellPhone: string;
  flow: AuthenticatorFlow;
}

/** Step b, where the phone can be verified and was not: else it is passed over. */
export function VerifyPhoneStep({ cellPhone, flow }: VerifyPhoneStepProps) {
  const { region } = usePractice();
  const proof = usePhoneProof(flow.goOn);
  const { sent, confirm, formId } = proof;
  // Only where no code can arrive: what was sent is waited for.
  const mayGoOn = sent !== null && (sent.state === "failed" || sent.failure !== null);
  return (
    <StepFrame
      title={verifyPhoneWords.title}
      lead={verifyPhoneWords.lead(formatPhone(cellPhone, region))}
      actions={
        <>
          <Button variant="quiet" className={styles.first} onClick={() => flow.go("get-app")}>
            {setupWords.back}
          </Button>
          {mayGoOn && (
            <Button busy={flow.begin.busy} onClick={flow.goOn}>
              {verifyPhoneWords.skip}
            </Button>
          )}
          {sent !== null && (
            <Button type="submit" form={formId} variant="primary" busy={confirm.busy}>
              {verifyPhoneWords.submit}
            </Button>
          )}
        </>
      }
    >
      <PhoneProof proof={proof} />
      {mayGoOn && <p className={styles.small}>{verifyPhoneWords.skipHint}</p>}
      <RefusalNotice refusal={flow.begin.refusal} />
    </StepFrame>
  );
}
