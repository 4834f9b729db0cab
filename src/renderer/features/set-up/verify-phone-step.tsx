import { formatPhone } from "../../../preload/inputs/fields";
import { setUpWords, verifyPhoneWords } from "../../../preload/messages/set-up";
import type { Security } from "../../../preload/views";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { RefusalNotice } from "../errors/refusal-notice";
import { usePractice } from "../practice/situation-context";
import type { AuthenticatorFlow } from "./authenticator-flow";
import { PhoneProof, type PhoneProofState, usePhoneProof } from "./phone-proof";
import styles from "./set-up.module.css";
import { StepFrame } from "./step-frame";

export interface VerifyPhoneStepProps {
  security: Security;
  flow: AuthenticatorFlow;
}

/** Step b: verified already, to be verified, or skipped with the reason said. Whatever comes next begins with a new key. */
export function VerifyPhoneStep({ security, flow }: VerifyPhoneStepProps) {
  const { region } = usePractice();
  const proof = usePhoneProof(() => void flow.begin.act({ key: "new" }));
  const { cellPhone, confirmedPhone, hasGateway } = security;
  if (cellPhone === null) return <NothingToVerify flow={flow} note={verifyPhoneWords.noPhone} />;
  const shown = formatPhone(cellPhone, region);
  if (cellPhone === confirmedPhone) return <NothingToVerify flow={flow} note={verifyPhoneWords.verified(shown)} ok />;
  if (!hasGateway) return <NothingToVerify flow={flow} note={verifyPhoneWords.noGateway} />;
  return <ToVerify flow={flow} proof={proof} cellPhone={shown} />;
}

function NothingToVerify({ flow, note, ok = false }: { flow: AuthenticatorFlow; note: string; ok?: boolean }) {
  return (
    <StepFrame
      title={verifyPhoneWords.title}
      actions={
        <>
          <BackToApp flow={flow} />
          <Button variant="primary" busy={flow.begin.busy} onClick={() => void flow.begin.act({ key: "new" })}>
            {setUpWords.next}
          </Button>
        </>
      }
    >
      <Notice tone={ok ? "ok" : "info"}>{note}</Notice>
      <RefusalNotice refusal={flow.begin.refusal} />
    </StepFrame>
  );
}

function ToVerify({ flow, proof, cellPhone }: { flow: AuthenticatorFlow; proof: PhoneProofState; cellPhone: string }) {
  const { sent, confirm, formId } = proof;
  // Only where no code can arrive: what was sent is waited for.
  const mayGoOn = sent !== null && (sent.state === "failed" || sent.failure !== null);
  return (
    <StepFrame
      title={verifyPhoneWords.title}
      lead={verifyPhoneWords.lead(cellPhone)}
      actions={
        <>
          <BackToApp flow={flow} />
          {mayGoOn && (
            <Button busy={flow.begin.busy} onClick={() => void flow.begin.act({ key: "new" })}>
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

function BackToApp({ flow }: { flow: AuthenticatorFlow }) {
  return (
    <Button variant="quiet" className={styles.first} onClick={() => flow.go("get-app")}>
      {setUpWords.back}
    </Button>
  );
}
