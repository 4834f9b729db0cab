import type { InputOf } from "../../preload/inputs";
import type { MayNot, NoSuchPerson, RecordsDamaged } from "../../preload/refusals";
import { ok, type Result } from "../../preload/result";
import type { ShownCode } from "../../preload/views";
import { afterUnlock } from "../domain/lockout";
import { mayChangeRole } from "../domain/may";
import { BYPASS_CODE_LIFETIME_MS, bypassCodeFrom, shownBypassCode } from "../domain/one-time-codes";
import { readFailures } from "../store/failures";
import { dropClosedSecrets } from "../store/secrets";
import { actOn } from "./acting";
import { newCode } from "./codes";
import { giveSetUpCode, keepSlip } from "./new-set-up-code";
import { endSession } from "./sessions";
import { type Caller, recordEvent, ruleTime, type World } from "./world";

/* What a manager does to somebody else's account, with own password, own token and a reason (checked by the bridge). */

type Refusal = NoSuchPerson | MayNot | RecordsDamaged;

/** Gives a person another role. What makes a manager takes a second one where there were two active ones. */
export function changeRole(world: World, caller: Caller, input: InputOf<"changeRole">): Result<null, Refusal> {
  const { role, reason } = input;
  return actOn(world, caller, {
    method: "changeRole",
    input,
    may: (situation) => mayChangeRole(role, situation.caller, situation.target, situation.managers),
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

/** Opens an account again. Its old password is gone: the set-up code that is returned leads to a new one. */
export function reactivatePerson(
  world: World,
  caller: Caller,
  input: InputOf<"reactivatePerson">,
): Result<ShownCode, Refusal> {
  const { account, reason } = input;
  const reactivated = actOn(world, caller, {
    method: "reactivatePerson",
    input,
    perform: ({ id }, actor) => {
      const cause = recordEvent(world, actor, { kind: "account-reactivated", subject: id, data: { reason } });
      return ok(giveSetUpCode(world, id, { actor, reason, cause }));
    },
  });
  return withSlip(world, account, reactivated);
}

/** Gives a new set-up code, for a first or another password, or for a phone after a reset. The one before it is void. */
export function issueSetUpCode(
  world: World,
  caller: Caller,
  input: InputOf<"issueSetUpCode">,
): Result<ShownCode, Refusal> {
  const { account, reason } = input;
  const issued = actOn(world, caller, {
    method: "issueSetUpCode",
    input,
    perform: ({ id }, actor) => ok(giveSetUpCode(world, id, { actor, reason })),
  });
  return withSlip(world, account, issued);
}

/** Gives a code in place of a token: nine digits, once, for an hour. The one before it is void. */
export function issueBypassCode(
  world: World,
  caller: Caller,
  input: InputOf<"issueBypassCode">,
): Result<ShownCode, Refusal> {
  const { reason } = input;
  return actOn(world, caller, {
    method: "issueBypassCode",
    input,
    perform: ({ id }, actor) => {
      const plain = bypassCodeFrom(world.dice.bytes(16));
      const { issued, secret } = newCode(world, id, "bypass-code", plain);
      const expiresAt = ruleTime(world) + BYPASS_CODE_LIFETIME_MS;
      const data = { ...issued, expiresAt, reason };
      recordEvent(world, actor, { kind: "bypass-code-issued", subject: id, data }, { secrets: [secret] });
      return ok({ code: shownBypassCode(plain), expiresAt });
    },
  });
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

/** Lifts a lock or a hold; the count of failures stays until a completed sign-in. */
export function unlockAccount(world: World, caller: Caller, input: InputOf<"unlockAccount">): Result<null, Refusal> {
  const { reason } = input;
  return actOn(world, caller, {
    method: "unlockAccount",
    input,
    perform: ({ id }, actor) => {
      const failures = afterUnlock(readFailures(world.db, id));
      recordEvent(world, actor, { kind: "account-unlocked", subject: id, data: { reason, failures } });
      return ok(null);
    },
  });
}

/**
 * Takes everything away that stood for a second factor, the confirmed phone included. Enrolling again takes the set-up
 * code that is returned.
 */
export function resetTwoFactor(
  world: World,
  caller: Caller,
  input: InputOf<"resetTwoFactor">,
): Result<ShownCode, Refusal> {
  const { account, cause: why, reason } = input;
  const reset = actOn(world, caller, {
    method: "resetTwoFactor",
    input,
    perform: ({ id }, actor) => {
      const cause = recordEvent(world, actor, { kind: "two-factor-reset", subject: id, data: { cause: why, reason } });
      dropClosedSecrets(world.db, id, 0);
      return ok(giveSetUpCode(world, id, { actor, reason, cause }));
    },
  });
  return withSlip(world, account, reset);
}

function withSlip(world: World, account: string, given: Result<ShownCode, Refusal>): Result<ShownCode, Refusal> {
  if (given.ok) keepSlip(world, account, given.value);
  return given;
}
