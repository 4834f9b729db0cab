import { rebindingWords as words } from "../../../preload/messages/recovery";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Stack } from "../../ui/stack";
import type { Act } from "../../wardkey";
import { RefusalNotice } from "../errors/refusal-notice";

/** Where the old phone is still its owner's: its key may be scanned once more. Else a new one, as for everybody. */
export function KeepKey({ begin }: { begin: Act<"beginAuthenticator"> }) {
  return (
    <Stack gap={8}>
      <Notice
        tone="info"
        title={words.keepTitle}
        action={
          <Button busy={begin.busy} onClick={() => void begin.act({ key: "same" })}>
            {words.keep}
          </Button>
        }
      >
        {words.keepAbout}
      </Notice>
      <RefusalNotice refusal={begin.refusal} />
    </Stack>
  );
}
