import { actWords } from "../../../contract/people/person-messages";
import type { HelpAct, PersonAct } from "../../../contract/vocabulary";

/** The outcomes of a guided reset as the account's page names them; both say the same words. */
const personActs = {
  unlockAccount: "unlock",
  issueBypassCode: "issue-bypass-code",
  replacePhone: "replace-phone",
  fallBackToText: "fall-back-to-text",
  resetTwoFactor: "reset-two-factor",
  issueSetupCode: "issue-set-up-code",
  confirmNumber: "confirm-number",
} as const satisfies Record<HelpAct, PersonAct>;

export const outcomeWords = (act: HelpAct) => actWords[personActs[act]];

/** The outcome that an act on the account's page opens. */
export const outcomeOf = {
  unlock: "unlockAccount",
  "issue-bypass-code": "issueBypassCode",
  "replace-phone": "replacePhone",
  "fall-back-to-text": "fallBackToText",
  "reset-two-factor": "resetTwoFactor",
  "issue-set-up-code": "issueSetupCode",
  "confirm-number": "confirmNumber",
} as const satisfies Record<(typeof personActs)[HelpAct], HelpAct>;
