import fc from "fast-check";
import { ACCOUNT_TYPES, ALLOWED_METHODS, type Applies, METHODS, ROLES } from "../../src/contract/vocabulary";
import type { Policy, PolicyFacts, PolicyRule } from "../../src/main/core/domain/policy";

export const DAY = 86_400_000;
/** A Monday morning: 2 November 2026, 09:00 UTC. */
export const NOW = Date.UTC(2026, 10, 2, 9);

/** A rule for everybody, from NOW on, without grace, for the app alone; `change` says what is otherwise. */
export function aRule(change: Partial<PolicyRule> = {}): PolicyRule {
  return {
    id: "r",
    applies: { to: "everyone" },
    fromOn: "2026-11-02",
    fromAt: NOW,
    graceDays: 0,
    methods: "app-only",
    ...change,
  };
}

/** Times around NOW that meet each other often, so that properties see what happens at the very instant. */
export const drawTime = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -1, max: 1 }))
  .map(([days, ms]) => NOW + days * DAY + ms);

export const drawFacts = (ids: readonly string[]): fc.Arbitrary<PolicyFacts> =>
  fc
    .record({
      id: fc.constantFrom(...ids),
      accountType: fc.constantFrom(...ACCOUNT_TYPES),
      role: fc.constantFrom(...ROLES),
      createdAt: drawTime,
      firstSignInAt: fc.option(drawTime),
      exemptUntilAt: fc.option(drawTime),
      twoFactor: fc.constantFrom(...METHODS),
    })
    // Nobody signs in before their account is there: rule time never runs back.
    .map((facts) => ({
      ...facts,
      firstSignInAt: facts.firstSignInAt === null ? null : Math.max(facts.createdAt, facts.firstSignInAt),
    }));

const drawApplies = (ids: readonly string[]): fc.Arbitrary<Applies> =>
  fc.oneof(
    fc.constant({ to: "everyone" } as const),
    fc.record({ to: fc.constant("account-type" as const), accountType: fc.constantFrom(...ACCOUNT_TYPES) }),
    fc.record({ to: fc.constant("role" as const), role: fc.constantFrom(...ROLES) }),
    fc.record({ to: fc.constant("people" as const), people: fc.subarray([...ids], { minLength: 1 }) }),
  );

const drawRule = (ids: readonly string[]): fc.Arbitrary<Omit<PolicyRule, "id">> =>
  fc.record({
    applies: drawApplies(ids),
    fromOn: fc.constant("2026-11-02"),
    fromAt: drawTime,
    graceDays: fc.oneof(fc.constantFrom(0, 1, 14, 90), fc.integer({ min: 0, max: 90 })),
    methods: fc.constantFrom(...ALLOWED_METHODS),
  });

export const drawRules = (ids: readonly string[], maxLength = 4): fc.Arbitrary<Policy> =>
  fc.array(drawRule(ids), { maxLength }).map((rules) => rules.map((rule, index) => ({ id: `r${index}`, ...rule })));
