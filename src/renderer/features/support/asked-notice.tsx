import { queueWords, caseWords as words } from "../../../contract/support/messages";
import type { SupportCase } from "../../../contract/support/views";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";

/** They asked for help themselves: about what, until somebody says that it is done. */
export function AskedNotice({ about: { asked, person } }: { about: SupportCase }) {
  const formats = useFormats();
  const close = useAct("closeHelp");
  if (asked === null) return null;
  const done = (
    <Button busy={close.busy} onClick={() => void close.act({ account: person.id })}>
      {queueWords.done}
    </Button>
  );
  return (
    <>
      <Notice tone="info" title={words.asked(asked.about, asked.at, formats)} action={done} />
      <RefusalNotice refusal={close.refusal} />
    </>
  );
}
