import { leastTime, type VaultContext } from "../context";
import { type ActTarget, BOTH_FACTORS_MS, type ReplacedFactor } from "../domain/may";
import { needsSetupCode, whyNoText } from "../session/enforcement";
import { type Account, findAccount, isActive, listManagers } from "../store/accounts";
import { listActiveHelpers } from "../store/helper-starts";
import { listHelps } from "../store/helps";
import { isOnePerson, isOther } from "./another-person";

type HelpFacts = Pick<
  ActTarget,
  | "sharesPhone"
  | "setupCodeFor"
  | "replacedByCaller"
  | "replacedByNoOther"
  | "nobodyElse"
  | "noOtherManager"
  | "number"
  | "textDenialReason"
>;

/** What decides whether `helper` may help with this account, beyond what decides about every act. */
export function helpFacts(context: VaultContext, helper: string, account: Account): HelpFacts {
  const { id, cellPhone, confirmedPhone, phoneWaits } = account;
  const confirmer = standsForNumber(account);
  return {
    sharesPhone: isOnePerson(context, helper, id),
    setupCodeFor: setupCodeFor(context, account),
    replacedByCaller: replacedBy(context, id, (other) => isOnePerson(context, helper, other)),
    replacedByNoOther: replacedBy(context, id, (other) => !isOther(context, helper, other)),
    nobodyElse: isNobodyElse(context, account, listActiveHelpers(context.db)),
    noOtherManager: isNobodyElse(context, account, listManagers(context.db).map(idOf)),
    number: {
      onFile: cellPhone !== null,
      confirmed: confirmedPhone !== null && confirmedPhone === cellPhone,
      waits: phoneWaits,
      byCaller: confirmer !== null && isOnePerson(context, helper, confirmer),
      byNoOther: confirmer !== null && stillHelps(context, confirmer) && !isOther(context, helper, confirmer),
      tokens: confirmedPhone !== null,
    },
    textDenialReason: whyNoText(context, account),
  };
}

/** Which factors somebody of `who` has replaced for an account within seven days. */
function replacedBy(
  context: VaultContext,
  account: string,
  who: (helper: string) => boolean,
): readonly ReplacedFactor[] {
  const helps = listHelps(context.db, account, leastTime(context) - BOTH_FACTORS_MS);
  return [...new Set(helps.filter(({ helper }) => who(helper)).map(({ factor }) => factor))];
}

const idOf = ({ id }: { readonly id: string }) => id;

/** Whether none of `helpers` could be the other person beside those who replaced a factor, or confirmed a number. */
function isNobodyElse(context: VaultContext, account: Account, helpers: readonly string[]): boolean {
  const helps = listHelps(context.db, account.id, leastTime(context) - BOTH_FACTORS_MS);
  const confirmer = standsForNumber(account);
  const first = new Set([...helps.map(({ helper }) => helper), ...(confirmer === null ? [] : [confirmer])]);
  if (first.size === 0) return false;
  return !helpers.some(
    (who) => !isOnePerson(context, who, account.id) && [...first].every((one) => isOther(context, who, one)),
  );
}

/** Who stands for the changed number already; null: nobody does, or a first one takes nobody else. */
function standsForNumber({ phoneFirst, phoneHelper }: Account): string | null {
  return phoneFirst ? null : phoneHelper;
}

/** Nobody ever got in with an account that waits for its first password. */
function setupCodeFor(context: VaultContext, account: Account): HelpFacts["setupCodeFor"] {
  if (account.passwordSecret === null) return account.firstSignInAt === null ? "first-password" : "password";
  return needsSetupCode(context, account) ? "phone" : "password";
}

/** The word of a helper who has left, or lost the role, is worth nothing any more. */
export function stillHelps(context: VaultContext, helper: string | null): boolean {
  const account = helper === null ? undefined : findAccount(context.db, helper);
  const helps = account?.role === "manager" || account?.role === "support";
  return helps && isActive(account);
}
