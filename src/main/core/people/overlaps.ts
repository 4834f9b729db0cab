import { overlapWords as words } from "../../../contract/policy/rule-messages";
import type { Applies } from "../../../contract/vocabulary";
import type { World } from "../context";
import type { Requirement, RequirementRule } from "../domain/policy";
import { ruleLabel } from "../policy/account-policy";
import { findAccount } from "../store/accounts";

/** One sentence for each two rules that the same person can be under: which of them decides, and why. */
export function overlapsOf(world: World, rules: Requirement): readonly string[] {
  return rules.flatMap((a, index) =>
    rules.slice(index + 1).flatMap((b) => (overlap(world, a.applies, b.applies) ? [sentenceOf(world, a, b)] : [])),
  );
}

/** Whether somebody is, or may come to be, under both. */
function overlap(world: World, a: Applies, b: Applies): boolean {
  if (a.to === "people") return a.people.some((id) => isUnder(world, id, b));
  if (b.to === "people") return overlap(world, b, a);
  if (a.to === "kind" && b.to === "kind") return a.kind === b.kind;
  if (a.to === "role" && b.to === "role") return a.role === b.role;
  return true;
}

function isUnder(world: World, id: string, applies: Applies): boolean {
  if (applies.to === "everyone") return true;
  if (applies.to === "people") return applies.people.includes(id);
  const account = findAccount(world.db, id);
  if (account === undefined) return false;
  return applies.to === "kind" ? account.kind === applies.kind : account.role === applies.role;
}

function sentenceOf(world: World, a: RequirementRule, b: RequirementRule): string {
  const [labelA, labelB] = [ruleLabel(world, a), ruleLabel(world, b)];
  const methods = methodsDecide(a, labelA, b, labelB);
  if (isNeverLater(a, b) && isNeverLater(b, a)) return `${words.sameTime(labelA, labelB)} ${methods}`;
  if (isNeverLater(a, b)) return `${words.earlier(labelA, labelB, whyEarlier(a, b))} ${methods}`;
  if (isNeverLater(b, a)) return `${words.earlier(labelB, labelA, whyEarlier(b, a))} ${methods}`;
  return `${words.byPerson(labelA, labelB)} ${methods}`;
}

/** Whether a rule is due no later than the other for everybody, whenever they came. */
function isNeverLater(a: RequirementRule, b: RequirementRule): boolean {
  return a.fromAt <= b.fromAt && a.graceDays <= b.graceDays;
}

function whyEarlier(a: RequirementRule, b: RequirementRule): string {
  if (a.fromAt === b.fromAt) return words.lessGrace;
  return a.graceDays === b.graceDays ? words.earlierDate : words.both;
}

function methodsDecide(a: RequirementRule, labelA: string, b: RequirementRule, labelB: string): string {
  if (a.methods === b.methods) return a.methods === "app-only" ? words.bothAppOnly : words.bothText;
  return words.appOnly(a.methods === "app-only" ? labelA : labelB);
}
