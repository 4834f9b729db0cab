import { useEffect, useState } from "react";
import { fullCheckWords as words } from "../../../contract/audit/messages";
import type { FullCheckView } from "../../../contract/audit/views";
import { useFormats } from "../../shell/app-state-context";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Notice } from "../../ui/notice";
import { ProgressBar } from "../../ui/progress-bar";
import styles from "./ledger-state.module.css";

/** How often the progress of a check is drawn. */
const RUNNING_MS = 500;

/** The check of every week, down to the last page: how far it is, or how and when the last one ended. */
export function FullCheckLine() {
  const formats = useFormats();
  const [isRunning, setRunning] = useState(false);
  const { value } = useRead("getFullCheck", {}, { everyMs: isRunning && RUNNING_MS });
  const cancel = useAct("cancelFullCheck");
  useEffect(() => setRunning(value?.running != null), [value]);
  if (value === undefined) return null;
  const { running } = value;
  if (running !== null)
    return (
      <>
        <ProgressBar
          label={words.running}
          done={running.done}
          of={running.of}
          text={words.progress(running.done, running.of, formats)}
          onCancel={() => void cancel.act({})}
          cancelLabel={words.cancel}
          cancelling={cancel.busy}
        />
        <RefusalNotice refusal={cancel.refusal} />
      </>
    );
  return <LastCheck check={value} />;
}

/** One that did not come to its end, or is due for long, is no small print. */
function LastCheck({ check }: { check: FullCheckView }) {
  const formats = useFormats();
  const { last, lastWhole, dueAt, isDue } = check;
  const whole = lastWhole === null ? words.never : words.ended(lastWhole, formats);
  if (last !== null && (last.result === "canceled" || last.result === "failed"))
    return (
      <Notice tone={last.result === "failed" ? "warn" : "info"} title={words.ended(last, formats)}>
        {whole} {words.again}
      </Notice>
    );
  return (
    <p className={styles.fact}>
      {whole} {isDue ? words.due : words.next(dueAt, formats)}
    </p>
  );
}
