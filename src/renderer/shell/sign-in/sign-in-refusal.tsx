import { lockedWords } from "../../../contract/authentication/messages";
import { formatCountdown, formatUntil } from "../../../contract/formats";
import type { AnyRefusal, BridgeRefusal } from "../../../contract/refusals";
import { Notice } from "../../ui/notice";
import { useFormats } from "../app-state-context";
import { RefusalNotice } from "../refusal-notice";
import type { RefusalCode } from "../refused-at";
import { useNow } from "../use-now";

export interface SignInRefusalProps {
  refusal: AnyRefusal | BridgeRefusal | undefined;
  /** Codes that are said at a field already. */
  saidElsewhere?: readonly RefusalCode[] | undefined;
}

/** Why somebody is not in yet; a lock counts down. */
export function SignInRefusal({ refusal, saidElsewhere = [] }: SignInRefusalProps) {
  if (refusal?.code === "locked") return <LockedNotice until={refusal.until} />;
  return <RefusalNotice refusal={refusal} saidElsewhere={["bad-input", "bad-password", ...saidElsewhere]} />;
}

/** "Locked until 14:35", counting down; says when it is over. */
function LockedNotice({ until }: { until: number | null }) {
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
