import type { InputOf } from "../../../contract/methods";
import type { Policy, Preview, PreviewedPage, PreviewedRow, RuleView } from "../../../contract/policy/views";
import type { BadInput, MayNot, WouldLockOut } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Applies } from "../../../contract/vocabulary";
import { passSecondManager, withoutProof } from "../approvals/second-manager";
import { recordEvent, recordRefusal, ruleTime, type VaultContext } from "../context";
import { dateIn } from "../domain/calendar";
import { needsSecondManager } from "../domain/may";
import type { Policy as Rules } from "../domain/policy";
import { locksOutLastManager, type PreviewTimes, previewAt } from "../domain/policy-preview";
import { whatWeakens } from "../domain/weakening";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { findAccountName, readManagerFacts } from "../store/accounts";
import { countExemptions } from "../store/exemptions";
import { immediately } from "../store/open";
import { countByStatus } from "../store/people";
import { type Coverage, countCoverage, findPolicy } from "../store/policy";
import {
  countPreviewed,
  listPreviewed as listFound,
  listManagersToPreview,
  type PreviewedPerson,
} from "../store/policy-preview";
import { thePractice } from "../store/practice";
import { ruleLabel } from "./account-policy";
import { overlapsOf } from "./overlaps";
import { isSamePolicy, readRules } from "./typed-rules";

/** The rules in force, each with how many it applies to and how many of these satisfy it. */
export function getPolicy(context: VaultContext, _caller: Caller, _input: InputOf<"getPolicy">): Result<Policy> {
  const { policy, timeZone, gateway } = thePractice(context.db);
  const now = ruleTime(context);
  const coverage = countCoverage(context.db, policy);
  return ok({
    rules: policy.map((rule, index) => ruleView(context, rule, coverage[index])),
    exempt: countExemptions(context.db, now),
    todayOn: dateIn(timeZone, now),
    hasGateway: gateway !== null,
    active: countActive(context, now),
  });
}

function ruleView(context: VaultContext, rule: Rules[number], coverage: Coverage | undefined): RuleView {
  const { covered, done } = coverage ?? { covered: 0, done: 0 };
  return { ...rule, label: ruleLabel(context, rule), covered, done, people: namedIn(context, rule.applies) };
}

function namedIn(context: VaultContext, applies: Applies): RuleView["people"] {
  if (applies.to !== "people") return [];
  return applies.people.map((id) => ({ id, name: findAccountName(context.db, id) ?? "" }));
}

function countActive(context: VaultContext, now: number): number {
  let active = 0;
  for (const [status, count] of countByStatus(context.db, now)) if (status !== "deactivated") active += count;
  return active;
}

/** What the typed rules would come to at the last of their dates that lies ahead, if nobody did anything until then. */
export function previewPolicy(
  context: VaultContext,
  _caller: Caller,
  { rules: typed }: InputOf<"previewPolicy">,
): Result<Preview, BadInput> {
  const before = findPolicy(context.db);
  const candidate = readRules(context, typed, before);
  if (!candidate.ok) return candidate;
  const rules = candidate.value;
  const times = timesOf(context, rules);
  const weakens = whatWeakens(before, rules);
  return ok({
    at: times.at,
    ...countPreviewed(context.db, rules, times),
    weakens,
    needsSecondManager: weakens.length > 0 && needsSecondManager(readManagerFacts(context.db)),
    refused: isLastManagerOut(context, rules, times) ? "last-manager" : null,
    overlaps: overlapsOf(context, rules),
  });
}

/** One page of the people behind one number of the preview. */
export function listPreviewed(
  context: VaultContext,
  _caller: Caller,
  { rules: typed, ...page }: InputOf<"listPreviewed">,
): Result<PreviewedPage, BadInput> {
  const candidate = readRules(context, typed, findPolicy(context.db));
  if (!candidate.ok) return candidate;
  const times = timesOf(context, candidate.value);
  const total = countPreviewed(context.db, candidate.value, times).groups[page.group];
  return ok({ total, rows: listFound(context.db, candidate.value, page, times).map(previewedRow) });
}

function previewedRow({ id, name, ...rest }: PreviewedPerson): PreviewedRow {
  return { person: { id, name }, ...rest };
}

/**
 * Puts the rules in force for everybody's next sign-in, with one entry that holds them before and after, however many
 * accounts they are for; none where nothing changes. Refuses what would leave no manager who gets in; what weakens takes
 * a second manager (POLICY-6, DUAL-1).
 */
export function changePolicy(
  context: VaultContext,
  caller: Caller,
  input: InputOf<"changePolicy">,
): Result<null, MayNot | WouldLockOut | BadInput> {
  return immediately(context.db, (): Result<null, MayNot | WouldLockOut | BadInput> => {
    const actor = ownAccount(context, caller).id;
    const before = findPolicy(context.db);
    const candidate = readRules(context, input.rules, before);
    if (!candidate.ok) return candidate;
    const after = candidate.value;
    if (isSamePolicy(before, after)) return ok(null);
    const refused = { act: "changePolicy", subject: null } as const;
    if (isLastManagerOut(context, after, timesOf(context, after))) {
      recordRefusal(context, actor, { ...refused, because: "last-manager" });
      return refuse({ code: "would-lock-out", because: "last-manager" });
    }
    if (whatWeakens(before, after).length > 0) {
      const passed = passSecondManager(context, caller, actor, { ...refused, parameters: withoutProof(input) });
      if (passed !== true) return recordRefusal(context, actor, { ...refused, because: passed });
    }
    const data = { before, after, reason: input.reason };
    recordEvent(context, actor, { kind: "policy-changed", subject: null, data });
    return ok(null);
  });
}

function timesOf(context: VaultContext, rules: Rules): PreviewTimes {
  const now = ruleTime(context);
  return { at: previewAt(rules, now), now };
}

function isLastManagerOut(context: VaultContext, rules: Rules, { at }: PreviewTimes): boolean {
  return locksOutLastManager(listManagersToPreview(context.db), rules, at);
}
