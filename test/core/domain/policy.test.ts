import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  deadlineUnder,
  decide,
  graceFromAt,
  isExempt,
  type PolicyFacts,
  ruleApplies,
} from "../../../src/main/core/domain/policy";
import { aRule, DAY, drawFacts, drawRules, NOW } from "../../support/policy";

const PEOPLE = ["a", "b", "c"];
const account: PolicyFacts = {
  id: "a",
  accountType: "staff",
  role: "member",
  createdAt: NOW - 100 * DAY,
  firstSignInAt: NOW - 100 * DAY,
  exemptUntilAt: null,
  twoFactor: "none",
};

describe("the grace of an account", () => {
  test("begins with its first sign-in", () => {
    expect(graceFromAt({ ...account, createdAt: NOW, firstSignInAt: NOW + 3 * DAY })).toBe(NOW + 3 * DAY);
  });

  test("begins 30 days after it was created at the latest", () => {
    expect(graceFromAt({ ...account, createdAt: NOW, firstSignInAt: null })).toBe(NOW + 30 * DAY);
    expect(graceFromAt({ ...account, createdAt: NOW, firstSignInAt: NOW + 31 * DAY })).toBe(NOW + 30 * DAY);
  });
});

describe("a rule", () => {
  test.each([
    [true, { to: "everyone" }],
    [true, { to: "account-type", accountType: "staff" }],
    [false, { to: "account-type", accountType: "provider" }],
    [true, { to: "role", role: "member" }],
    [false, { to: "role", role: "manager" }],
    [true, { to: "people", people: ["b", "a"] }],
    [false, { to: "people", people: ["b"] }],
    [false, { to: "people", people: [] }],
  ] as const)("applies (%s) to a staff member named a, for %j", (expected, applies) => {
    expect(ruleApplies(aRule({ applies }), account)).toBe(expected);
  });

  test("is due from its date on, and not before the grace is over", () => {
    expect(deadlineUnder(aRule({ fromAt: NOW + DAY, graceDays: 14 }), account)).toBe(NOW + DAY);
    const fresh = { ...account, createdAt: NOW - DAY, firstSignInAt: NOW };
    expect(deadlineUnder(aRule({ fromAt: NOW + DAY, graceDays: 14 }), fresh)).toBe(NOW + 14 * DAY);
  });
});

describe("what the rules together ask", () => {
  const early = aRule({ id: "early", fromAt: NOW + DAY, methods: "app-and-text" });
  const strict = aRule({ id: "strict", fromAt: NOW + 9 * DAY, methods: "app-only" });

  test("is nothing where there are none, or none for the account", () => {
    const nothing = { deadlineAt: null, decidedBy: null, allowed: null, applying: [] };
    expect(decide([], account)).toEqual(nothing);
    expect(decide([aRule({ applies: { to: "role", role: "manager" } })], account)).toEqual(nothing);
  });

  test("is due as the earliest rule has it that is not satisfied", () => {
    const both = [strict, early];
    expect(decide(both, account)).toMatchObject({ deadlineAt: NOW + DAY, decidedBy: early });
    expect(decide(both, { ...account, twoFactor: "text" })).toMatchObject({
      deadlineAt: NOW + 9 * DAY,
      decidedBy: strict,
    });
    expect(decide(both, { ...account, twoFactor: "app" })).toMatchObject({ deadlineAt: null, decidedBy: null });
  });

  test("is the app alone as soon as one rule that applies says so", () => {
    expect(decide([early], account).allowed).toBe("app-and-text");
    expect(decide([early, strict], account).allowed).toBe("app-only");
    expect(decide([early, { ...strict, applies: { to: "people", people: ["b"] } }], account).allowed).toBe(
      "app-and-text",
    );
  });

  test("names, of rules that are due at once, the one that allows less, then the first", () => {
    const texts = aRule({ id: "texts", methods: "app-and-text" });
    expect(decide([texts, aRule({ id: "app" })], account).decidedBy?.id).toBe("app");
    expect(decide([aRule({ id: "one" }), aRule({ id: "two" })], account).decidedBy?.id).toBe("one");
  });

  test("waits for the end of an exemption, which never brings it forward", () => {
    const at = (exemptUntilAt: number) => decide([early], { ...account, exemptUntilAt }).deadlineAt;
    expect(at(NOW + 5 * DAY)).toBe(NOW + 5 * DAY);
    expect(at(NOW)).toBe(NOW + DAY);
  });

  test("never comes later and never allows more when a rule is added", () => {
    fc.assert(
      fc.property(
        drawRules(PEOPLE),
        drawRules(PEOPLE, 1),
        fc.nat(4),
        drawFacts(PEOPLE),
        (rules, [added], place, facts) => {
          if (added === undefined) return;
          const before = decide(rules, facts);
          const after = decide([...rules.slice(0, place), added, ...rules.slice(place)], facts);
          expect(after.deadlineAt ?? Infinity).toBeLessThanOrEqual(before.deadlineAt ?? Infinity);
          if (before.allowed === "app-only") expect(after.allowed).toBe("app-only");
          if (before.allowed !== null) expect(after.allowed).not.toBeNull();
        },
      ),
    );
  });

  test("does not depend on the order of the rules, but for the name of the one that decides", () => {
    fc.assert(
      fc.property(drawRules(PEOPLE), drawFacts(PEOPLE), (rules, facts) => {
        const [one, other] = [decide(rules, facts), decide([...rules].reverse(), facts)];
        expect([other.deadlineAt, other.allowed]).toEqual([one.deadlineAt, one.allowed]);
      }),
    );
  });

  test("without grace is due on its day for everybody who was there, signed in or not, and at once for later ones", () => {
    const rule = aRule({ fromAt: NOW + 15 * DAY, graceDays: 0 });
    for (const firstSignInAt of [null, NOW - DAY]) {
      expect(deadlineUnder(rule, { ...account, createdAt: NOW - DAY, firstSignInAt })).toBe(NOW + 15 * DAY);
    }
    expect(deadlineUnder(rule, { ...account, createdAt: NOW + 20 * DAY, firstSignInAt: null })).toBe(NOW + 20 * DAY);
  });

  test("falls on a date of a rule, on the end of a grace or on the end of an exemption, and on nothing else", () => {
    fc.assert(
      fc.property(drawRules(PEOPLE), drawFacts(PEOPLE), (rules, facts) => {
        const { deadlineAt, decidedBy, applying } = decide(rules, facts);
        if (decidedBy === null) {
          expect(deadlineAt).toBeNull();
          return;
        }
        expect(applying).toContain(decidedBy);
        const { graceDays } = decidedBy;
        const graceEnds = graceDays === 0 ? facts.createdAt : graceFromAt(facts) + graceDays * DAY;
        expect([decidedBy.fromAt, graceEnds, facts.exemptUntilAt]).toContain(deadlineAt);
        expect(deadlineAt).toBeGreaterThanOrEqual(Math.max(decidedBy.fromAt, graceEnds));
      }),
    );
  });

  test("is not put off by a reset: two-factor that goes off is due no later than it was when it was on", () => {
    fc.assert(
      fc.property(drawRules(PEOPLE), drawFacts(PEOPLE), (rules, facts) => {
        const [on, off] = [decide(rules, facts), decide(rules, { ...facts, twoFactor: "none" })];
        expect(off.deadlineAt ?? Infinity).toBeLessThanOrEqual(on.deadlineAt ?? Infinity);
        expect(off.applying).toEqual(on.applying);
      }),
    );
  });

  test("is not moved by a second sign-in, a new name or whatever else an account has besides", () => {
    fc.assert(
      fc.property(drawRules(PEOPLE), drawFacts(PEOPLE), fc.string(), fc.integer(), (rules, facts, name, at) => {
        const other = { ...facts, name, email: name, lastSignInAt: at, passwordSetAt: at, twoFactorAt: at };
        expect(decide(rules, other)).toEqual(decide(rules, facts));
      }),
    );
  });
});

test("an exemption is in force until the very instant that it ends", () => {
  expect(isExempt({ exemptUntilAt: NOW }, NOW - 1)).toBe(true);
  expect(isExempt({ exemptUntilAt: NOW }, NOW)).toBe(false);
  expect(isExempt({ exemptUntilAt: null }, NOW)).toBe(false);
});
