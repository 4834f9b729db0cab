import { importWords } from "../../../preload/messages/import";
import { ProgressBar } from "../../ui/progress-bar";
import { useAct, useRead } from "../../wardkey";

const words = importWords.columns;

/** How far the check is, with a way to stop it. */
export function CheckProgress() {
  const progress = useRead("getProgress", {});
  const cancel = useAct("cancelProgress");
  const { done, of } = progress.value ?? { done: 0, of: 0 };
  return (
    <ProgressBar
      label={words.checking}
      done={done}
      of={of}
      text={words.share(done, of)}
      onCancel={() => void cancel.act({})}
      cancelLabel={words.cancel}
      cancelling={cancel.busy}
    />
  );
}
