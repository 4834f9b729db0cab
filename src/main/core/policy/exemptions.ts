import type { InputOf } from "../../../contract/inputs";
import type { Exemption } from "../../../contract/policy/views";
import type { BadInput, MayNot, NoSuchPerson, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { type Caller, recordEvent, ruleTime, type World } from "../context";
import { addDays, dateIn, startOfDayAt } from "../domain/calendar";
import { type Hindrance, mayExempt } from "../domain/may";
import { whatExemptionWeakens } from "../domain/weakening";
import { actOn, type Situation } from "../people/act-on-account";
import { findExemption, listExemptions as listFound } from "../store/exemptions";
import { thePractice } from "../store/practice";
import { exemptionView } from "./account-policy";

type Refusal = NoSuchPerson | MayNot | RecordsDamaged;

/** A year to the day, leap years included. */
const LONGEST_DAYS = 366;

/** Who is let off the requirement now, the exemption that ends first in front. */
export function listExemptions(
  world: World,
  _caller: Caller,
  _input: InputOf<"listExemptions">,
): Result<readonly Exemption[]> {
  return ok(listFound(world.db, ruleTime(world)).map((found) => exemptionView(world, found)));
}

/** When an exemption ends whose last day is `untilOn` (epoch ms): with the midnight after it. */
export function exemptionEndsAt(world: World, untilOn: string): number {
  return startOfDayAt(thePractice(world.db).timeZone, addDays(untilOn, 1));
}

/**
 * Lets somebody off the requirement through a day, which is the last of it: not before today, and within a year. It takes
 * the place of the exemption before it; one that ends later weakens, and takes a second manager.
 */
export function exemptPerson(
  world: World,
  caller: Caller,
  input: InputOf<"exemptPerson">,
): Result<null, Refusal | BadInput> {
  const { untilOn, reason } = input;
  const today = dateIn(thePractice(world.db).timeZone, ruleTime(world));
  if (untilOn < today) return refuse({ code: "bad-input", fields: { untilOn: "in-the-past" } });
  if (untilOn > addDays(today, LONGEST_DAYS)) return refuse({ code: "bad-input", fields: { untilOn: "out-of-range" } });
  const untilAt = exemptionEndsAt(world, untilOn);
  return actOn(world, caller, {
    method: "exemptPerson",
    input,
    may: (situation) => mayGrant(world, situation, untilAt),
    perform: ({ id }, actor) => {
      recordEvent(world, actor, { kind: "exemption-granted", subject: id, data: { untilOn, untilAt, reason } });
      return ok(null);
    },
  });
}

/** Whether the caller may let the target off until an instant (epoch ms): one that ends later than before weakens. */
export function mayGrant(world: World, { caller, target, managers }: Situation, untilAt: number): true | Hindrance {
  const before = findExemption(world.db, target.id, ruleTime(world))?.untilAt ?? null;
  const may = mayExempt(whatExemptionWeakens(before, untilAt).length > 0, caller, target, managers);
  return (may === true || may === "second-manager") && before === untilAt ? "exempt-already" : may;
}

/** Ends somebody's exemption at once: the requirement holds for them from their next sign-in on. */
export function endExemption(world: World, caller: Caller, input: InputOf<"endExemption">): Result<null, Refusal> {
  return actOn(world, caller, {
    method: "endExemption",
    input,
    perform: ({ id }, actor) => {
      recordEvent(world, actor, { kind: "exemption-ended", subject: id, data: { reason: input.reason } });
      return ok(null);
    },
  });
}
