import { lockedWords } from "../../../contract/authentication/messages";
import { formatCountdown, formatUntil } from "../../../contract/formats";
import { useFormats } from "../../shell/app-state-context";
import { useNow } from "../../shell/use-now";
import { Notice } from "../../ui/notice";

/** "Locked until 14:35", counting down; says when it is over. */
export function LockedNotice({ until }: { until: number | null }) {
  const formats = useFormats();
  const now = useNow();
  if (until === null) {
    return (
      <Notice tone="bad" announce="alert" title={lockedWords.untilSupport}>
        {lockedWords.support}
      </Notice>
    );
  }
  if (now >= until) {
    return (
      <Notice tone="info" announce="status">
        {lockedWords.over}
      </Notice>
    );
  }
  return (
    // Read out once: the timer within is a live region of its own, and silent (WAI-ARIA 1.2, timer).
    <Notice tone="bad" announce="alert" title={lockedWords.until(formatUntil(until, formats))}>
      <span role="timer">{lockedWords.counting(formatCountdown(until - now))}</span>
    </Notice>
  );
}
