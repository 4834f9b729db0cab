import { Copy } from "lucide-react";
import { useState } from "react";
import { ownCodesWords } from "../../../contract/recovery/recovery-code-messages";
import { PaperButtons } from "../../shell/paper/paper-buttons";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";

/** The ways of keeping what is shown: on paper, in a file, or on the clipboard for a while. */
export function KeepCodes() {
  const [copied, setCopied] = useState(false);
  const copy = useAct("copyRecoveryCodes", { onDone: () => setCopied(true) });
  return (
    <>
      <PaperButtons paper="recovery-codes">
        <Button icon={Copy} busy={copy.busy} onClick={() => void copy.act({})}>
          {ownCodesWords.copy}
        </Button>
      </PaperButtons>
      {copied && copy.refusal === undefined && (
        <Notice tone="info" announce="status">
          {ownCodesWords.copied}
        </Notice>
      )}
      <RefusalNotice refusal={copy.refusal} />
    </>
  );
}
