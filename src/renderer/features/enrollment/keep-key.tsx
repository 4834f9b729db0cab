import { rebindingWords as words } from "../../../contract/recovery/messages";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";

export interface KeepKeyProps {
  busy: boolean;
  onKeep: () => void;
}

/** Where the old phone is still its owner's: its key may be scanned once more. Else a new one, as for everybody. */
export function KeepKey({ busy, onKeep }: KeepKeyProps) {
  return (
    <Notice
      tone="info"
      title={words.keepTitle}
      action={
        <Button busy={busy} onClick={onKeep}>
          {words.keep}
        </Button>
      }
    >
      {words.keepAbout}
    </Notice>
  );
}
