import { signOffSheetWords as words } from "../../../contract/audit/sign-off-messages";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { DestinationField } from "../../shell/paper/destination-field";
import { paperSizeOf } from "../../shell/paper/paper-size";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { useToasts } from "../../ui/toasts";

export interface SignOffDialogProps {
  onClose: () => void;
}

type Destination = keyof typeof words.tos;

/** The newest entry on a sheet that somebody signs and keeps elsewhere. */
export function SignOffDialog({ onClose }: SignOffDialogProps) {
  const { region } = usePractice();
  const toast = useToasts();
  const [to, setTo] = useDraft<Destination>("sign-off sheet to", "printer");
  const make = useAct("makeSignOffSheet", {
    onDone: (file) => {
      if (file === null) return;
      toast({ title: to === "printer" ? words.printed : words.saved(file.name) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={words.title}
      description={words.about}
      closeLabel={words.close}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" busy={make.busy} onClick={() => void make.act({ to, size: paperSizeOf(region) })}>
            {words.make[to]}
          </Button>
        </>
      }
    >
      <DestinationField label={words.as} words={words.tos} value={to} onChange={setTo} />
      <RefusalNotice refusal={make.refusal} />
    </Dialog>
  );
}
