import { Download } from "lucide-react";
import { formatNumber } from "../../../contract/formats";
import { importWords } from "../../../contract/import/messages";
import type { ImportDryRun } from "../../../contract/import/views";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { ExplainedButton } from "../../ui/explained-button";
import { Notice } from "../../ui/notice";
import { Tile, Tiles } from "../../ui/tile";
import { useToasts } from "../../ui/toasts";
import type { Tone } from "../../ui/tone";
import { ImportRows } from "./import-rows";
import type { ChangeView, Outcome } from "./import-view";
import { StepSheet } from "./step-sheet";

const words = importWords.check;
const outcomes: readonly Outcome[] = ["create", "update", "skip", "problem"];
const tones: Readonly<Record<Outcome, Tone>> = { create: "ok", update: "warn", skip: "idle", problem: "bad" };

export interface CheckStepProps {
  dryRun: ImportDryRun;
  outcome: Outcome;
  onChange: ChangeView;
}

/** Step 3: what would become of every row. */
export function CheckStep({ dryRun, outcome, onChange }: CheckStepProps) {
  const formats = useFormats();
  const people = dryRun.create + dryRun.update;
  return (
    <StepSheet
      step={3}
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <Button onClick={() => onChange({ step: "columns" })}>{importWords.back}</Button>
          <ExplainedButton
            variant="primary"
            disabledReason={people === 0 ? words.nothingToDo : undefined}
            onClick={() => onChange({ step: "run" })}
          >
            {people === 0 ? importWords.next : words.next(people, formats)}
          </ExplainedButton>
        </>
      }
    >
      <Tiles label={words.tiles}>
        {outcomes.map((one) => (
          <Tile
            key={one}
            figure={formatNumber(dryRun[one], formats)}
            label={words.outcomes[one]}
            tone={dryRun[one] > 0 ? tones[one] : undefined}
            pressed={one === outcome}
            onPressedChange={() => onChange({ outcome: one })}
          />
        ))}
      </Tiles>
      {dryRun.problem > 0 && <Problems count={dryRun.problem} />}
      <ImportRows key={outcome} outcome={outcome} total={dryRun[outcome]} />
    </StepSheet>
  );
}

/** The rows that are left out, to take along and correct. */
function Problems({ count }: { count: number }) {
  const formats = useFormats();
  const toast = useToasts();
  const save = useAct("saveImportProblems", {
    onDone: (file) => file !== null && toast({ title: words.saved(file.name) }),
  });
  const button = (
    <Button icon={Download} busy={save.busy} onClick={() => void save.act({})}>
      {words.saveProblems}
    </Button>
  );
  return (
    <>
      <Notice tone="warn" action={button}>
        {words.problemsLeft(count, formats)}
      </Notice>
      <RefusalNotice refusal={save.refusal} />
    </>
  );
}
