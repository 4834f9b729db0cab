import { useState } from "react";
import { importWords } from "../../../contract/import/messages";
import type { ImportDryRun } from "../../../contract/import/views";
import { emptyProof, ProofFields } from "../../shell/acts/proof-fields";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import styles from "./import.module.css";
import { type ChangeView, noMapping } from "./import-view";
import { StepSheet } from "./step-sheet";

const words = importWords.run;

export interface RunStepProps {
  file: string;
  dryRun: ImportDryRun;
  onChange: ChangeView;
}

/** Step 4: own password and token, and all of it happens or nothing. */
export function RunStep({ file, dryRun, onChange }: RunStepProps) {
  const formats = useFormats();
  const [proof, setProof] = useState(emptyProof);
  const run = useAct("runImport", {
    onDone: (result) => onChange({ result, step: "done", chosen: null, mapping: noMapping, dryRun: null }),
  });
  const { create, update, skip, problem } = dryRun;
  const changed = run.refusal?.code === "import-changed";
  return (
    <StepSheet
      step={4}
      title={words.title}
      lead={words.lead}
      onSubmit={() => void run.act({ proof })}
      actions={
        <>
          <Button onClick={() => onChange({ step: "check" })} held={run.busy}>
            {importWords.back}
          </Button>
          <Button type="submit" variant="primary" busy={run.busy}>
            {words.act(create + update, formats)}
          </Button>
        </>
      }
    >
      <div className={styles.facts}>
        <p>{words.what(file)}</p>
        {create > 0 && <p>{words.create(create, formats)}</p>}
        {update > 0 && <p>{words.update(update, formats)}</p>}
        {skip + problem > 0 && <p>{words.leftOut(skip + problem, formats)}</p>}
      </div>
      <div className={styles.proof}>
        <ProofFields value={proof} onChange={setProof} refusal={run.refusal} fieldErrors={run.fieldErrors} />
      </div>
      {run.busy && (
        <Notice tone="info" announce="status">
          {words.running}
        </Notice>
      )}
      <RefusalNotice refusal={run.refusal} saidElsewhere={["bad-input"]} />
      {changed && (
        <div>
          <Button onClick={() => onChange({ step: "columns", dryRun: null })}>{importWords.columns.check}</Button>
        </div>
      )}
    </StepSheet>
  );
}
