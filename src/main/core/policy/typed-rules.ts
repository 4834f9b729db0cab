import type { InputOf } from "../../../contract/methods";
import type { BadInput, FieldProblem } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { Applies } from "../../../contract/vocabulary";
import { newId, ruleTime, type VaultContext } from "../context";
import { dateIn, startOfDayAt } from "../domain/calendar";
import { canonicalText } from "../domain/canonical";
import type { Policy, PolicyRule } from "../domain/policy";
import { findAccount } from "../store/accounts";
import { thePractice } from "../store/practice";

type TypedRule = InputOf<"changePolicy">["rules"][number];

/**
 * Typed rules as the 2FA policy that they would make of the one before. A rule that was there keeps its id, and the
 * instant that it is from as long as its date stays; any other date begins in the practice's zone, and may not lie in
 * the past. Refused for people and rules that do not exist, each under the path of its field.
 */
export function readRules(
  context: VaultContext,
  typed: readonly TypedRule[],
  before: Policy,
): Result<Policy, BadInput> {
  const known = new Map(before.map((rule) => [rule.id, rule]));
  const fields: Record<string, FieldProblem> = {};
  const rules = typed.map((rule, index) => {
    const wrong = (field: string, problem: FieldProblem) => {
      fields[`rules.${index}.${field}`] = problem;
    };
    const old = rule.id === null ? undefined : known.get(rule.id);
    // Each old rule lives on in one rule at most.
    if (rule.id !== null && !known.delete(rule.id)) wrong("id", "invalid");
    const applies = withoutTwins(rule.applies);
    if (!everybodyExists(context, applies)) wrong("applies.people", "invalid");
    const fromAt = startOf(context, rule, old);
    if (fromAt === "in-the-past") wrong("fromOn", fromAt);
    const { fromOn, graceDays, methods } = rule;
    const start = fromAt === "in-the-past" ? 0 : fromAt;
    return { id: old?.id ?? newId(context), applies, fromOn, fromAt: start, graceDays, methods };
  });
  return Object.keys(fields).length === 0 ? ok(rules) : refuse({ code: "bad-input", fields });
}

/** Whether two policies are one and the same, in whatever order their rules and people stand. */
export function isSamePolicy(a: Policy, b: Policy): boolean {
  return canonicalText(inOrder(a)) === canonicalText(inOrder(b));
}

function inOrder(rules: Policy): Policy {
  const sorted = ({ applies }: PolicyRule) =>
    applies.to === "people" ? { to: applies.to, people: [...applies.people].sort() } : applies;
  return rules.map((rule) => ({ ...rule, applies: sorted(rule) })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function startOf(context: VaultContext, { fromOn }: TypedRule, old: PolicyRule | undefined): number | "in-the-past" {
  if (old?.fromOn === fromOn) return old.fromAt;
  const { timeZone } = thePractice(context.db);
  return fromOn < dateIn(timeZone, ruleTime(context)) ? "in-the-past" : startOfDayAt(timeZone, fromOn);
}

function withoutTwins(applies: Applies): Applies {
  return applies.to === "people" ? { to: "people", people: [...new Set(applies.people)] } : applies;
}

function everybodyExists({ db }: VaultContext, applies: Applies): boolean {
  return applies.to !== "people" || applies.people.every((id) => findAccount(db, id) !== undefined);
}
