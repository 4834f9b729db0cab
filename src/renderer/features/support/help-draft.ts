import {
  BYPASS_HOURS_MAX,
  BYPASS_SIGN_INS_MAX,
  type HelpAct,
  PHONE_LOSSES,
  RESET_CAUSES,
  type ResetCause,
} from "../../../contract/vocabulary";

/** What is about to be done, as far as it was chosen. */
export interface HelpDraft {
  readonly act: HelpAct;
  readonly cause: ResetCause | null;
  readonly signIns: number | null;
  readonly hours: number | null;
}

/** An act with its input but for identity, reason and proof. */
export interface AboutToHelp {
  readonly act: HelpAct;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Why it is done, where reports count it; no causes for other acts. */
export function causesOf(act: HelpAct): readonly ResetCause[] {
  if (act === "replacePhone") return PHONE_LOSSES;
  return act === "resetTwoFactor" ? RESET_CAUSES : [];
}

export const isWithin = (number: number | null, most: number): number is number =>
  number !== null && number >= 1 && number <= most;

/** undefined while something of it is missing. */
export function aboutToHelp(draft: HelpDraft, account: string): AboutToHelp | undefined {
  const { act, cause, signIns, hours } = draft;
  if (act === "issueBypassCode") {
    if (!isWithin(signIns, BYPASS_SIGN_INS_MAX) || !isWithin(hours, BYPASS_HOURS_MAX)) return undefined;
    return { act, parameters: { account, signIns, hours } };
  }
  const causes = causesOf(act);
  if (causes.length === 0) return { act, parameters: { account } };
  return cause !== null && causes.includes(cause) ? { act, parameters: { account, cause } } : undefined;
}
