import { filterWords, exportWords as words } from "../../../contract/audit/messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useAct } from "../../shell/wardkey";
import { RadioGroup } from "../../ui/radio-group";
import { useToasts } from "../../ui/toasts";
import { type AuditLogFilter, entryFilter } from "./entry-filter";

export interface ExportDialogProps {
  filter: AuditLogFilter;
  /** How many entries the filters show. */
  count: number;
  onClose: () => void;
}

type Format = keyof typeof words.formats;

/** Saves exactly what is shown; the export is an entry itself. */
export function ExportDialog({ filter, count, onClose }: ExportDialogProps) {
  const formats = useFormats();
  const toast = useToasts();
  const [format, setFormat] = useDraft<Format>("audit log export format", "csv");
  const save = useAct("exportEntries", {
    onDone: (file) => {
      // Null: the person turned away from choosing a file.
      if (file === null) return;
      toast({ title: words.done(file.name) });
      onClose();
    },
  });
  const scope = entryFilter(filter, formats.timeZone);
  return (
    <ActDialog
      title={words.title}
      effect={words.effect(count, formats)}
      confirmLabel={words.export}
      busy={save.busy}
      refusal={save.refusal}
      fieldErrors={save.fieldErrors}
      approval={{ act: "exportEntries", parameters: { ...scope, format } }}
      onAct={(given) => void save.act({ ...scope, format, ...given })}
      onClose={onClose}
    >
      <p>{filterWords({ ...filter, from: filter.from || null, to: filter.to || null })}</p>
      <RadioGroup
        label={words.format}
        options={(Object.keys(words.formats) as Format[]).map((one) => ({
          value: one,
          label: words.formats[one].label,
          description: words.formats[one].about,
        }))}
        value={format}
        onValueChange={setFormat}
      />
    </ActDialog>
  );
}
