import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACCOUNT_TYPES, type ALLOWED_METHODS, METHODS, ROLES } from "../../../src/contract/vocabulary";
import { decide, type PolicyRule } from "../../../src/main/core/domain/policy";
import { whatExemptionWeakens, whatSettingsWeaken, whatWeakens } from "../../../src/main/core/domain/weakening";
import { aRule, DAY, drawFacts, drawRules, NOW } from "../../support/policy";

const PEOPLE = ["a", "b", "c"];
const everyone = aRule({ fromAt: NOW, graceDays: 14, methods: "app-only" });

describe("a change of the 2FA policy", () => {
  test.each<[string, PolicyRule[], PolicyRule[], string[]]>([
    ["nothing", [everyone], [everyone], []],
    ["a first rule", [], [everyone], []],
    ["the last rule away", [everyone], [], ["smaller-circle"]],
    ["a later date", [everyone], [{ ...everyone, fromAt: NOW + 1 }], ["later-date"]],
    ["an earlier date", [everyone], [{ ...everyone, fromAt: NOW - 1 }], []],
    ["more grace", [everyone], [{ ...everyone, graceDays: 15 }], ["more-grace"]],
    ["less grace", [everyone], [{ ...everyone, graceDays: 0 }], []],
    ["texts too", [everyone], [{ ...everyone, methods: "app-and-text" }], ["another-method"]],
    ["texts no longer", [{ ...everyone, methods: "app-and-text" }], [everyone], []],
    [
      "staff alone",
      [everyone],
      [{ ...everyone, applies: { to: "account-type", accountType: "staff" } }],
      ["smaller-circle"],
    ],
    ["everyone", [{ ...everyone, applies: { to: "account-type", accountType: "staff" } }], [everyone], []],
    [
      "all account types, one by one",
      [everyone],
      ACCOUNT_TYPES.map((accountType) => ({
        ...everyone,
        id: accountType,
        applies: { to: "account-type", accountType },
      })),
      [],
    ],
    [
      "all roles but one",
      [everyone],
      ROLES.slice(1).map((role) => ({ ...everyone, id: role, applies: { to: "role", role } })),
      ["smaller-circle"],
    ],
    [
      "one person fewer",
      [{ ...everyone, applies: { to: "people", people: ["a", "b"] } }],
      [{ ...everyone, applies: { to: "people", people: ["b"] } }],
      ["smaller-circle"],
    ],
    [
      "one person more",
      [{ ...everyone, applies: { to: "people", people: ["a"] } }],
      [{ ...everyone, applies: { to: "people", people: ["b", "a"] } }],
      [],
    ],
    ["people to everyone", [{ ...everyone, applies: { to: "people", people: ["a"] } }], [everyone], []],
    [
      "a role for those who are named, since roles change",
      [{ ...everyone, applies: { to: "people", people: ["a"] } }],
      [{ ...everyone, applies: { to: "role", role: "member" } }],
      ["smaller-circle"],
    ],
    [
      "all at once",
      [everyone],
      [{ ...everyone, fromAt: NOW + DAY, graceDays: 90, methods: "app-and-text" }],
      ["later-date", "more-grace", "another-method"],
    ],
    [
      "more grace for providers alone, beside a rule that stays for staff",
      [everyone],
      [
        { ...everyone, applies: { to: "account-type", accountType: "staff" } },
        { ...everyone, id: "p", graceDays: 90, applies: { to: "account-type", accountType: "provider" } },
      ],
      ["more-grace"],
    ],
    [
      "the date and the method on two rules",
      [everyone],
      [
        { ...everyone, fromAt: NOW + 1 },
        { ...everyone, id: "texts", methods: "app-and-text" },
      ],
      ["later-date"],
    ],
  ])("to %s weakens as it should", (_, before, after, causes) => {
    expect(whatWeakens(before, after)).toEqual(causes);
  });

  test("that weakens nothing makes no deadline later and allows nobody more, ever", () => {
    let weakened = 0;
    let kept = 0;
    const near = fc.tuple(drawRules(PEOPLE, 3), fc.array(fc.tuple(fc.nat(2), fc.nat(5)))).map(([rules, changes]) => ({
      before: rules,
      after: changes.reduce<readonly PolicyRule[]>((now, [place, what]) => changed(now, place, what), rules),
    }));
    fc.assert(
      fc.property(
        fc.oneof(near, fc.record({ before: drawRules(PEOPLE, 3), after: drawRules(PEOPLE, 3) })),
        fc.array(drawFacts([...PEOPLE, "d"]), { minLength: 10, maxLength: 10 }),
        ({ before, after }, accounts) => {
          if (whatWeakens(before, after).length > 0) {
            weakened += 1;
            return;
          }
          kept += 1;
          for (const facts of accounts) {
            for (const twoFactor of METHODS) {
              const [old, now] = [before, after].map((rules) => decide(rules, { ...facts, twoFactor }));
              expect(now?.deadlineAt ?? Infinity).toBeLessThanOrEqual(old?.deadlineAt ?? Infinity);
              expect(rank(now?.allowed)).toBeGreaterThanOrEqual(rank(old?.allowed));
            }
          }
        },
      ),
      { numRuns: 1000 },
    );
    // Both sides were seen, so that neither answer goes by untried.
    expect(Math.min(weakened, kept)).toBeGreaterThan(50);
  });

  test("never weakens where rules are only added", () => {
    fc.assert(
      fc.property(drawRules(PEOPLE), drawRules(PEOPLE), (rules, added) => {
        expect(whatWeakens(rules, [...added, ...rules])).toEqual([]);
      }),
    );
  });
});

/** The stricter, the higher: nothing required, text allowed, the app alone. */
const rank = (allowed: (typeof ALLOWED_METHODS)[number] | null | undefined) =>
  allowed == null ? 0 : allowed === "app-and-text" ? 1 : 2;

/** One step of editing the rules. */
function changed(rules: readonly PolicyRule[], place: number, what: number): readonly PolicyRule[] {
  const rule = rules[place];
  if (rule === undefined) return rules;
  const edits: PolicyRule[][] = [
    [{ ...rule, fromAt: rule.fromAt - DAY }],
    [{ ...rule, graceDays: Math.max(0, rule.graceDays - 1) }],
    [{ ...rule, methods: "app-only" }],
    [{ ...rule, applies: { to: "everyone" } }],
    [rule, { ...rule, id: `${rule.id}x`, fromAt: rule.fromAt + DAY }],
    [{ ...rule, graceDays: rule.graceDays + 1 }],
  ];
  return [...rules.slice(0, place), ...(edits[what] ?? []), ...rules.slice(place + 1)];
}

describe("a change of settings", () => {
  const base = { textTokenMinutes: 10, rememberDays: 0, stillStuck: null } as const;

  test("weakens where tokens by text live longer, not where they live shorter", () => {
    const weaker = (before: number | "never", after: number | "never") =>
      whatSettingsWeaken({ ...base, textTokenMinutes: before }, { ...base, textTokenMinutes: after });
    for (const [before, after] of [
      [10, 11],
      [60, "never"],
      [1, "never"],
    ] as const) {
      expect(weaker(before, after)).toEqual(["longer-token-life"]);
    }
    for (const [before, after] of [
      [10, 10],
      [11, 10],
      ["never", 60],
      ["never", "never"],
    ] as const) {
      expect(weaker(before, after)).toEqual([]);
    }
  });

  test("weakens where workstations are remembered for longer", () => {
    expect(whatSettingsWeaken(base, { ...base, rememberDays: 1 })).toEqual(["longer-remembering"]);
    expect(whatSettingsWeaken({ ...base, rememberDays: 30 }, { ...base, rememberDays: 29 })).toEqual([]);
    const both = whatSettingsWeaken(base, { ...base, textTokenMinutes: "never", rememberDays: 1 });
    expect(both).toEqual(["longer-token-life", "longer-remembering"]);
  });

  test("counts as weaker where it changes the number to call for help", () => {
    expect(whatSettingsWeaken(base, { ...base, stillStuck: "+14155550100" })).toEqual(["number-to-call"]);
    expect(whatSettingsWeaken({ ...base, stillStuck: "+14155550100" }, base)).toEqual(["number-to-call"]);
  });
});

test("an exemption weakens where there was none or an earlier end, not where it ends sooner", () => {
  expect(whatExemptionWeakens(null, NOW)).toEqual(["exemption"]);
  expect(whatExemptionWeakens(NOW, NOW + 1)).toEqual(["exemption"]);
  expect(whatExemptionWeakens(NOW, NOW)).toEqual([]);
  expect(whatExemptionWeakens(NOW, NOW - 1)).toEqual([]);
  expect(whatExemptionWeakens(NOW, null)).toEqual([]);
});
