import { manyWords, takeOutWords as words } from "../../../contract/people/bulk-messages";
import type { PeopleColumn } from "../../../contract/vocabulary";
import { ActDialog } from "../../shell/acts/act-dialog";
import { BulkProgress } from "../../shell/acts/bulk";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { DestinationField } from "../../shell/paper/destination-field";
import { paperSizeOf } from "../../shell/paper/paper-size";
import { filterOf, type PeopleQuery } from "../../shell/person/people-query";
import { useAct } from "../../shell/wardkey";
import { useToasts } from "../../ui/toasts";

export type Destination = keyof typeof words.tos;

export interface TakeOutDialogProps {
  query: PeopleQuery;
  columns: readonly PeopleColumn[];
  count: number;
  first: Destination;
  onClose: () => void;
}

/** Takes out exactly what is shown: as a file, or on paper. */
export function TakeOutDialog({ query, columns, count, first, onClose }: TakeOutDialogProps) {
  const practice = usePractice();
  const toast = useToasts();
  const [to, setTo] = useDraft("take out to", first);
  const { sort, descending } = query;
  const save = useAct("exportPeople", {
    onDone: (file, input) => {
      if (file === null && input.to !== "printer") return;
      toast({ title: file === null ? words.printed : words.done(file.name) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={words.title(count, practice)}
      effect={words.effect}
      confirmLabel={words.confirm}
      asksReason={false}
      busy={save.busy}
      refusal={save.refusal}
      fieldErrors={save.fieldErrors}
      onAct={({ proof }) =>
        void save.act({
          filter: filterOf(query),
          sort,
          descending,
          columns: [...columns],
          to,
          size: paperSizeOf(practice.region),
          proof,
        })
      }
      onClose={onClose}
    >
      <DestinationField label={words.to} words={words.tos} value={to} onChange={setTo} />
      {save.busy && <BulkProgress label={manyWords.working} />}
    </ActDialog>
  );
}
