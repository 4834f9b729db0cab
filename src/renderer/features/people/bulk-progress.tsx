import { manyWords as words } from "../../../contract/people/bulk-messages";
import { usePractice } from "../../shell/app-state-context";
import { useAct, useRead } from "../../shell/wardkey";
import { ProgressBar } from "../../ui/progress-bar";

/** How far long work is, while it is under way, and the way to stop it. */
export function BulkProgress({ label }: { label: string }) {
  const practice = usePractice();
  const read = useRead("getProgress", {}, { everyMs: 500 });
  const cancel = useAct("cancelProgress");
  const { done, of } = read.value ?? { done: 0, of: 0 };
  return (
    <ProgressBar
      label={label}
      done={done}
      of={of}
      text={words.progress(done, of, practice)}
      onCancel={() => void cancel.act({})}
      cancelLabel={words.cancel}
      cancelling={cancel.busy}
    />
  );
}
