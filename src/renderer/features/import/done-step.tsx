import { Undo2 } from "lucide-react";
import { useState } from "react";
import { importWords } from "../../../contract/import/messages";
import type { ImportSummary } from "../../../contract/import/views";
import { useFormats } from "../../shell/app-state-context";
import { everybody, filterOf } from "../../shell/person/people-query";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Row } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { peopleAddress } from "../people/people-address";
import styles from "./import.module.css";
import { afresh, type ChangeView } from "./import-view";
import { StepSheet } from "./step-sheet";
import { UndoDialog } from "./undo-dialog";

const words = importWords.done;
const sheets = peopleAddress({ ...filterOf(everybody), status: "not-set-up" });

/** What was done, what to do next, and the way back. */
export function DoneStep({ result, onChange }: { result: ImportSummary; onChange: ChangeView }) {
  const formats = useFormats();
  const [undoing, setUndoing] = useState(false);
  const { file, created, updated, skipped } = result;
  return (
    <StepSheet
      step={5}
      title={words.title}
      actions={
        <>
          <Button icon={Undo2} onClick={() => setUndoing(true)}>
            {importWords.undo.act}
          </Button>
          <Button onClick={() => onChange(afresh)}>{words.another}</Button>
        </>
      }
    >
      <Notice tone="ok" announce="status" title={importWords.run.what(file)}>
        <div className={styles.facts}>
          <p>{words.created(created, formats)}</p>
          <p>{words.updated(updated, formats)}</p>
          {skipped > 0 && <p>{words.leftOut(skipped, formats)}</p>}
        </div>
      </Notice>
      {created > 0 && (
        <>
          <p>{words.next}</p>
          <Row>
            <TextLink href={sheets}>{words.sheets}</TextLink>
          </Row>
        </>
      )}
      {undoing && (
        <UndoDialog
          of={result}
          onUndone={(value) => onChange({ ...afresh, undone: { file, value } })}
          onClose={() => setUndoing(false)}
        />
      )}
    </StepSheet>
  );
}
