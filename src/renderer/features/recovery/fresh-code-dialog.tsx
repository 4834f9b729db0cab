import { useState } from "react";
import { ownCodesWords, freshCodeWords as words } from "../../../contract/recovery/recovery-code-messages";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Dialog } from "../../ui/dialog";
import { ExplainedButton } from "../../ui/explained-button";
import { SecretText } from "../../ui/secret-text";
import { Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";
import { KeepCodes } from "./codes-sheet";

type Fresh = { readonly code: string; readonly number: number };

/** One new recovery code in the place of the one that was used: asked for, shown once, and stored. */
export function FreshCodeDialog({ onClose }: { onClose: () => void }) {
  const [fresh, setFresh] = useState<Fresh | null>(null);
  const replace = useAct("replaceRecoveryCode", { onDone: setFresh });
  if (fresh !== null) return <ShownFresh fresh={fresh} onClose={onClose} />;
  return (
    <Dialog
      open
      size="small"
      title={words.askTitle}
      description={words.askLead}
      closeLabel={ownCodesWords.close}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ownCodesWords.later}</Button>
          <Button variant="primary" busy={replace.busy} onClick={() => void replace.act({})}>
            {words.make}
          </Button>
        </>
      }
    >
      {replace.refusal === undefined ? undefined : <RefusalNotice refusal={replace.refusal} />}
    </Dialog>
  );
}

function ShownFresh({ fresh: { code, number }, onClose }: { fresh: Fresh; onClose: () => void }) {
  const toast = useToasts();
  const [ticked, setTicked] = useState(false);
  const store = useAct("storeRecoveryCodes", {
    onDone: () => {
      toast({ title: words.kept(number), tone: "ok" });
      onClose();
    },
  });
  return (
    <Dialog
      open
      dismissible={false}
      title={words.shownTitle(number)}
      description={words.shownLead(number)}
      closeLabel={ownCodesWords.close}
      onClose={onClose}
      footer={
        <ExplainedButton
          variant="primary"
          busy={store.busy}
          disabledReason={ticked ? undefined : words.storeFirst}
          onClick={() => void store.act({})}
        >
          {ownCodesWords.done}
        </ExplainedButton>
      }
    >
      <Stack gap={16}>
        <SecretText label={words.code(number)} value={code.replace(/[^0-9A-Za-z]/g, "")} size="large" />
        <KeepCodes />
        <RefusalNotice refusal={store.refusal} />
        <Checkbox label={words.stored} checked={ticked} onChange={(event) => setTicked(event.target.checked)} />
      </Stack>
    </Dialog>
  );
}
