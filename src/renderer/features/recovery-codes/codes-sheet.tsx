import { Copy } from "lucide-react";
import { useState } from "react";
import { ownCodesWords } from "../../../preload/messages/recovery-codes";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { CodeList } from "../../ui/code-list";
import { ExplainedButton } from "../../ui/explained-button";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import { useAct } from "../../wardkey";
import { RefusalNotice } from "../errors/refusal-notice";
import { PaperButtons } from "../papers/paper-buttons";
import type { ShownCodes } from "./use-shown-codes";

/** The ten codes, the ways of keeping them, and the tick without which nothing closes. */
export function CodesSheet({ codes, shown }: { codes: readonly string[]; shown: ShownCodes }) {
  const [copied, setCopied] = useState(false);
  const copy = useAct("copyRecoveryCodes", { onDone: () => setCopied(true) });
  return (
    <Stack gap={16}>
      <CodeList label={ownCodesWords.list} codes={codes} />
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
      <Checkbox
        label={ownCodesWords.stored}
        description={ownCodesWords.storedHint}
        checked={shown.ticked}
        onChange={(event) => shown.setTicked(event.target.checked)}
      />
      <RefusalNotice refusal={shown.store.refusal} />
    </Stack>
  );
}

/** Held back until the codes are said to be stored. */
export function StoredButton({ shown, label }: { shown: ShownCodes; label: string }) {
  return (
    <ExplainedButton
      variant="primary"
      busy={shown.store.busy}
      disabledReason={shown.ticked ? undefined : ownCodesWords.storeFirst}
      onClick={() => void shown.store.act({})}
    >
      {label}
    </ExplainedButton>
  );
}
