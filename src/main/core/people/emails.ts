import type { InputOf } from "../../../contract/methods";
import type { EmailTaken, MayNot, NoSuchPerson, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result } from "../../../contract/result";
import type { DenialReason } from "../../../contract/vocabulary";
import { type ActFacts, actOn } from "../approvals/act-on-account";
import { isOnePerson } from "../approvals/another-person";
import { recordEvent, type VaultContext } from "../context";
import { mayLiftEmail } from "../domain/may";
import { emailKey } from "../domain/names";
import type { Caller } from "../session/session";
import {
  type Account,
  findAccount,
  findAccountName,
  findEmailHolder,
  findEmailKeeper,
  keepsEmail,
} from "../store/accounts";

/**
 * Why an account may not have an e-mail; null where it may. `account`: the one that is to have it, null where it is new.
 * One under which somebody else came in is theirs also after it was changed, and after they left: what is sent to it, or
 * known by it, would reach another person. One that was never used is free once nobody has it.
 */
export function emailRefusal(context: VaultContext, key: string, account: string | null): EmailTaken | null {
  const holder = findEmailHolder(context.db, key);
  // Where several have it, each goes on with it until somebody settles that.
  if (holder !== undefined && (holder === account || has(context, account, key))) return null;
  const isOthers = holder !== undefined;
  if (isOthers && findAccount(context.db, holder)?.deactivatedAt === null) return { code: "email-taken" };
  const keeper = isOthers ? holder : findEmailKeeper(context.db, key, account);
  return keeper === undefined
    ? null
    : { code: "email-used", owner: { id: keeper, name: findAccountName(context.db, keeper) ?? "" } };
}

function has(context: VaultContext, account: string | null, key: string): boolean {
  const found = account === null ? undefined : findAccount(context.db, account);
  return found?.emailKey === key && found.deactivatedAt === null;
}

/** Which e-mail of whose another account may have: that one, or a new one. */
type Lift = Pick<InputOf<"liftEmail">, "email" | "to">;

/**
 * Lets another account have an e-mail under which somebody came in with this one (PEOPLE-1): by two managers, or by a
 * sole one after a day of notice. It holds until somebody comes in under it again.
 */
export function liftEmail(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"liftEmail">,
): Result<null, NoSuchPerson | MayNot | RecordsDamaged> {
  const { email, to, reason } = input;
  return actOn(context, caller, {
    method: "liftEmail",
    input,
    may: (facts, target) => mayLift(context, facts, target, input),
    perform: ({ id }, actor) => {
      const data = { email, emailKey: emailKey(email), to, reason };
      recordEvent(context, actor, { kind: "email-lifted", subject: id, data });
      return ok(null);
    },
  });
}

/** Whether the caller may let another account have this e-mail of the target's: true, or why not. */
export function mayLift(
  context: VaultContext,
  { caller, managers }: ActFacts,
  { id, emailKey: now, deactivatedAt }: Account,
  { email, to }: Lift,
): true | DenialReason {
  const key = emailKey(email);
  const isKept = keepsEmail(context.db, id, key, to) && to !== id && isThere(context, to);
  const isInUse = deactivatedAt === null && now === key;
  const forOneself = to !== null && isOnePerson(context, caller.id, to);
  return mayLiftEmail({ isKept, isInUse, forOneself }, caller, managers);
}

function isThere(context: VaultContext, account: string | null): boolean {
  return account === null || findAccount(context.db, account) !== undefined;
}
