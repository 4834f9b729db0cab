import { type ActTarget, BOTH_FACTORS_MS } from "../domain/may";
import { type Account, findAccount } from "../store/accounts";
import { listReplaced } from "../store/helps";
import { thePractice } from "../store/practice";
import { forbids, needsSetUpCode } from "./enforcement";
import { ruleTime, type World } from "./world";

type HelpFacts = Pick<ActTarget, "sharesPhone" | "setUpCodeFor" | "replacedByCaller" | "number" | "textHindrance">;

/** What decides whether `helper` may help with this account, beyond what decides about every act. */
export function helpFacts(world: World, helper: string, account: Account): HelpFacts {
  const { id, cellPhone, confirmedPhone, phoneWaits, phoneHelper } = account;
  const { db } = world;
  return {
    sharesPhone: sharePhone(findAccount(db, helper), account),
    setUpCodeFor: setUpCodeFor(world, account),
    replacedByCaller: listReplaced(db, id, helper, ruleTime(world) - BOTH_FACTORS_MS),
    number: {
      onFile: cellPhone !== null,
      confirmed: confirmedPhone !== null && confirmedPhone === cellPhone,
      waits: phoneWaits,
      byCaller: phoneHelper === helper,
    },
    textHindrance: textHindrance(world, account),
  };
}

/** Whether two accounts have a phone in common, and so count as one person where somebody might help themselves. */
export function sharePhone(a: Account | undefined, b: Account | undefined): boolean {
  const ofB = [b?.cellPhone, b?.confirmedPhone];
  return [a?.cellPhone, a?.confirmedPhone].some((number) => number != null && ofB.includes(number));
}

function setUpCodeFor(world: World, account: Account): HelpFacts["setUpCodeFor"] {
  if (account.passwordSecret === null) return "first-password";
  return needsSetUpCode(world, account) ? "phone" : "password";
}

function textHindrance(world: World, account: Account): HelpFacts["textHindrance"] {
  if (thePractice(world.db).gateway === null) return "no-gateway";
  return forbids(world, account, "text") === null ? null : "text-not-allowed";
}
