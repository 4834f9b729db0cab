import type { KeyboardEvent } from "react";
import { actWords } from "../../../contract/people/person-messages";
import type { SupportCase } from "../../../contract/support/views";
import { HELP_ACTS, type HelpAct, PERSON_ACTS } from "../../../contract/vocabulary";
import { pressedKey } from "../../ui/pressed-key";

/** What the account's page calls an outcome of a guided reset; both say the same words. */
export const outcomeWords = (act: HelpAct) => actWords[PERSON_ACTS[act]];

/** The outcome that an act on the account's page opens. */
export const outcomeOf = {
  unlock: "unlockAccount",
  "issue-bypass-code": "issueBypassCode",
  "replace-phone": "replacePhone",
  "fall-back-to-text": "fallBackToText",
  "reset-two-factor": "resetTwoFactor",
  "issue-setup-code": "issueSetupCode",
  "confirm-number": "confirmNumber",
} as const satisfies Record<(typeof PERSON_ACTS)[HelpAct], HelpAct>;

/** 1 to 7 choose an outcome where nobody is typing, and only in the part of the screen that lists them (WCAG 2.1.4). */
export function outcomeAt(event: KeyboardEvent): HelpAct | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
  if (event.target instanceof HTMLInputElement && event.target.type !== "radio") return undefined;
  const key = pressedKey(event);
  return /^[1-9]$/.test(key) ? HELP_ACTS[Number(key) - 1] : undefined;
}

/** Whether it can be begun: what takes a second manager can. */
export function isOpenTo(may: SupportCase["may"][HelpAct]): boolean {
  return may === true || may === "second-manager" || may === "nobody-else";
}
