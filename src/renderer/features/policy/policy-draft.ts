import { useCallback, useMemo } from "react";
import type { InputOf } from "../../../contract/methods";
import type { PersonRef } from "../../../contract/person-ref";
import { ruleLabels } from "../../../contract/policy/rule-messages";
import type { Policy, RuleView } from "../../../contract/policy/views";
import { useKeptState } from "../../shell/kept-state";

/** A rule as it is typed; names of people are only for showing. */
export type RuleDraft = InputOf<"changePolicy">["rules"][number];

export interface PolicyDraft {
  /** null: nothing has been changed. */
  readonly rules: readonly RuleDraft[] | null;
  readonly names: Readonly<Record<string, string>>;
}

export const untouched: PolicyDraft = { rules: null, names: {} };
export const POLICY_DRAFT = "policy-draft";

/** The rules that are being worked on: they outlive their screen, and end with the session. */
export function usePolicyDraft(policy: Policy) {
  const [draft, change] = useKeptState<PolicyDraft>(POLICY_DRAFT, untouched);
  const saved = useMemo(() => policy.rules.map(toDraft), [policy]);
  const names = useMemo(() => ({ ...namesOf(policy.rules), ...draft.names }), [policy, draft.names]);
  const rules = draft.rules ?? saved;
  const put = useCallback(
    (at: number | null, rule: RuleDraft, people: readonly PersonRef[]) => {
      const next = at === null ? [...rules, rule] : rules.map((one, index) => (index === at ? rule : one));
      change({ rules: next, names: { ...names, ...Object.fromEntries(people.map(({ id, name }) => [id, name])) } });
    },
    [rules, names, change],
  );
  return {
    rules,
    names,
    changed: draft.rules !== null && JSON.stringify(draft.rules) !== JSON.stringify(saved),
    put,
    remove: (at: number) => change({ rules: rules.filter((_, index) => index !== at) }),
    discard: () => change(untouched),
  };
}

/** The draft with one rule more. */
export function withRule(
  draft: PolicyDraft,
  saved: Policy,
  rule: RuleDraft,
  people: readonly PersonRef[],
): PolicyDraft {
  const names = Object.fromEntries(people.map(({ id, name }) => [id, name]));
  return { rules: [...(draft.rules ?? saved.rules.map(toDraft)), rule], names: { ...draft.names, ...names } };
}

/** A rule for everyone, due by the end of a day (YYYY-MM-DD), without further grace. */
export function everyoneBy(lastDayOn: string): RuleDraft {
  const fromOn = daysAfter(lastDayOn, 1);
  return { id: null, applies: { to: "everyone" }, fromOn, graceDays: 0, methods: "app-and-text" };
}

/** Whether it says something else than what is saved of it. */
export function isChanged(rule: RuleDraft, saved: RuleView): boolean {
  return JSON.stringify(rule) !== JSON.stringify(toDraft(saved));
}

function toDraft({ id, applies, fromOn, graceDays, methods }: RuleView): RuleDraft {
  // What comes from main is read-only, what goes there is not.
  const whom = applies.to === "people" ? { to: applies.to, people: [...applies.people] } : { ...applies };
  return { id, applies: whom, fromOn, graceDays, methods };
}

function namesOf(rules: readonly RuleView[]): Record<string, string> {
  return Object.fromEntries(rules.flatMap(({ people }) => people.map(({ id, name }) => [id, name])));
}

/** "Everyone", "Providers", "Ana Ruiz and 11 others". */
export function labelOf({ applies }: RuleDraft, names: Readonly<Record<string, string>>): string {
  switch (applies.to) {
    case "everyone":
      return ruleLabels.everyone;
    case "account-type":
      return ruleLabels.accountType[applies.accountType];
    case "role":
      return ruleLabels.role[applies.role];
    case "people":
      return ruleLabels.people(names[applies.people[0] ?? ""] ?? "", applies.people.length - 1);
  }
}

/** The last day to act that is offered first. */
export function inTwoWeeks(todayOn: string): string {
  return daysAfter(todayOn, 14);
}

/** "YYYY-MM-DD" so many days later. */
function daysAfter(on: string, days: number): string {
  return new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
}
