import { leastTime, type World } from "../context";
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
import { listEmergencyStarts, listHelperStarts } from "../store/helper-starts";
import { listFormerNumbers } from "../store/notices";

/* Whether two accounts are two people, by what is recorded of them. */

/** Whether two accounts are one person's, who could else help themselves: the same one, or with a phone in common. */
export function isOnePerson(world: World, a: string, b: string): boolean {
  return areOnePerson(personOf(world, a), personOf(world, b));
}

/** The same of accounts that may not be there. */
export function isSamePerson(world: World, a: Account | undefined, b: Account | undefined): boolean {
  return a !== undefined && b !== undefined && isOnePerson(world, a.id, b.id);
}

/** Whether somebody may be the second person where `first` was the first. */
export function isOther(world: World, who: string, first: string): boolean {
  return isAnotherPerson(helperOf(world, who), helperOf(world, first), leastTime(world));
}

/** Whether somebody became a helper less than 14 days ago. */
export function isNewHelper(world: World, who: string): boolean {
  return isNew(helperOf(world, who), leastTime(world));
}

function helperOf(world: World, id: string): Helper {
  const starts = [
    ...listHelperStarts(world.db, id),
    ...listEmergencyStarts(world.db, id, leastTime(world) - NEW_HELPER_MS),
  ];
  const since = starts.filter(({ isNew }) => isNew).map(({ at }) => at);
  const makers = new Set(starts.flatMap(({ by }) => (by === null || by === id ? [] : [by])));
  return {
    ...personOf(world, id),
    since: since.length === 0 ? null : Math.max(...since),
    makers: [...makers].map((maker) => personOf(world, maker)),
  };
}

function personOf(world: World, id: string): Person {
  const account = findAccount(world.db, id);
  const former = listFormerNumbers(world.db, id, leastTime(world) - FORMER_NUMBER_MS);
  const numbers = [account?.cellPhone ?? null, account?.confirmedPhone ?? null, ...former];
  return { id, phones: numbers.filter((number) => number !== null) };
}
