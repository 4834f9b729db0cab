import { ownCodesWords } from "../../../contract/recovery/recovery-code-messages";
import { RefusalNotice } from "../../shell/refusal-notice";
import { Checkbox } from "../../ui/checkbox";
import { CodeList } from "../../ui/code-list";
import { ExplainedButton } from "../../ui/explained-button";
import { Stack } from "../../ui/stack";
import { KeepCodes } from "./keep-codes";
import type { ShownCodes } from "./use-shown-codes";

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
