import { useState } from "react";
import { clockNoticeWords, correctClockWords } from "../../../contract/clock/messages";
import { enterCodeWords } from "../../../contract/enrollment/messages";
import { useAppState } from "../../shell/app-state-context";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Row } from "../../ui/stack";
import { CorrectClockDialog } from "../clock/correct-clock-dialog";
import styles from "./setup.module.css";

export interface ClockHelpProps {
  /** The code was right for another time. */
  differs: boolean;
  /** In the first run: the computer's clock was wrong, and is right now. */
  onCorrected: () => void;
}

/** Which clock is wrong, the phone's or this computer's, only a third one can tell. In the first run it is corrected here. */
export function ClockHelp({ differs, onCorrected }: ClockHelpProps) {
  const practiceSetup = useAppState().sessionState === "practice-setup";
  const [open, setOpen] = useState(false);
  const [corrected, setCorrected] = useState(false);
  const close = (done: boolean) => {
    setOpen(false);
    setCorrected(done);
    if (done) onCorrected();
  };
  return (
    <>
      {differs && (
        <>
          <p className={styles.small}>{practiceSetup ? enterCodeWords.clockHelpInSetup : enterCodeWords.clockHelp}</p>
          {practiceSetup && (
            <Row>
              <Button onClick={() => setOpen(true)}>{clockNoticeWords.correct}</Button>
            </Row>
          )}
        </>
      )}
      {corrected && !differs && (
        <Notice tone="ok" announce="status">
          {correctClockWords.inSetupDone}
        </Notice>
      )}
      {open && <CorrectClockDialog onClose={close} />}
    </>
  );
}
