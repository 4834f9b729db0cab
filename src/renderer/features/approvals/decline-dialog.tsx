import { type FormEvent, useId } from "react";
import { approvalListWords as words } from "../../../contract/approvals/messages";
import type { ApprovalView } from "../../../contract/approvals/views";
import { useDraft } from "../../shell/drafts";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { useToasts } from "../../ui/toasts";

export interface DeclineDialogProps {
  approval: Pick<ApprovalView, "id" | "mine" | "sentence">;
  /** What it is called, and does, for whoever it concerns. */
  title?: string | undefined;
  effect?: string | undefined;
  onClose: () => void;
}

/** Objects to what a manager asked for, or withdraws one's own; with a reason that they are told. */
export function DeclineDialog({ approval, title, effect, onClose }: DeclineDialogProps) {
  const toast = useToasts();
  const formId = useId();
  const [reason, setReason] = useDraft("decline reason", "");
  const { id, mine, sentence } = approval;
  const decline = useAct("declineAct", {
    onDone: () => {
      toast({ title: mine ? words.withdrawn : words.declined });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void decline.act({ approval: id, reason });
  };
  return (
    <Dialog
      open
      title={title ?? (mine ? words.withdrawTitle : words.declineTitle)}
      description={sentence}
      closeLabel={words.close}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.declineKeep}</Button>
          <Button type="submit" form={formId} variant="danger" busy={decline.busy}>
            {mine ? words.withdraw : words.decline}
          </Button>
        </>
      }
    >
      <Form id={formId} onSubmit={submit}>
        {effect !== undefined && <p>{effect}</p>}
        <TextField
          label={words.reason}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={decline.fieldErrors["reason"]}
        />
        <RefusalNotice refusal={decline.refusal} saidElsewhere={["bad-input"]} />
      </Form>
    </Dialog>
  );
}
