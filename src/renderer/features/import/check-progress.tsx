import { importWords } from "../../../contract/import/messages";
import { useAct, useRead } from "../../shell/wardkey";
import { ProgressBar } from "../../ui/progress-bar";

const words = importWords.columns;

/** How far the rows or accounts are checked, with a way to stop it. */
export function CheckProgress({ label }: { label: string }) {
  const progress = useRead("getProgress", {});
  const cancel = useAct("cancelProgress");
  const { done, of } = progress.value ?? { done: 0, of: 0 };
  return (
    <ProgressBar
      label={label}
      done={done}
      of={of}
      text={words.share(done, of)}
      onCancel={() => void cancel.act({})}
      cancelLabel={words.cancel}
      cancelling={cancel.busy}
    />
  );
}
