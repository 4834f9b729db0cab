import { useState } from "react";
import { manyWords, remindWords as words } from "../../../contract/people/bulk-messages";
import type { Bulk } from "../../../contract/people/views";
import { type BulkDialogProps, BulkProgress, BulkResult } from "../../shell/acts/bulk";
import { usePractice } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { useToasts } from "../../ui/toasts";

/** One text message to everybody of the selection who is late; nobody twice within a day without asking. */
export function RemindDialog({ selected, onDone, onClose }: BulkDialogProps) {
  const practice = usePractice();
  const toast = useToasts();
  const [result, setResult] = useState<Bulk>();
  const remind = useAct("remindPeople", {
    onDone: (bulk) => {
      onDone();
      toast({ title: bulk.done === 0 ? words.nobody : words.done(bulk.done, practice) });
      if (bulk.skipped.length === 0) onClose();
      else setResult(bulk);
    },
  });
  if (result !== undefined) return <Reminded result={result} remind={remind} onClose={onClose} />;
  return (
    <Dialog
      open
      title={words.title(selected.count, practice)}
      description={words.effect}
      closeLabel={manyWords.close}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button variant="primary" busy={remind.busy} onClick={() => void remind.act({ ...selected, again: false })}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <Stack gap={12}>
        {remind.busy && <BulkProgress label={manyWords.working} />}
        <RefusalNotice refusal={remind.refusal} />
        <TextLink href="#/settings/delivery">{words.outbox}</TextLink>
      </Stack>
    </Dialog>
  );
}

interface RemindedProps {
  result: Bulk;
  remind: ReturnType<typeof useAct<"remindPeople">>;
  onClose: () => void;
}

/** Whoever was reminded today already is reminded again only where that is asked for. */
function Reminded({ result, remind, onClose }: RemindedProps) {
  const practice = usePractice();
  const today = result.skipped.filter(({ because }) => because === "reminded-today").slice(0, 1000);
  const again = () => {
    const ids = today.map(({ person }) => person.id);
    void remind.act({ selection: { ids }, count: ids.length, again: true });
  };
  return (
    <BulkResult
      title={result.done === 0 ? words.nobody : words.done(result.done, practice)}
      skipped={result.skipped}
      action={
        today.length > 0 && (
          <Button busy={remind.busy} onClick={again}>
            {words.again(today.length, practice)}
          </Button>
        )
      }
      onClose={onClose}
    />
  );
}
