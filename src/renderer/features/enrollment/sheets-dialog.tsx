import { useState } from "react";
import { manyWords, sheetsWords as words } from "../../../contract/people/bulk-messages";
import type { Bulk } from "../../../contract/people/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { type BulkDialogProps, BulkProgress, BulkResult } from "../../shell/acts/bulk";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { paperSizeOf } from "../../shell/paper/paper-size";
import { useAct } from "../../shell/wardkey";
import { RadioGroup } from "../../ui/radio-group";
import { useToasts } from "../../ui/toasts";

/** A page for each of the selected people, with a new setup code that stands on the paper only. */
export function SheetsDialog({ selected, onDone, onClose }: BulkDialogProps) {
  const practice = usePractice();
  const toast = useToasts();
  const draft = useSheetsDraft();
  const { form, to, size } = draft;
  const [result, setResult] = useState<Bulk>();
  const make = useAct("makeEnrollmentSheets", {
    onDone: (bulk) => {
      // Turned away from choosing a file or a printer: the dialog is still there to try again.
      if (bulk.done === 0 && bulk.skipped.length === 0) return;
      onDone();
      toast({ title: bulk.done === 0 ? words.nobody : words.done(bulk.done, practice) });
      if (bulk.skipped.length === 0) onClose();
      else setResult(bulk);
    },
  });
  if (result !== undefined) {
    const title = result.done === 0 ? words.nobody : words.done(result.done, practice);
    return <BulkResult title={title} skipped={result.skipped} onClose={onClose} />;
  }
  return (
    <ActDialog
      title={words.title(selected.count, practice)}
      effect={words.effect}
      confirmLabel={words.confirm[to]}
      asksReason={false}
      busy={make.busy}
      refusal={make.refusal}
      fieldErrors={make.fieldErrors}
      onAct={({ proof }) => void make.act({ ...selected, to, sealed: form === "sealed", size, proof })}
      onClose={onClose}
    >
      <SheetsFields draft={draft} />
      {make.busy && <BulkProgress label={manyWords.working} />}
    </ActDialog>
  );
}

function useSheetsDraft() {
  const { region } = usePractice();
  const [form, setForm] = useDraft<"plain" | "sealed">("sheets form", "plain");
  const [to, setTo] = useDraft<"printer" | "pdf">("sheets to", "printer");
  const [size, setSize] = useDraft("sheets size", paperSizeOf(region));
  return { form, setForm, to, setTo, size, setSize };
}

function SheetsFields({ draft }: { draft: ReturnType<typeof useSheetsDraft> }) {
  return (
    <>
      <RadioGroup
        label={words.form}
        options={[
          { value: "plain", label: words.forms.plain.label, description: words.forms.plain.about },
          { value: "sealed", label: words.forms.sealed.label, description: words.forms.sealed.about },
        ]}
        value={draft.form}
        onValueChange={draft.setForm}
      />
      <RadioGroup
        label={words.to}
        options={[
          { value: "printer", label: words.tos.printer },
          { value: "pdf", label: words.tos.pdf },
        ]}
        value={draft.to}
        onValueChange={draft.setTo}
      />
      <RadioGroup
        label={words.size}
        options={[
          { value: "A4", label: words.sizes.A4 },
          { value: "Letter", label: words.sizes.Letter },
        ]}
        value={draft.size}
        onValueChange={draft.setSize}
      />
    </>
  );
}
