import { overlapWords as words } from "../../../contract/policy/rule-messages";
import type { Applies } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import type { Policy, PolicyRule } from "../domain/policy";
import { findAccount } from "../store/accounts";
import { ruleLabel } from "./account-policy";

/** One sentence for each two rules that the same person can be under: which of them decides, and why. */
export function overlapsOf(context: VaultContext, rules: Policy): readonly string[] {
  return rules.flatMap((a, index) =>
    rules.slice(index + 1).flatMap((b) => (overlap(context, a.applies, b.applies) ? [sentenceOf(context, a, b)] : [])),
  );
}

/** Whether somebody is, or may come to be, under both. */
function overlap(context: VaultContext, a: Applies, b: Applies): boolean {
  if (a.to === "people") return a.people.some((id) => isUnder(context, id, b));
  if (b.to === "people") return overlap(context, b, a);
  if (a.to === "account-type" && b.to === "account-type") return a.accountType === b.accountType;
  if (a.to === "role" && b.to === "role") return a.role === b.role;
  return true;
}

function isUnder(context: VaultContext, id: string, applies: Applies): boolean {
  if (applies.to === "everyone") return true;
  if (applies.to === "people") return applies.people.includes(id);
  const account = findAccount(context.db, id);
  if (account === undefined) return false;
  return applies.to === "account-type" ? account.accountType === applies.accountType : account.role === applies.role;
}

function sentenceOf(context: VaultContext, a: PolicyRule, b: PolicyRule): string {
  const [labelA, labelB] = [ruleLabel(context, a), ruleLabel(context, b)];
  const methods = methodsDecide(a, labelA, b, labelB);
  if (isNeverLater(a, b) && isNeverLater(b, a)) return `${words.sameTime(labelA, labelB)} ${methods}`;
  if (isNeverLater(a, b)) return `${words.earlier(labelA, labelB, whyEarlier(a, b))} ${methods}`;
  if (isNeverLater(b, a)) return `${words.earlier(labelB, labelA, whyEarlier(b, a))} ${methods}`;
  return `${words.byPerson(labelA, labelB)} ${methods}`;
}

/** Whether a rule is due no later than the other for everybody, whenever they came. */
function isNeverLater(a: PolicyRule, b: PolicyRule): boolean {
  return a.fromAt <= b.fromAt && a.graceDays <= b.graceDays;
}

function whyEarlier(a: PolicyRule, b: PolicyRule): string {
  if (a.fromAt === b.fromAt) return words.lessGrace;
  return a.graceDays === b.graceDays ? words.earlierDate : words.both;
}

function methodsDecide(a: PolicyRule, labelA: string, b: PolicyRule, labelB: string): string {
  if (a.methods === b.methods) return a.methods === "app-only" ? words.bothAppOnly : words.bothText;
  return words.appOnly(a.methods === "app-only" ? labelA : labelB);
}
