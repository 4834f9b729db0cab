import { type Answerer, type Asked, takesFromConcerned } from "../domain/approvals";
import { type Account, findAccount } from "../store/accounts";
import type { Approval } from "../store/approvals";
import { isSamePerson } from "./another-person";
import type { World } from "./world";

/* Who may answer what was asked of a second manager, as it is now. */

/** What decides of the asking. */
export function whatWasAsked({ asker, act, subject, state, declinedBy, ...approval }: Approval): Asked {
  const takes = takesFromConcerned(act, parametersOf(approval));
  return { asker, concerned: subject, takes, objector: state === "declined" ? declinedBy : null };
}

/** What decides of whoever would answer it. */
export function answererOf(world: World, account: Account, { asker, subject }: Approval): Answerer {
  const { id, role, deactivatedAt } = account;
  const isOther = (other: string | null) =>
    other !== null && other !== id && isSamePerson(world, account, findAccount(world.db, other));
  return { id, role, deactivatedAt, sharesPhone: { withAsker: isOther(asker), withConcerned: isOther(subject) } };
}

/** The act's input as it was asked about. */
export function parametersOf({ parameters }: Pick<Approval, "parameters">): Readonly<Record<string, unknown>> {
  return JSON.parse(parameters) as Readonly<Record<string, unknown>>;
}
