import { leastTime, type VaultContext } from "../context";
import {
  isOnePerson as areOnePerson,
  type Helper,
  isAnotherPerson,
  isNewHelper as isNew,
  NEW_HELPER_MS,
  type Person,
} from "../domain/another-person";
import { FORMER_NUMBER_MS } from "../domain/notices";
import { type Account, findAccount } from "../store/accounts";
import { listFormerNumbers } from "../store/edits";
import { listEmergencyStarts, listHelperStarts } from "../store/helper-starts";

/* Whether two accounts are two people, by what is recorded of them. */

/** Whether two accounts are one person's, who could else help themselves: the same one, or with a phone in common. */
export function isOnePerson(context: VaultContext, a: string, b: string): boolean {
  return areOnePerson(personOf(context, a), personOf(context, b));
}

/** Whether two accounts, which may not be there, are one person's; false where either is missing. */
export function isSamePerson(context: VaultContext, a: Account | undefined, b: Account | undefined): boolean {
  return a !== undefined && b !== undefined && isOnePerson(context, a.id, b.id);
}

/** Whether somebody may be the second person where `first` was the first. */
export function isOther(context: VaultContext, who: string, first: string): boolean {
  return isAnotherPerson(helperOf(context, who), helperOf(context, first), leastTime(context));
}

/** Whether somebody became a helper less than 14 days ago. */
export function isNewHelper(context: VaultContext, who: string): boolean {
  return isNew(helperOf(context, who), leastTime(context));
}

function helperOf(context: VaultContext, id: string): Helper {
  const starts = [
    ...listHelperStarts(context.db, id),
    ...listEmergencyStarts(context.db, id, leastTime(context) - NEW_HELPER_MS),
  ];
  const since = starts.filter(({ isNew }) => isNew).map(({ at }) => at);
  const makers = new Set(starts.flatMap(({ by }) => (by === null || by === id ? [] : [by])));
  return {
    ...personOf(context, id),
    since: since.length === 0 ? null : Math.max(...since),
    makers: [...makers].map((maker) => personOf(context, maker)),
  };
}

function personOf(context: VaultContext, id: string): Person {
  const account = findAccount(context.db, id);
  const former = listFormerNumbers(context.db, id, leastTime(context) - FORMER_NUMBER_MS);
  const numbers = [account?.cellPhone ?? null, account?.confirmedPhone ?? null, ...former];
  return { id, phones: numbers.filter((number) => number !== null) };
}
