import { useRef } from "react";
import { doneWords as words } from "../../../contract/support/messages";
import type { HelpAct } from "../../../contract/vocabulary";
import { useNothingHalfTyped } from "../../shell/drafts";
import { Button } from "../../ui/button";
import { DescriptionList } from "../../ui/description-list";
import { Dialog } from "../../ui/dialog";

export interface HelpDoneProps {
  act: HelpAct;
  title: string;
  /** What the person hears of it. */
  notified: string;
  onClose: () => void;
}

/** It is done: what to say now, and what the person is told. */
export function HelpDone({ act, title, notified, onClose }: HelpDoneProps) {
  useNothingHalfTyped();
  const close = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      title={title}
      closeLabel={words.close}
      onClose={onClose}
      initialFocus={close}
      footer={
        <Button ref={close} variant="primary" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <DescriptionList
        layout="stack"
        items={[
          { term: words.say, details: words.sayOf(act) },
          { term: words.notified, details: notified },
        ]}
      />
    </Dialog>
  );
}
