import type { Any, Bridge } from "../../../preload/refusals";
import { RefusalNotice } from "../errors/refusal-notice";
import { LockedNotice } from "./locked-notice";

/** Why somebody is not in yet; a lock counts down. */
export function SignInRefusal({ refusal }: { refusal: Any | Bridge | undefined }) {
  if (refusal?.code === "locked") return <LockedNotice until={refusal.until} />;
  return <RefusalNotice refusal={refusal} saidElsewhere={["bad-input", "bad-password"]} />;
}
