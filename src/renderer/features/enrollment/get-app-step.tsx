import { MonitorX } from "lucide-react";
import { getAppWords, sealedWords, setupWords } from "../../../contract/enrollment/messages";
import { rebindingWords as words } from "../../../contract/recovery/messages";
import type { Digits } from "../../../contract/vocabulary";
import { RefusalNotice } from "../../shell/refusal-notice";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import { AppTable } from "./app-table";
import type { AuthenticatorFlow } from "./authenticator-flow";
import styles from "./setup.module.css";
import { StepFrame } from "./step-frame";
import { StoreCodes } from "./store-codes";

export interface GetAppStepProps {
  digits: Digits;
  flow: AuthenticatorFlow;
  sealedSheet: boolean;
  /** The old phone's key may be shown once more. */
  mayKeepKey: boolean;
  onCancel?: (() => void) | undefined;
}

/** Step a: the mobile Authy app first, then others. */
export function GetAppStep({ digits, flow, sealedSheet, mayKeepKey, onCancel }: GetAppStepProps) {
  return (
    <StepFrame
      title={getAppWords.title}
      lead={getAppWords.lead}
      actions={
        <>
          {onCancel !== undefined && <Button onClick={onCancel}>{setupWords.cancel}</Button>}
          <Button variant="primary" busy={flow.begin.busy} onClick={() => flow.choose("new")}>
            {getAppWords.next}
          </Button>
        </>
      }
    >
      {sealedSheet && (
        <Notice
          tone="info"
          title={sealedWords.offered}
          action={<Button onClick={() => flow.choose("sheet")}>{sealedWords.choice}</Button>}
        >
          {sealedWords.offeredWhy}
        </Notice>
      )}
      {mayKeepKey && <KeepKey busy={flow.begin.busy} onKeep={() => flow.choose("same")} />}
      <RefusalNotice refusal={flow.begin.refusal} />
      <div className={styles.scan}>
        <StoreCodes />
        <div className={styles.aside}>
          <p className={styles.rule}>
            <Icon of={MonitorX} className={styles.ruleIcon} />
            <span>{getAppWords.mobileOnly}</span>
          </p>
          <p className={styles.small}>{getAppWords.noPhone}</p>
        </div>
      </div>
      <Stack gap={8}>
        <p>
          <span className={styles.strong}>{getAppWords.others}.</span> {getAppWords.asks(digits)}
        </p>
        <AppTable />
        <p className={styles.small}>{getAppWords.whateverShown}</p>
      </Stack>
    </StepFrame>
  );
}

export interface KeepKeyProps {
  busy: boolean;
  onKeep: () => void;
}

/** Where the old phone is still its owner's: its key may be scanned once more. Else a new one, as for everybody. */
function KeepKey({ busy, onKeep }: KeepKeyProps) {
  return (
    <Notice
      tone="info"
      title={words.keepTitle}
      action={
        <Button busy={busy} onClick={onKeep}>
          {words.keep}
        </Button>
      }
    >
      {words.keepAbout}
    </Notice>
  );
}
