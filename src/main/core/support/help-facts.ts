import { leastTime, type World } from "../context";
import { type ActTarget, BOTH_FACTORS_MS, type ReplacedFactor } from "../domain/may";
import { isOnePerson, isOther } from "../people/another-person";
import { needsSetUpCode, whyNoText } from "../policy/enforcement";
import { type Account, findAccount, listManagers } from "../store/accounts";
import { listActiveHelpers } from "../store/helper-starts";
import { listHelps } from "../store/helps";

type HelpFacts = Pick<
  ActTarget,
  | "sharesPhone"
  | "setUpCodeFor"
  | "replacedByCaller"
  | "replacedByNoOther"
  | "nobodyElse"
  | "noOtherManager"
  | "number"
  | "textHindrance"
>;

/** What decides whether `helper` may help with this account, beyond what decides about every act. */
export function helpFacts(world: World, helper: string, account: Account): HelpFacts {
  const { id, cellPhone, confirmedPhone, phoneWaits } = account;
  const standing = standsForNumber(account);
  return {
    sharesPhone: isOnePerson(world, helper, id),
    setUpCodeFor: setUpCodeFor(world, account),
    replacedByCaller: replacedBy(world, id, (other) => isOnePerson(world, helper, other)),
    replacedByNoOther: replacedBy(world, id, (other) => !isOther(world, helper, other)),
    nobodyElse: isNobodyElse(world, account, listActiveHelpers(world.db)),
    noOtherManager: isNobodyElse(world, account, listManagers(world.db).map(idOf)),
    number: {
      onFile: cellPhone !== null,
      confirmed: confirmedPhone !== null && confirmedPhone === cellPhone,
      waits: phoneWaits,
      byCaller: standing !== null && isOnePerson(world, helper, standing),
      byNoOther: standing !== null && stillHelps(world, standing) && !isOther(world, helper, standing),
      tokens: confirmedPhone !== null,
    },
    textHindrance: whyNoText(world, account),
  };
}

/** Which factors somebody of `who` has replaced for an account within seven days. */
function replacedBy(world: World, account: string, who: (helper: string) => boolean): readonly ReplacedFactor[] {
  const helps = listHelps(world.db, account, leastTime(world) - BOTH_FACTORS_MS);
  return [...new Set(helps.filter(({ helper }) => who(helper)).map(({ factor }) => factor))];
}

const idOf = ({ id }: { readonly id: string }) => id;

/** Whether none of `helpers` could be the other person beside those who replaced a factor, or confirmed a number. */
function isNobodyElse(world: World, account: Account, helpers: readonly string[]): boolean {
  const helps = listHelps(world.db, account.id, leastTime(world) - BOTH_FACTORS_MS);
  const standing = standsForNumber(account);
  const first = new Set([...helps.map(({ helper }) => helper), ...(standing === null ? [] : [standing])]);
  if (first.size === 0) return false;
  return !helpers.some(
    (who) => !isOnePerson(world, who, account.id) && [...first].every((one) => isOther(world, who, one)),
  );
}

/** Who stands for the changed number already; null: nobody does, or a first one takes nobody else. */
function standsForNumber({ phoneFirst, phoneHelper }: Account): string | null {
  return phoneFirst ? null : phoneHelper;
}

/** Nobody ever got in with an account that waits for its first password. */
function setUpCodeFor(world: World, account: Account): HelpFacts["setUpCodeFor"] {
  if (account.passwordSecret === null) return account.firstSignInAt === null ? "first-password" : "password";
  return needsSetUpCode(world, account) ? "phone" : "password";
}

/** The word of a helper who has left, or lost the role, is worth nothing any more. */
export function stillHelps(world: World, helper: string | null): boolean {
  const account = helper === null ? undefined : findAccount(world.db, helper);
  const helps = account?.role === "manager" || account?.role === "support";
  return helps && account.deactivatedAt === null;
}
