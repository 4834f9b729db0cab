import { type FormEvent, useRef, useState } from "react";
import { clockFieldWords, correctClockWords as words } from "../../../contract/clock/messages";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { TimeFields, useTypedTime } from "./time-fields";

/** **Correct the clock** in the first run, where nothing depends on it yet. */
export function CorrectClockDialog({ onClose }: { onClose: (corrected: boolean) => void }) {
  const time = useTypedTime();
  const field = useRef<HTMLInputElement>(null);
  const [noTime, setNoTime] = useState(false);
  const correct = useAct("correctClockInSetup", { onDone: () => onClose(true) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React hands it on to the form that the dialog was opened from.
    event.stopPropagation();
    const to = time.to();
    setNoTime(to === null);
    if (to !== null) void correct.act({ to });
  };
  return (
    <Dialog
      open
      size="small"
      title={words.title}
      description={words.inSetupLead}
      closeLabel={words.cancel}
      onClose={() => onClose(false)}
      initialFocus={field}
      footer={
        <>
          <Button onClick={() => onClose(false)}>{words.cancel}</Button>
          <Button type="submit" form="correct-clock" variant="primary" busy={correct.busy}>
            {words.submit}
          </Button>
        </>
      }
    >
      <Form id="correct-clock" onSubmit={submit}>
        <TimeFields
          time={time}
          timeRef={field}
          error={correct.fieldErrors["to"] ?? (noTime ? clockFieldWords.notATime : undefined)}
        />
        <RefusalNotice refusal={correct.refusal} saidElsewhere={["bad-input"]} />
      </Form>
    </Dialog>
  );
}
