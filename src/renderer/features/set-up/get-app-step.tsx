import { MonitorX } from "lucide-react";
import { getAppWords, sealedWords, setUpWords } from "../../../preload/messages/set-up";
import type { Digits } from "../../../preload/words";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import type { Act } from "../../wardkey";
import { AppTable } from "./app-table";
import { KeepKey } from "./keep-key";
import styles from "./set-up.module.css";
import { StepFrame } from "./step-frame";
import { StoreCodes } from "./store-codes";

export interface GetAppStepProps {
  digits: Digits;
  /** Goes on from a sealed enrolment sheet, where there is one. */
  onSheet?: (() => void) | undefined;
  /** Shows the old phone's key once more, where that may be. */
  begin?: Act<"beginAuthenticator"> | undefined;
  onNext: () => void;
  onCancel?: (() => void) | undefined;
}

/** Step a: the mobile Authy app first, then others. */
export function GetAppStep({ digits, onSheet, begin, onNext, onCancel }: GetAppStepProps) {
  return (
    <StepFrame
      title={getAppWords.title}
      lead={getAppWords.lead}
      actions={
        <>
          {onCancel !== undefined && <Button onClick={onCancel}>{setUpWords.cancel}</Button>}
          <Button variant="primary" onClick={onNext}>
            {getAppWords.next}
          </Button>
        </>
      }
    >
      {onSheet !== undefined && (
        <Notice
          tone="info"
          title={sealedWords.offered}
          action={<Button onClick={onSheet}>{sealedWords.choice}</Button>}
        >
          {sealedWords.offeredWhy}
        </Notice>
      )}
      {begin !== undefined && <KeepKey begin={begin} />}
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
