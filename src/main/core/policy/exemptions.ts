import type { InputOf } from "../../../contract/methods";
import type { Exemption } from "../../../contract/policy/views";
import type { BadInput, MayNot, NoSuchPerson, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { DenialReason } from "../../../contract/vocabulary";
import { type ActFacts, actOn } from "../approvals/act-on-account";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { addDays, dateIn, startOfDayAt } from "../domain/calendar";
import { mayExempt } from "../domain/may";
import { whatExemptionWeakens } from "../domain/weakening";
import type { Caller } from "../session/session";
import { findExemption, listExemptions as listFound } from "../store/exemptions";
import { thePractice } from "../store/practice";
import { exemptionView } from "./account-policy";

type Refusal = NoSuchPerson | MayNot | RecordsDamaged;

/** A year to the day, leap years included (POLICY-5). */
const LONGEST_DAYS = 366;

/** Who is let off the 2FA policy now, the exemption that ends first in front. */
export function listExemptions(
  context: VaultContext,
  _caller: Caller,
  _input: InputOf<"listExemptions">,
): Result<readonly Exemption[]> {
  return ok(listFound(context.db, ruleTime(context)).map((found) => exemptionView(context, found)));
}

/** When an exemption ends whose last day is `untilOn` (epoch ms): with the midnight after it. */
export function exemptionEndsAt(context: VaultContext, untilOn: string): number {
  return startOfDayAt(thePractice(context.db).timeZone, addDays(untilOn, 1));
}

/**
 * Lets somebody off the 2FA policy through a day, which is the last of it: not before today, and within a year. It takes
 * the place of the exemption before it; one that ends later weakens, and takes a second manager.
 */
export function exemptPerson(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"exemptPerson">,
): Result<null, Refusal | BadInput> {
  const { untilOn, reason } = input;
  const today = dateIn(thePractice(context.db).timeZone, ruleTime(context));
  if (untilOn < today) return refuse({ code: "bad-input", fields: { untilOn: "in-the-past" } });
  if (untilOn > addDays(today, LONGEST_DAYS)) return refuse({ code: "bad-input", fields: { untilOn: "out-of-range" } });
  const untilAt = exemptionEndsAt(context, untilOn);
  return actOn(context, caller, {
    method: "exemptPerson",
    input,
    may: (facts) => mayGrant(context, facts, untilAt),
    perform: ({ id }, actor) => {
      recordEvent(context, actor, { kind: "exemption-granted", subject: id, data: { untilOn, untilAt, reason } });
      return ok(null);
    },
  });
}

/** Whether the caller may let the target off until an instant (epoch ms): one that ends later than before weakens. */
export function mayGrant(
  context: VaultContext,
  { caller, target, managers }: ActFacts,
  untilAt: number,
): true | DenialReason {
  const before = findExemption(context.db, target.id, ruleTime(context))?.untilAt ?? null;
  const may = mayExempt(whatExemptionWeakens(before, untilAt).length > 0, caller, target, managers);
  return (may === true || may === "second-manager") && before === untilAt ? "exempt-already" : may;
}

/** Ends somebody's exemption at once: the 2FA policy holds for them from their next sign-in on. */
export function endExemption(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"endExemption">,
): Result<null, Refusal> {
  return actOn(context, caller, {
    method: "endExemption",
    input,
    perform: ({ id }, actor) => {
      recordEvent(context, actor, { kind: "exemption-ended", subject: id, data: { reason: input.reason } });
      return ok(null);
    },
  });
}
