import type { VaultContext } from "../context";
import { type Answerer, type Asked, takesFromConcerned } from "../domain/approvals";
import { type Account, findAccount, isActive } from "../store/accounts";
import type { Approval } from "../store/approvals";
import { isNewHelper, isSamePerson } from "./another-person";

/* Who may answer what was asked of a second manager, as it is now. */

/** What decides of the asking. */
export function whatWasAsked(approval: Approval): Asked {
  const { asker, act, state, declinedBy } = approval;
  const takes = takesFromConcerned(act, parametersOf(approval));
  const objector = state === "declined" ? declinedBy : null;
  return { asker, concerned: concernedBy(approval), takes, takesKnown: act === "liftEmail", objector };
}

/** Whom it would help; an e-mail is lifted for whoever gets it, and takes something from the account that had it. */
function concernedBy(approval: Approval): string | null {
  if (approval.act !== "liftEmail") return approval.subject;
  const { to } = parametersOf(approval);
  return typeof to === "string" ? to : null;
}

/** What decides of whoever would answer it. */
export function answererOf(context: VaultContext, account: Account, approval: Approval): Answerer {
  const { id, role } = account;
  const isOther = (other: string | null) =>
    other !== null && other !== id && isSamePerson(context, account, findAccount(context.db, other));
  const sharesPhone = { withAsker: isOther(approval.asker), withConcerned: isOther(concernedBy(approval)) };
  return { id, role, isActive: isActive(account), sharesPhone, isNew: isNewHelper(context, id) };
}

/** The act's input as it was asked about. */
export function parametersOf({ parameters }: Pick<Approval, "parameters">): Readonly<Record<string, unknown>> {
  return JSON.parse(parameters) as Readonly<Record<string, unknown>>;
}
