import type { AnyRefusal, BridgeRefusal } from "../../../contract/refusals";
import { RefusalNotice } from "../../shell/refusal-notice";
import type { RefusalCode } from "../../shell/refused-at";
import { LockedNotice } from "./locked-notice";

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
