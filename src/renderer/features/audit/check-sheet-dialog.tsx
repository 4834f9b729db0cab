import { type FormEvent, useId, useState } from "react";
import { checkSheetWords as words } from "../../../contract/audit/sign-off-messages";
import type { SignOffAnswer } from "../../../contract/audit/views";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice, type NoticeProps } from "../../ui/notice";
import { TextAreaField } from "../../ui/text-area-field";

export interface CheckSheetDialogProps {
  onClose: () => void;
}

/** Whether the audit log still holds the entry on a sheet; a slip in typing is said, and is no fault of the log. */
export function CheckSheetDialog({ onClose }: CheckSheetDialogProps) {
  const formId = useId();
  const [typed, setTyped] = useState("");
  const [answer, setAnswer] = useState<SignOffAnswer>();
  const check = useAct("checkSignOffSheet", { onDone: setAnswer });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check.act({ typed });
  };
  return (
    <Dialog
      open
      title={words.title}
      description={words.about}
      closeLabel={words.close}
      onClose={onClose}
      footer={
        <Button type="submit" form={formId} variant="primary" busy={check.busy}>
          {words.check}
        </Button>
      }
    >
      <Form id={formId} onSubmit={submit}>
        <TextAreaField
          label={words.field}
          hint={words.hint}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          rows={4}
          value={typed}
          error={check.fieldErrors["typed"]}
          onChange={({ target }) => {
            setTyped(target.value);
            setAnswer(undefined);
          }}
        />
        {answer !== undefined && <Answer answer={answer} />}
        <RefusalNotice refusal={check.refusal} saidElsewhere={["bad-input"]} />
      </Form>
    </Dialog>
  );
}

const tones: Readonly<Record<SignOffAnswer["is"], NoticeProps["tone"]>> = {
  contained: "ok",
  missing: "bad",
  another: "bad",
  "unknown-workstation": "warn",
  "wrong-count": "info",
  "wrong-words": "info",
  mismatch: "info",
};

function Answer({ answer }: { answer: SignOffAnswer }) {
  const formats = useFormats();
  const { title, body } = words.answer(answer, formats);
  return (
    <Notice tone={tones[answer.is]} announce="alert" title={title}>
      {body.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}
