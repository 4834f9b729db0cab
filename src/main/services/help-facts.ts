import { type ActTarget, BOTH_FACTORS_MS } from "../domain/may";
import { FORMER_NUMBER_MS } from "../domain/notices";
import { type Account, findAccount } from "../store/accounts";
import { listHelps } from "../store/helps";
import { listFormerNumbers } from "../store/notices";
import { thePractice } from "../store/practice";
import { forbids, needsSetUpCode } from "./enforcement";
import { leastTime, type World } from "./world";

type HelpFacts = Pick<ActTarget, "sharesPhone" | "setUpCodeFor" | "replacedByCaller" | "number" | "textHindrance">;

/** What decides whether `helper` may help with this account, beyond what decides about every act. */
export function helpFacts(world: World, helper: string, account: Account): HelpFacts {
  const { id, cellPhone, confirmedPhone, phoneWaits } = account;
  const { db } = world;
  return {
    sharesPhone: isSamePerson(world, findAccount(db, helper), account),
    setUpCodeFor: setUpCodeFor(world, account),
    replacedByCaller: replacedBy(world, helper, id),
    number: {
      onFile: cellPhone !== null,
      confirmed: confirmedPhone !== null && confirmedPhone === cellPhone,
      waits: phoneWaits,
      byCaller: standsFor(world, helper, account),
      tokens: confirmedPhone !== null,
    },
    textHindrance: textHindrance(world, account),
  };
}

/**
 * Whether two accounts have a phone in common, and so count as one person where somebody might help themselves. Phones of
 * the last 14 days count: a number that was changed just before hides nothing.
 */
export function isSamePerson(world: World, a: Account | undefined, b: Account | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const ofB = phonesOf(world, b);
  return phonesOf(world, a).some((number) => ofB.includes(number));
}

/** The same of two accounts by their ids: one account, or two of one person. */
function isOnePerson(world: World, a: string, b: string): boolean {
  return a === b || isSamePerson(world, findAccount(world.db, a), findAccount(world.db, b));
}

function phonesOf(world: World, { id, cellPhone, confirmedPhone }: Account): readonly string[] {
  const former = listFormerNumbers(world.db, id, leastTime(world) - FORMER_NUMBER_MS);
  return [cellPhone, confirmedPhone, ...former].filter((number) => number !== null);
}

/** What the caller has replaced for an account, with this account of theirs or another one. */
function replacedBy(world: World, caller: string, account: string): HelpFacts["replacedByCaller"] {
  const helps = listHelps(world.db, account, leastTime(world) - BOTH_FACTORS_MS);
  const theirs = helps.filter(({ helper }) => isOnePerson(world, caller, helper));
  return [...new Set(theirs.map(({ factor }) => factor))];
}

/** Whether the caller stands for the changed number already: a first one takes nobody else. */
function standsFor(world: World, caller: string, account: Account): boolean {
  if (account.phoneFirst || account.phoneHelper === null) return false;
  return isOnePerson(world, caller, account.phoneHelper);
}

/** Nobody ever got in with an account that waits for its first password. */
function setUpCodeFor(world: World, account: Account): HelpFacts["setUpCodeFor"] {
  if (account.passwordSecret === null) return account.firstSignInAt === null ? "first-password" : "password";
  return needsSetUpCode(world, account) ? "phone" : "password";
}

function textHindrance(world: World, account: Account): HelpFacts["textHindrance"] {
  if (thePractice(world.db).gateway === null) return "no-gateway";
  return forbids(world, account, "text") === null ? null : "text-not-allowed";
}
