import type { InputOf } from "../../../contract/inputs";
import type { Rehearsal, RehearsedPage, RehearsedRow, Requirement, RuleView } from "../../../contract/policy/views";
import type { BadInput, MayNot, WouldLockOut } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Applies } from "../../../contract/vocabulary";
import { passSecondManager, withoutProof } from "../approvals/second-manager";
import { type Caller, recordEvent, ruleTime, type World } from "../context";
import { dateIn } from "../domain/calendar";
import { needsSecondManager } from "../domain/may";
import type { Requirement as Rules } from "../domain/policy";
import { locksOutLastManager, type RehearsalTimes, rehearsalAt } from "../domain/policy-preview";
import { whatWeakens } from "../domain/weakening";
import { recordRefusal } from "../people/act-on-account";
import { managersNow } from "../people/managers";
import { overlapsOf } from "../people/overlaps";
import { ownAccount } from "../session/own-account";
import { findAccountName } from "../store/accounts";
import { countExemptions } from "../store/exemptions";
import { immediately } from "../store/open";
import { countByStatus } from "../store/people";
import { type Coverage, countCoverage, findRequirement } from "../store/policy";
import {
  countRehearsed,
  listRehearsed as listFound,
  listManagersToRehearse,
  type RehearsedPerson,
} from "../store/policy-preview";
import { thePractice } from "../store/practice";
import { ruleLabel } from "./account-policy";
import { isSameRequirement, readRules } from "./typed-rules";

/** The rules in force, each with how many it applies to and how many of these satisfy it. */
export function getRequirement(world: World, _caller: Caller, _input: InputOf<"getRequirement">): Result<Requirement> {
  const { requirement, timeZone, gateway } = thePractice(world.db);
  const now = ruleTime(world);
  const coverage = countCoverage(world.db, requirement);
  return ok({
    rules: requirement.map((rule, index) => ruleView(world, rule, coverage[index])),
    exempt: countExemptions(world.db, now),
    todayOn: dateIn(timeZone, now),
    hasGateway: gateway !== null,
    active: countActive(world, now),
  });
}

function ruleView(world: World, rule: Rules[number], coverage: Coverage | undefined): RuleView {
  const { covered, done } = coverage ?? { covered: 0, done: 0 };
  return { ...rule, label: ruleLabel(world, rule), covered, done, people: namedIn(world, rule.applies) };
}

function namedIn(world: World, applies: Applies): RuleView["people"] {
  if (applies.to !== "people") return [];
  return applies.people.map((id) => ({ id, name: findAccountName(world.db, id) ?? "" }));
}

function countActive(world: World, now: number): number {
  let active = 0;
  for (const [status, count] of countByStatus(world.db, now)) if (status !== "deactivated") active += count;
  return active;
}

/** What the typed rules would come to at the last of their dates that lies ahead, if nobody did anything until then. */
export function rehearseRequirement(
  world: World,
  _caller: Caller,
  { rules: typed }: InputOf<"rehearseRequirement">,
): Result<Rehearsal, BadInput> {
  const before = findRequirement(world.db);
  const candidate = readRules(world, typed, before);
  if (!candidate.ok) return candidate;
  const rules = candidate.value;
  const times = timesOf(world, rules);
  const weakens = whatWeakens(before, rules);
  return ok({
    at: times.at,
    ...countRehearsed(world.db, rules, times),
    weakens,
    needsSecondManager: weakens.length > 0 && needsSecondManager(managersNow(world)),
    refused: isLastManagerOut(world, rules, times) ? "last-manager" : null,
    overlaps: overlapsOf(world, rules),
  });
}

/** One page of the people behind one number of the rehearsal. */
export function listRehearsed(
  world: World,
  _caller: Caller,
  { rules: typed, ...page }: InputOf<"listRehearsed">,
): Result<RehearsedPage, BadInput> {
  const candidate = readRules(world, typed, findRequirement(world.db));
  if (!candidate.ok) return candidate;
  const times = timesOf(world, candidate.value);
  const total = countRehearsed(world.db, candidate.value, times).groups[page.group];
  return ok({ total, rows: listFound(world.db, candidate.value, page, times).map(rehearsedRow) });
}

function rehearsedRow({ id, name, ...rest }: RehearsedPerson): RehearsedRow {
  return { person: { id, name }, ...rest };
}

/**
 * Puts the rules in force for everybody's next sign-in, with one entry that holds them before and after, however many
 * accounts they are for; none where nothing changes. Refuses what would leave no manager who gets in; what weakens takes
 * a second manager (product.md 5, 6).
 */
export function changeRequirement(
  world: World,
  caller: Caller,
  input: InputOf<"changeRequirement">,
): Result<null, MayNot | WouldLockOut | BadInput> {
  return immediately(world.db, (): Result<null, MayNot | WouldLockOut | BadInput> => {
    const actor = ownAccount(world, caller).id;
    const before = findRequirement(world.db);
    const candidate = readRules(world, input.rules, before);
    if (!candidate.ok) return candidate;
    const after = candidate.value;
    if (isSameRequirement(before, after)) return ok(null);
    const refused = { act: "changeRequirement", subject: null } as const;
    if (isLastManagerOut(world, after, timesOf(world, after))) {
      recordRefusal(world, actor, { ...refused, because: "last-manager" });
      return refuse({ code: "would-lock-out", because: "last-manager" });
    }
    if (whatWeakens(before, after).length > 0) {
      const passed = passSecondManager(world, actor, { ...refused, parameters: withoutProof(input) });
      if (passed !== true) return recordRefusal(world, actor, { ...refused, because: passed });
    }
    const data = { before, after, reason: input.reason };
    recordEvent(world, actor, { kind: "requirement-changed", subject: null, data });
    return ok(null);
  });
}

function timesOf(world: World, rules: Rules): RehearsalTimes {
  const now = ruleTime(world);
  return { at: rehearsalAt(rules, now), now };
}

function isLastManagerOut(world: World, rules: Rules, { at }: RehearsalTimes): boolean {
  return locksOutLastManager(listManagersToRehearse(world.db), rules, at);
}
