import { Copy } from "lucide-react";
import { useState } from "react";
import { ownCodesWords } from "../../../contract/recovery/recovery-code-messages";
import { PaperButtons } from "../../shell/paper/paper-buttons";
import { RefusalNotice } from "../../shell/refusal-notice";
import { type Act, useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { CodeList } from "../../ui/code-list";
import { ExplainedButton } from "../../ui/explained-button";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";

/** The ten codes, the ways of keeping them, and the tick without which nothing closes. */
export function CodesSheet({ codes, shown }: { codes: readonly string[]; shown: ShownCodes }) {
  return (
    <Stack gap={16}>
      <CodeList label={ownCodesWords.list} codes={codes} />
      <KeepCodes />
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

export interface ShownCodes {
  /** They live here and nowhere else in the window, and are gone with the screen. */
  readonly codes: readonly string[] | null;
  readonly make: Act<"makeRecoveryCodes">;
  /** "I have stored these". */
  readonly ticked: boolean;
  readonly setTicked: (ticked: boolean) => void;
  readonly store: Act<"storeRecoveryCodes">;
}

/** Ten new recovery codes, shown once, until the person says that they are stored. */
export function useShownCodes(onStored: () => void): ShownCodes {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [ticked, setTicked] = useState(false);
  const make = useAct("makeRecoveryCodes", { onDone: (made) => setCodes(made.codes) });
  const store = useAct("storeRecoveryCodes", { onDone: onStored });
  return { codes, make, ticked, setTicked, store };
}
