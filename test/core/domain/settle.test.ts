import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIGITS, type Role } from "../../../src/contract/vocabulary";
import type { Policy, PolicyRule } from "../../../src/main/core/domain/policy";
import {
  accountStateInForce,
  type Claim,
  type Claims,
  exemptionInForce,
  latest,
  nameKeeper,
  passwordInForce,
  roleInForce,
  type SecondFactor,
  secondFactorInForce,
  settingInForce,
} from "../../../src/main/core/domain/settle";
import { policyInForce, stricter } from "../../../src/main/core/domain/settle-policy";
import { whatWeakens } from "../../../src/main/core/domain/weakening";

/* What is in force of what was recorded apart: in whatever order it came, and however often it is said. */

const said = <V>(value: V, more: Partial<Claim<V>> = {}): Claim<V> => ({
  ...{ workstation: "north", seq: 1, at: 0, actor: null, known: 1, value },
  ...more,
});
const all = <V>(first: V, ...others: readonly V[]): Claims<V> => [
  said(first),
  ...others.map((value, index) => said(value, { workstation: `w${index}` })),
];
const claims = <V>(value: fc.Arbitrary<V>): fc.Arbitrary<Claims<V>> =>
  fc
    .uniqueArray(
      fc.record({
        value,
        ...{ workstation: fc.constantFrom("a", "b", "c", "d"), seq: fc.nat({ max: 9 }), known: fc.nat({ max: 5 }) },
        ...{ at: fc.nat(), actor: fc.constant(null) },
      }),
      { minLength: 1, maxLength: 5, selector: ({ workstation }) => workstation },
    )
    .map(([first, ...others]) => [first as Claim<V>, ...others]);

const role = fc.constantFrom<Role>("manager", "support", "auditor", "member");
const rule = fc.record({
  id: fc.constantFrom("r", "s"),
  applies: fc.constantFrom<PolicyRule["applies"]>(
    { to: "everyone" },
    { to: "role", role: "manager" },
    { to: "people", people: ["a", "b"] },
    { to: "people", people: ["b", "c"] },
  ),
  fromAt: fc.constantFrom(1, 2),
  graceDays: fc.constantFrom(0, 14),
  methods: fc.constantFrom<PolicyRule["methods"]>("app-only", "app-and-text"),
});
const policy: fc.Arbitrary<Policy> = fc
  .uniqueArray(rule, { maxLength: 2, selector: ({ id }) => id })
  .map((rules) => rules.map((one) => ({ ...one, fromOn: `2027-01-0${one.fromAt}` })));
const factor: fc.Arbitrary<SecondFactor> = fc.record({
  ...{ method: fc.constantFrom("none", "text", "app"), authenticator: fc.constantFrom(null, "x", "y") },
  ...{ weighs: fc.constantFrom("none", "text", "app"), revokes: fc.boolean(), isVoid: fc.boolean() },
}) as fc.Arbitrary<SecondFactor>;
const exemption = fc.option(
  fc.record({ untilAt: fc.nat({ max: 3 }), reason: fc.constant(""), by: fc.constant("j"), at: fc.nat({ max: 3 }) }),
);
const password = fc.record({
  ...{ by: fc.constantFrom("change", "rehash"), secret: fc.constantFrom("p", "q"), fitsManager: fc.boolean() },
});

describe("in whatever order it was said, the same is in force", () => {
  const holds = <V>(what: string, value: fc.Arbitrary<V>, rule: (claims: Claims<V>) => unknown) =>
    test(what, () => {
      fc.assert(
        fc.property(
          claims(value).chain((some) =>
            fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length })),
          ),
          ([some, shuffled]) => {
            const [first, ...others] = shuffled as [Claim<V>, ...Claim<V>[]];
            expect(rule([first, ...others])).toEqual(rule(some));
            // No clock decides.
            const later = some.map((one, index) => ({ ...one, at: 1_000 - index })) as unknown as Claims<V>;
            expect(rule(later)).toEqual(rule(some));
          },
        ),
      );
    });

  holds("of roles", role, roleInForce);
  holds("of who is active", fc.constantFrom("active", "deactivated"), accountStateInForce);
  holds("of exemptions", exemption, exemptionInForce);
  holds("of second factors", factor, secondFactorInForce);
  holds("of passwords", password, passwordInForce);
  holds("of policies", policy, policyInForce);
  holds("of digits", fc.constantFrom(...DIGITS), settingInForce.digits);
  holds(
    "of how long tokens live",
    fc.constantFrom("never" as const, 5 as const, 10 as const),
    settingInForce.textTokenMinutes,
  );
  holds("of idle minutes", fc.nat({ max: 9 }), settingInForce.idleMinutes);
  holds("of tokens by text for the app", fc.boolean(), settingInForce.textForApp);
  holds("of names", fc.constantFrom("a", "b"), settingInForce.name);
});

describe("roles", () => {
  test.each<readonly [Role, Role, Role]>([
    ["manager", "support", "support"],
    ["manager", "auditor", "auditor"],
    ["manager", "member", "member"],
    ["support", "auditor", "member"],
    ["support", "member", "member"],
  ])("%s and %s give %s", (one, other, lesser) => {
    expect(roleInForce(all(one, other))).toBe(lesser);
    expect(roleInForce(all(other, one))).toBe(lesser);
  });

  test("said together in any grouping give the same, and said twice nothing else", () => {
    fc.assert(
      fc.property(role, role, role, (one, two, three) => {
        const ofThree = roleInForce(all(one, two, three));
        expect(roleInForce(all(roleInForce(all(one, two)), three))).toBe(ofThree);
        expect(roleInForce(all(one, roleInForce(all(two, three))))).toBe(ofThree);
        expect(roleInForce(all(one, one))).toBe(one);
      }),
    );
  });
});

describe("the 2FA policy", () => {
  const sorted = (rules: Policy) =>
    rules
      .map((one) =>
        one.applies.to === "people"
          ? { ...one, applies: { ...one.applies, people: [...one.applies.people].sort() } }
          : one,
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1));

  test("said together in any grouping gives the same, and said twice nothing else", () => {
    fc.assert(
      fc.property(policy, policy, policy, (one, two, three) => {
        expect(stricter(stricter(one, two), three)).toEqual(stricter(one, stricter(two, three)));
        expect(stricter(one, two)).toEqual(stricter(two, one));
        expect(sorted(stricter(one, one))).toEqual(sorted(one));
      }),
    );
  });

  test("weakens neither side", () => {
    fc.assert(
      fc.property(policy, policy, (one, other) => {
        const together = stricter(one, other);
        expect(whatWeakens(one, together)).toEqual([]);
        expect(whatWeakens(other, together)).toEqual([]);
      }),
    );
  });

  test("that nobody else changed stays as it was written", () => {
    fc.assert(fc.property(policy, (rules) => policyInForce([said(rules)]) === rules));
  });
});

describe("second factors", () => {
  const set = (method: "text" | "app", authenticator: string | null = null): SecondFactor => ({
    ...{ method, authenticator, weighs: method, revokes: false, isVoid: false },
  });
  const taken = (method: "none" | "text"): SecondFactor => ({ ...set("text"), method, weighs: method, revokes: true });

  test("that were revoked anywhere are, whoever set up what apart", () => {
    expect(secondFactorInForce(all(set("app", "x"), taken("none"))).method).toBe("none");
    expect(secondFactorInForce(all(taken("text"), taken("none"))).method).toBe("none");
    expect(secondFactorInForce(all(taken("text"), taken("text"))).method).toBe("text");
    expect(secondFactorInForce(all(taken("text"), { ...set("app", "x"), isVoid: true })).method).toBe("none");
  });

  test("set up apart: the app before text messages, and the latest app", () => {
    expect(secondFactorInForce(all(set("text"), set("app", "x"))).authenticator).toBe("x");
    const [x, y] = [said(set("app", "x"), { known: 7 }), said(set("app", "y"), { known: 8, workstation: "a" })];
    expect(secondFactorInForce([x, y]).authenticator).toBe("y");
  });

  test("that are void are in force nowhere", () => {
    expect(secondFactorInForce(all({ ...set("app", "x"), isVoid: true }, set("text"))).method).toBe("text");
    expect(secondFactorInForce(all({ ...set("app", "x"), isVoid: true })).method).toBe("none");
  });
});

test("an exemption that was ended anywhere is, else the one that ends first holds", () => {
  const until = (untilAt: number) => ({ untilAt, reason: "", by: null, at: 0 });
  expect(exemptionInForce(all(until(5), null))).toBe(null);
  expect(exemptionInForce(all(until(5), until(3)))).toEqual(until(3));
});

test("a password that was protected anew is not put before one that somebody chose", () => {
  const set = (by: string, secret: string) => ({ by, secret, fitsManager: true });
  const rehashed = said(set("rehash", "old"), { known: 90 });
  expect(passwordInForce([rehashed, said(set("change", "new"))]).secret).toBe("new");
});

test("of two that knew as much, the one of the higher workstation is the latest", () => {
  expect(latest([said("a", { workstation: "north" }), said("b", { workstation: "south" })]).value).toBe("b");
  expect(latest([said("a", { known: 2 }), said("b", { workstation: "south" })]).value).toBe("a");
});

test("a name stays with the one account under which somebody signed in, else with none", () => {
  const holder = (account: string, isUsed: boolean) => ({ account, isUsed });
  expect(nameKeeper([holder("a", false)])).toBe("a");
  expect(nameKeeper([holder("a", false), holder("b", true)])).toBe("b");
  expect(nameKeeper([holder("a", false), holder("b", false)])).toBe(null);
  expect(nameKeeper([holder("a", true), holder("b", true)])).toBe(null);
});
