import { ownCodesWords } from "../../../contract/recovery/recovery-code-messages";
import { RefusalNotice } from "../../shell/refusal-notice";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { useToasts } from "../../ui/toasts";
import { CodesSheet, type ShownCodes, StoredButton, useShownCodes } from "./codes-sheet";

export interface CodesDialogProps {
  /** Before the codes are made. */
  title: string;
  lead: string;
  makeLabel: string;
  /** The way out before codes are made. Without it there is one only where making them was refused. */
  keepLabel?: string | undefined;
  onClose: () => void;
}

/** Says what making codes does, makes them, and shows them until they are stored. */
export function CodesDialog(props: CodesDialogProps) {
  const toast = useToasts();
  const shown = useShownCodes(() => {
    toast({ title: ownCodesWords.kept, tone: "ok" });
    props.onClose();
  });
  if (shown.codes === null) return <BeforeCodes {...props} shown={shown} />;
  return (
    <Dialog
      open
      dismissible={false}
      title={ownCodesWords.shownTitle}
      description={ownCodesWords.shownLead}
      closeLabel={ownCodesWords.close}
      onClose={props.onClose}
      footer={<StoredButton shown={shown} label={ownCodesWords.done} />}
    >
      <CodesSheet codes={shown.codes} shown={shown} />
    </Dialog>
  );
}

function BeforeCodes({ title, lead, makeLabel, keepLabel, onClose, shown }: CodesDialogProps & { shown: ShownCodes }) {
  const { make } = shown;
  const wayOut = keepLabel ?? (make.refusal === undefined ? undefined : ownCodesWords.later);
  return (
    <Dialog
      open
      size="small"
      dismissible={wayOut !== undefined}
      title={title}
      description={lead}
      closeLabel={ownCodesWords.close}
      onClose={onClose}
      footer={
        <>
          {wayOut !== undefined && <Button onClick={onClose}>{wayOut}</Button>}
          <Button variant="primary" busy={make.busy} onClick={() => void make.act({})}>
            {makeLabel}
          </Button>
        </>
      }
    >
      {make.refusal === undefined ? undefined : <RefusalNotice refusal={make.refusal} />}
    </Dialog>
  );
}
