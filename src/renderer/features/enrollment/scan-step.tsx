import { scanWords, sealedWords, setupWords } from "../../../contract/enrollment/messages";
import type { AuthenticatorOffer } from "../../../contract/enrollment/views";
import { formatCountdown, formatTime } from "../../../contract/formats";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useNow } from "../../shell/use-now";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { QrPlate } from "../../ui/qr-plate";
import { SecretText } from "../../ui/secret-text";
import { Stack } from "../../ui/stack";
import type { AuthenticatorFlow } from "./authenticator-flow";
import styles from "./setup.module.css";
import { StepFrame } from "./step-frame";

/** Step c: the key as a picture and as text, for ten minutes; another ten by making a new one. */
export function ScanStep({ flow, offer }: { flow: AuthenticatorFlow; offer: AuthenticatorOffer }) {
  const isOver = useNow() >= offer.expiresAt;
  return (
    <StepFrame
      title={scanWords.title}
      lead={scanWords.lead}
      actions={
        <>
          <Button variant="quiet" className={styles.first} onClick={() => flow.go("get-app")}>
            {setupWords.back}
          </Button>
          <Button variant={isOver ? "primary" : "secondary"} busy={flow.begin.busy} onClick={flow.renew}>
            {scanWords.renew}
          </Button>
          {!isOver && (
            <Button variant="primary" onClick={() => flow.go("enter-code")}>
              {scanWords.next}
            </Button>
          )}
        </>
      }
    >
      {flow.way === "sheet" && <Notice tone="info">{sealedWords.replaced}</Notice>}
      {offer.newEntry !== null && !isOver && <Notice tone="info">{scanWords.newEntry(offer.newEntry)}</Notice>}
      {flow.way === "same" && <Notice tone="info">{scanWords.sameKey}</Notice>}
      {isOver ? (
        <Notice tone="warn" announce="alert">
          {scanWords.over}
        </Notice>
      ) : (
        <OfferedKey offer={offer} />
      )}
      <RefusalNotice refusal={flow.begin.refusal} />
    </StepFrame>
  );
}

function OfferedKey({ offer: { qr, key, digits, expiresAt } }: { offer: AuthenticatorOffer }) {
  const formats = useFormats();
  const now = useNow();
  return (
    <div className={styles.scan}>
      <div className={styles.picture}>
        <QrPlate label={scanWords.qr} src={qr} size={224} />
        <span role="timer">{scanWords.until(formatTime(expiresAt, formats), formatCountdown(expiresAt - now))}</span>
      </div>
      <div className={styles.facts}>
        <Stack gap={12}>
          <SecretText label={scanWords.key} value={key.replaceAll(" ", "")} />
          <p className={styles.small}>{scanWords.orKeyHint(digits)}</p>
          <p className={styles.small}>{scanWords.onlyYours}</p>
          <p className={styles.small}>{scanWords.renewHint}</p>
        </Stack>
      </div>
    </div>
  );
}
