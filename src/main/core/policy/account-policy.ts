import { ruleLabels, accountPolicyWords as words } from "../../../contract/policy/rule-messages";
import type { AccountPolicy, Exemption } from "../../../contract/policy/views";
import { ruleTime, type VaultContext } from "../context";
import {
  type Decision,
  deadlineUnder,
  decide,
  isExempt,
  isSatisfied,
  type Policy,
  type PolicyRule,
} from "../domain/policy";
import { type Account, findAccountName } from "../store/accounts";
import { type ExemptionRow, findExemption } from "../store/exemptions";
import { findPolicy } from "../store/policy";

/** Whom a rule is for: "Everyone", "Providers", "Managers", "Ana Ruiz and 11 others". */
export function ruleLabel(context: VaultContext, { applies }: Pick<PolicyRule, "applies">): string {
  switch (applies.to) {
    case "everyone":
      return ruleLabels.everyone;
    case "account-type":
      return ruleLabels.accountType[applies.accountType];
    case "role":
      return ruleLabels.role[applies.role];
    case "people": {
      const [first] = applies.people;
      const name = first === undefined ? undefined : findAccountName(context.db, first);
      return ruleLabels.people(name ?? "", applies.people.length - 1);
    }
  }
}

/** The labels of the rules in force, by id. */
export function ruleLabelsNow(context: VaultContext): ReadonlyMap<string, string> {
  return new Map(findPolicy(context.db).map((rule) => [rule.id, ruleLabel(context, rule)]));
}

/** What the 2FA policy means for one account now, and in words which rule decides and why. */
export function policyOf(context: VaultContext, account: Account): AccountPolicy {
  const decision = decide(findPolicy(context.db), account);
  const { applying, decidedBy, deadlineAt, allowed } = decision;
  const exemption = findExemption(context.db, account.id, ruleTime(context));
  return {
    applying: applying.map((rule) => ({
      rule: rule.id,
      label: ruleLabel(context, rule),
      deadlineAt: deadlineUnder(rule, account),
    })),
    decidedBy: decidedBy?.id ?? null,
    deadlineAt,
    allowed,
    exemption: exemption === undefined ? null : exemptionView(context, exemption),
    sentence: sentenceOf(context, account, decision),
  };
}

export function exemptionView(context: VaultContext, { account, name, grantedBy, ...rest }: ExemptionRow): Exemption {
  const granter = grantedBy === null ? undefined : findAccountName(context.db, grantedBy);
  const by = grantedBy === null || granter === undefined ? null : { id: grantedBy, name: granter };
  return { ...rest, person: { id: account, name }, grantedBy: by };
}

function sentenceOf(context: VaultContext, account: Account, { applying, decidedBy }: Decision): string | null {
  if (applying.length === 0) return null;
  if (decidedBy === null) return words.met(applying.map((rule) => ruleLabel(context, rule)));
  const sentence = reasonWhy(account, applying, decidedBy)(ruleLabel(context, decidedBy));
  return isExempt(account, ruleTime(context)) ? words.exempt(sentence) : sentence;
}

/** Why of the rules that apply this one sets the deadline: what `decide` (domain/policy.ts) goes by. */
function reasonWhy(account: Account, applying: Policy, by: PolicyRule): (label: string) => string {
  if (applying.length === 1) return words.only;
  const unmet = applying.filter((rule) => rule !== by && !isSatisfied(rule, account.twoFactor));
  if (unmet.length === 0) return words.textNotEnough;
  const due = deadlineUnder(by, account);
  const level = unmet.filter((rule) => deadlineUnder(rule, account) === due);
  if (level.length === 0) return words.earliest;
  const stricter = by.methods === "app-only" && level.every(({ methods }) => methods !== "app-only");
  return stricter ? words.appOnly : words.sameTime;
}
