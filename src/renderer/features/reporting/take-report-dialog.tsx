import { manyWords } from "../../../contract/people/bulk-messages";
import { takeReportWords as words } from "../../../contract/reporting/messages";
import type { ReportName } from "../../../contract/vocabulary";
import { ActDialog } from "../../shell/acts/act-dialog";
import { BulkProgress } from "../../shell/acts/bulk";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { DestinationField } from "../../shell/paper/destination-field";
import { paperSizeOf } from "../../shell/paper/paper-size";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";
import type { ReportsView } from "./reports-view";

export type Destination = keyof typeof words.tos;

export interface TakeReportDialogProps {
  report: ReportName;
  view: ReportsView;
  first: Destination;
  onClose: () => void;
}

/** Takes out the whole report: as a file, or on paper. */
export function TakeReportDialog({ report, view, first, onClose }: TakeReportDialogProps) {
  const { region } = usePractice();
  const toast = useToasts();
  const [to, setTo] = useDraft("report to", first);
  const take = useAct("exportReport", {
    onDone: (file, input) => {
      // Null: the person turned away from choosing a file, or from the printer.
      if (file === null) return;
      toast({ title: input.to === "printer" ? words.printed : words.done(file.name) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.title(report)}
      effect={words.effect}
      confirmLabel={words.confirm}
      asksReason={false}
      busy={take.busy}
      refusal={take.refusal}
      fieldErrors={take.fieldErrors}
      onAct={({ proof }) => void take.act({ report, ...view, to, size: paperSizeOf(region), proof })}
      onClose={onClose}
    >
      <DestinationField label={words.as} words={words.tos} value={to} onChange={setTo} />
      {take.busy && <BulkProgress label={manyWords.working} />}
    </ActDialog>
  );
}
