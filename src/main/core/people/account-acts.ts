import type { InputOf } from "../../../contract/inputs";
import type { EmailTaken, IdentityRefused, MayNot, NoSuchPerson, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { ShownCode } from "../../../contract/views";
import { type Caller, recordEvent, type World } from "../context";
import { mayChangeRole } from "../domain/may";
import { giveSetUpCode, keepSlip } from "../enrollment/setup-codes";
import { asksLess } from "../policy/weaker-rules";
import { endSession } from "../session/sessions";
import { dropClosedSecrets } from "../store/secrets";
import { proveIdentity } from "../support/identity";
import { actOn } from "./act-on-account";
import { emailRefusal } from "./emails";

/* What a manager does to somebody else's account, with own password, own token and a reason (checked by the bridge). */

type Refusal = NoSuchPerson | MayNot | RecordsDamaged;

/** Gives a person another role. What makes a manager takes a second one where there were two active ones. */
export function changeRole(world: World, caller: Caller, input: InputOf<"changeRole">): Result<null, Refusal> {
  const { role, reason } = input;
  return actOn(world, caller, {
    method: "changeRole",
    input,
    may: ({ caller: actor, target, managers }, account) =>
      mayChangeRole({ role, weakens: asksLess(world, account, { role }) }, actor, target, managers),
    perform: (target, actor) => {
      const data = { before: target.role, after: role, reason };
      recordEvent(world, actor, { kind: "role-changed", subject: target.id, data });
      return ok(null);
    },
  });
}

/** Closes an account: its session ends and its set-up and bypass codes and tokens are void. */
export function deactivatePerson(
  world: World,
  caller: Caller,
  input: InputOf<"deactivatePerson">,
): Result<null, Refusal> {
  const { account, reason } = input;
  const deactivated = actOn(world, caller, {
    method: "deactivatePerson",
    input,
    perform: ({ id }, actor) => {
      recordEvent(world, actor, { kind: "account-deactivated", subject: id, data: { reason } });
      dropClosedSecrets(world.db, id, 0);
      return ok(null);
    },
  });
  if (!deactivated.ok) return deactivated;
  if (world.memory.session?.account === account) endSession(world, "deactivated");
  if (world.memory.pending?.account === account) world.memory.pending = null;
  return deactivated;
}

/**
 * Opens an account again, unless somebody has its e-mail by now. Its old password is gone: the set-up code that is returned
 * leads to a new one. Where there is nobody else and the same person replaced the second factor just before, they have
 * seen the person in between.
 */
export function reactivatePerson(
  world: World,
  caller: Caller,
  input: InputOf<"reactivatePerson">,
): Result<ShownCode, Refusal | EmailTaken | IdentityRefused> {
  const { account, reason, identity } = input;
  const reactivated = actOn(world, caller, {
    method: "reactivatePerson",
    input,
    perform: (target, actor): Result<ShownCode, EmailTaken | IdentityRefused> => {
      const { id, emailKey } = target;
      const taken = emailRefusal(world, emailKey, id);
      if (taken !== null) return refuse(taken);
      const seen =
        identity && proveIdentity(world, actor, target, { act: "reactivatePerson", input: { ...input, identity } });
      if (seen?.ok === false) return seen;
      const event = { kind: "account-reactivated", subject: id, data: { reason } } as const;
      const cause = recordEvent(world, actor, event, seen && { cause: seen.value });
      return ok(giveSetUpCode(world, id, { actor, reason, cause }));
    },
  });
  if (reactivated.ok) keepSlip(world, account, reactivated.value);
  return reactivated;
}

/** Starts two-factor for somebody, who finishes it at their next sign-in. */
export function startTwoFactor(world: World, caller: Caller, input: InputOf<"startTwoFactor">): Result<null, Refusal> {
  return actOn(world, caller, {
    method: "startTwoFactor",
    input,
    perform: ({ id }, actor) => {
      recordEvent(world, actor, { kind: "two-factor-started", subject: id, data: {} });
      return ok(null);
    },
  });
}
