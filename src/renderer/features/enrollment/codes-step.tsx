import { codesStepWords } from "../../../contract/enrollment/messages";
import type { Security } from "../../../contract/enrollment/views";
import { ownCodesWords } from "../../../contract/recovery/recovery-code-messages";
import { RefusalNotice } from "../../shell/refusal-notice";
import { Button } from "../../ui/button";
import { CodesSheet, type ShownCodes, StoredButton } from "../recovery/codes-sheet";
import { StepFrame } from "./step-frame";

export interface CodesStepProps {
  counts: Security["recoveryCodes"];
  shown: ShownCodes;
  onDone: () => void;
}

/** Step e: ten recovery codes; whoever has stored some already may keep them. */
export function CodesStep({ counts, shown, onDone }: CodesStepProps) {
  const { codes, make } = shown;
  if (codes !== null) {
    return (
      <StepFrame
        title={codesStepWords.title}
        lead={codesStepWords.lead}
        actions={<StoredButton shown={shown} label={codesStepWords.finish} />}
      >
        <CodesSheet codes={codes} shown={shown} />
      </StepFrame>
    );
  }
  const kept = counts.stored && counts.left > 0;
  return (
    <StepFrame
      title={codesStepWords.title}
      lead={kept ? codesStepWords.keptLead(counts.left, counts.total) : codesStepWords.lead}
      actions={
        <>
          <Button variant={kept ? "secondary" : "primary"} busy={make.busy} onClick={() => void make.act({})}>
            {kept ? ownCodesWords.makeNew : ownCodesWords.make}
          </Button>
          {kept && (
            <Button variant="primary" onClick={onDone}>
              {codesStepWords.finish}
            </Button>
          )}
          {!kept && make.refusal !== undefined && <Button onClick={onDone}>{ownCodesWords.later}</Button>}
        </>
      }
    >
      <RefusalNotice refusal={make.refusal} />
    </StepFrame>
  );
}
