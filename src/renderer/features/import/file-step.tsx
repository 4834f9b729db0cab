import { FileSpreadsheet } from "lucide-react";
import { importWords } from "../../../contract/import/messages";
import type { ChosenImport } from "../../../contract/import/views";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import type { ChangeView } from "./import-view";
import { StepSheet } from "./step-sheet";

const words = importWords.file;

/** Step 1: a file from the system's dialog. */
export function FileStep({ chosen, onChange }: { chosen: ChosenImport | null; onChange: ChangeView }) {
  const formats = useFormats();
  const choose = useAct("chooseImportFile", {
    // Null: the person turned away from choosing.
    onDone: (file) => {
      if (file !== null) onChange({ chosen: file, mapping: file.mapping, dryRun: null, step: "columns", undone: null });
    },
  });
  return (
    <StepSheet
      step={1}
      title={words.title}
      lead={words.lead}
      actions={
        chosen === null ? undefined : (
          <Button variant="primary" onClick={() => onChange({ step: "columns" })}>
            {importWords.next}
          </Button>
        )
      }
    >
      <p>{words.reads}</p>
      {chosen !== null && (
        <Notice tone="ok" title={words.chosen(chosen.file)}>
          {words.facts(chosen.rows, chosen.encoding, chosen.separator, formats)}
        </Notice>
      )}
      <div>
        <Button
          variant={chosen === null ? "primary" : "secondary"}
          icon={FileSpreadsheet}
          busy={choose.busy}
          onClick={() => void choose.act({})}
        >
          {chosen === null ? words.choose : words.another}
        </Button>
      </div>
      <RefusalNotice refusal={choose.refusal} />
    </StepSheet>
  );
}
