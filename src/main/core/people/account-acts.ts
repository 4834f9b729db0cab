import type { ShownCode } from "../../../contract/enrollment/views";
import type { InputOf } from "../../../contract/methods";
import type { EmailTaken, IdentityRefused, MayNot, NoSuchPerson, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { actOn } from "../approvals/act-on-account";
import { recordEvent, type VaultContext } from "../context";
import { mayChangeRole } from "../domain/may";
import { asksLess } from "../policy/weaker-rules";
import type { Caller } from "../session/session";
import { dropClosedSecrets } from "../store/secrets";
import { emailRefusal } from "./emails";
import { proveIdentity } from "./identity";
import { giveSetupCode, keepSlip } from "./setup-codes";

/* What a manager does to somebody else's account, with own password, own token and a reason (checked by the bridge). */

type Refusal = NoSuchPerson | MayNot | RecordsDamaged;

/** Gives a person another role. What makes a manager takes a second one where there were two active ones. */
export function changeRole(context: VaultContext, caller: Caller, input: InputOf<"changeRole">): Result<null, Refusal> {
  const { role, reason } = input;
  return actOn(context, caller, {
    method: "changeRole",
    input,
    may: ({ caller: actor, target, managers }, account) =>
      mayChangeRole({ role, weakens: asksLess(context, account, { role }) }, actor, target, managers),
    perform: (target, actor) => {
      const data = { before: target.role, after: role, reason };
      recordEvent(context, actor, { kind: "role-changed", subject: target.id, data });
      return ok(null);
    },
  });
}

/** Closes an account: its session ends and its setup and bypass codes and tokens are void. */
export function deactivatePerson(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"deactivatePerson">,
): Result<null, Refusal> {
  const { reason } = input;
  return actOn(context, caller, {
    method: "deactivatePerson",
    input,
    perform: ({ id }, actor) => {
      recordEvent(context, actor, { kind: "account-deactivated", subject: id, data: { reason } });
      dropClosedSecrets(context.db, id, 0);
      return ok(null);
    },
  });
}

/**
 * Opens an account again, unless somebody has its e-mail by now. Its old password is gone: the setup code that is returned
 * leads to a new one. Where there is nobody else and the same person replaced the second factor just before, they have
 * seen the person in between.
 */
export function reactivatePerson(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"reactivatePerson">,
): Result<ShownCode, Refusal | EmailTaken | IdentityRefused> {
  const { account, reason, identity } = input;
  const reactivated = actOn(context, caller, {
    method: "reactivatePerson",
    input,
    perform: (target, actor): Result<ShownCode, EmailTaken | IdentityRefused> => {
      const { id, emailKey } = target;
      const taken = emailRefusal(context, emailKey, id);
      if (taken !== null) return refuse(taken);
      const seen =
        identity && proveIdentity(context, actor, target, { act: "reactivatePerson", input: { ...input, identity } });
      if (seen?.ok === false) return seen;
      const event = { kind: "account-reactivated", subject: id, data: { reason } } as const;
      const cause = recordEvent(context, actor, event, seen && { cause: seen.value });
      return ok(giveSetupCode(context, id, { actor, reason, cause }));
    },
  });
  if (reactivated.ok) keepSlip(context, caller.session, account, reactivated.value);
  return reactivated;
}

/** Starts two-factor for somebody, who finishes it at their next sign-in. */
export function startTwoFactor(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"startTwoFactor">,
): Result<null, Refusal> {
  return actOn(context, caller, {
    method: "startTwoFactor",
    input,
    perform: ({ id }, actor) => {
      recordEvent(context, actor, { kind: "two-factor-started", subject: id, data: {} });
      return ok(null);
    },
  });
}

/** This workstation asks somebody else for a token again, at a manager's word. */
export function forgetRememberedSignIn(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"forgetRememberedSignIn">,
): Result<null, NoSuchPerson | MayNot | RecordsDamaged> {
  const forgotten = actOn(context, caller, {
    method: "forgetRememberedSignIn",
    input,
    perform: ({ id }, actor) => {
      const data = { because: "manager", reason: input.reason } as const;
      recordEvent(context, actor, { kind: "remembered-sign-in-forgotten", subject: id, data });
      return ok(null);
    },
  });
  if (forgotten.ok) context.workstationSecrets.write(input.account, null);
  return forgotten;
}
