import { makeHalfWords as words } from "../../../contract/emergency/messages";
import type { EmergencyCodesView } from "../../../contract/emergency/views";
import type { EmergencyHalf } from "../../../contract/vocabulary";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { DestinationField } from "../../shell/paper/destination-field";
import { paperSizeOf } from "../../shell/paper/paper-size";
import { useAct } from "../../shell/wardkey";
import { addDays, dayIn } from "../../shell/zone-days";
import { DateField } from "../../ui/date-field";
import { Notice } from "../../ui/notice";
import { useToasts } from "../../ui/toasts";

export interface MakeHalfDialogProps {
  half: EmergencyHalf;
  /** The one that there is; a new first half takes its place. */
  codes: EmergencyCodesView | null;
  onClose: () => void;
}

type Destination = keyof typeof words.tos;

const YEAR_DAYS = 365;

/** One half goes on paper: its code is shown nowhere. */
export function MakeHalfDialog({ half, codes, onClose }: MakeHalfDialogProps) {
  const formats = useFormats();
  const toast = useToasts();
  const [to, setTo] = useDraft<Destination>(`${half} half to`, "printer");
  const [endsOn, setEndsOn] = useDraft("halves end on", () => addDays(dayIn(formats.now, formats.timeZone), YEAR_DAYS));
  const make = useAct("makeEmergencyHalf", {
    onDone: (file) => {
      // Null: the print or save dialog was left without anything.
      if (file === null) return;
      toast({ title: to === "printer" ? words.printed : words.saved(file.name) });
      onClose();
    },
  });
  const notMade = make.refusal?.code === "paper-trouble" && make.refusal.trouble === "codes-void";
  return (
    <ActDialog
      {...headOf(half, codes)}
      confirmLabel={to === "printer" ? words.confirm : words.confirmPdf}
      asksReason={false}
      busy={make.busy}
      refusal={notMade ? undefined : make.refusal}
      fieldErrors={make.fieldErrors}
      onAct={({ proof }) => {
        const input = { half, to, size: paperSizeOf(formats.region), proof };
        void make.act({ ...input, endsOn: half === "first" ? endsOn : null });
      }}
      onClose={onClose}
    >
      {half === "first" && (
        <DateField
          label={words.endsOn}
          hint={words.endsOnHint}
          value={endsOn}
          onChange={setEndsOn}
          incompleteError={words.badDay}
          error={make.fieldErrors["endsOn"]}
        />
      )}
      <DestinationField label={words.as} words={words.tos} value={to} onChange={setTo} />
      {notMade && (
        <Notice tone="bad" announce="alert">
          {words.notMade}
        </Notice>
      )}
    </ActDialog>
  );
}

function headOf(half: EmergencyHalf, codes: EmergencyCodesView | null): { title: string; effect: string } {
  if (half === "second") return { title: words.secondTitle, effect: words.secondEffect };
  if (codes === null) return { title: words.firstTitle, effect: words.firstEffect };
  return { title: words.anewTitle, effect: words.anewEffect(codes.number) };
}
