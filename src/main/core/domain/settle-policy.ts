import { createHash } from "node:crypto";
import type { Applies } from "../../../contract/vocabulary";
import { idFrom } from "./base32";
import { canonicalText } from "./canonical";
import type { Policy, PolicyRule } from "./policy";
import type { Claims } from "./settle";

/**
 * The 2FA policy where it was changed apart: each rule of every side, as none that is added weakens anything (POLICY-2).
 * Where one rule was changed apart, the earlier date, the shorter grace and fewer methods hold, for all whom either side
 * names.
 */
export function policyInForce([first, ...others]: Claims<Policy>): Policy {
  return others.length === 0 ? first.value : others.reduce((rules, { value }) => stricter(rules, value), first.value);
}

/** What two policies ask together. */
export function stricter(one: Policy, other: Policy): Policy {
  const byId = groupBy([...one, ...other], ({ id }) => id);
  const apart = [...byId.values()].flatMap(separate);
  const rules = [...groupBy(apart, ({ id }) => id).values()].map((same) => same.reduce(strictest));
  return rules.sort((a, b) => a.fromAt - b.fromAt || (a.id < b.id ? -1 : 1));
}

/** One rule for each circle of people: a rule that was changed to apply to others goes on beside what it was. */
function separate(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const circles = [...groupBy(rules, circleOf).values()];
  const sorted = circles.sort(([a], [b]) => (circleOf(a) < circleOf(b) ? -1 : 1));
  return sorted.map((same, index) => {
    const rule = same.reduce(strictest);
    return index === 0 ? rule : { ...rule, id: idForCircle(rule) };
  });
}

/** People who are named are one circle, whoever they are: they add up. */
function circleOf({ applies }: PolicyRule): string {
  return applies.to === "people" ? applies.to : canonicalText(applies);
}

function idForCircle(rule: PolicyRule): string {
  const digest = createHash("sha256")
    .update(canonicalText([rule.id, circleOf(rule)]))
    .digest();
  return idFrom(digest.subarray(0, 16));
}

function strictest(one: PolicyRule, other: PolicyRule): PolicyRule {
  const { fromAt, fromOn } = isEarlier(other, one) ? other : one;
  return {
    id: one.id,
    applies: together(one.applies, other.applies),
    ...{ fromAt, fromOn },
    graceDays: Math.min(one.graceDays, other.graceDays),
    methods: one.methods === "app-only" ? one.methods : other.methods,
  };
}

function isEarlier(one: PolicyRule, other: PolicyRule): boolean {
  return one.fromAt === other.fromAt ? one.fromOn < other.fromOn : one.fromAt < other.fromAt;
}

function together(one: Applies, other: Applies): Applies {
  if (one.to !== "people" || other.to !== "people") return one;
  return { to: "people", people: [...new Set([...one.people, ...other.people])].sort() };
}

type Some<T> = readonly [T, ...T[]];

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, Some<T>> {
  const groups = new Map<string, Some<T>>();
  for (const one of all) {
    const key = keyOf(one);
    const others = groups.get(key);
    groups.set(key, others === undefined ? [one] : [...others, one]);
  }
  return groups;
}
