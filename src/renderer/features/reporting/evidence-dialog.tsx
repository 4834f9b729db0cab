import { manyWords } from "../../../contract/people/bulk-messages";
import { evidenceDialogWords as words } from "../../../contract/reporting/messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { BulkProgress } from "../../shell/acts/bulk";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { DestinationField } from "../../shell/paper/destination-field";
import { paperSizeOf } from "../../shell/paper/paper-size";
import { useAct } from "../../shell/wardkey";
import { Grid } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";
import { PeriodFields, WhoFields } from "./report-filters";
import type { Period, ReportsView } from "./reports-view";

export interface EvidenceDialogProps {
  /** What the screen shows: the pack begins with the same days. */
  view: ReportsView;
  onClose: () => void;
}

type Destination = keyof typeof words.tos;

/** One document for insurers, of a period and about whom it is asked. */
export function EvidenceDialog({ view: shown, onClose }: EvidenceDialogProps) {
  const { region } = usePractice();
  const toast = useToasts();
  const [{ accountType, role }, setWho] = useDraft("evidence about", shown);
  const [period, setPeriod] = useDraft<Period | undefined>("evidence period", shown);
  const [to, setTo] = useDraft<Destination>("evidence to", "pdf");
  const make = useAct("makeEvidencePack", {
    onDone: (file, input) => {
      if (file === null) return;
      toast({ title: input.to === "printer" ? words.printed : words.done(file.name) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.title}
      effect={words.effect}
      confirmLabel={words.confirm}
      asksReason={false}
      busy={make.busy}
      refusal={make.refusal}
      fieldErrors={make.fieldErrors}
      onAct={({ proof }) => {
        // Where it is none, the field that is wrong says so.
        if (period === undefined) return;
        const { fromOn, toOn } = period;
        void make.act({ fromOn, toOn, accountType, role, to, size: paperSizeOf(region), proof });
      }}
      onClose={onClose}
    >
      <Grid gap={12} column={180}>
        <PeriodFields name="evidence days" first={shown} onChange={setPeriod} />
        <WhoFields
          value={{ ...shown, accountType, role }}
          onChange={(who) => setWho({ ...shown, accountType, role, ...who })}
        />
      </Grid>
      <DestinationField label={words.as} words={words.tos} value={to} onChange={setTo} />
      {make.busy && <BulkProgress label={manyWords.working} />}
    </ActDialog>
  );
}
