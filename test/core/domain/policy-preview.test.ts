import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { statusOf } from "../../../src/main/core/domain/account-status";
import {
  locksOutLastManager,
  type PreviewFacts,
  previewAccount,
  previewAt,
} from "../../../src/main/core/domain/policy-preview";
import { aRule, DAY, drawFacts, drawRules, drawTime, NOW } from "../../support/policy";

const person: PreviewFacts = {
  id: "a",
  accountType: "staff",
  role: "member",
  createdAt: NOW - 100 * DAY,
  firstSignInAt: NOW - 100 * DAY,
  exemptUntilAt: null,
  twoFactor: "none",
  phone: "own",
  hasPassword: true,
};
const rule = aRule({ fromAt: NOW + 7 * DAY, methods: "app-and-text" });
const times = { at: NOW + 7 * DAY, now: NOW };

describe("a preview", () => {
  test.each([
    ["must-set-up", {}],
    ["ready", { twoFactor: "text" }],
    ["ready", { twoFactor: "app", phone: "none", exemptUntilAt: NOW + 99 * DAY }],
    ["exempt", { exemptUntilAt: NOW + 8 * DAY }],
    ["must-set-up", { exemptUntilAt: NOW + 7 * DAY }],
  ] as const)("puts into %s whoever is %j", (group, change) => {
    expect(previewAccount([rule], { ...person, ...change }, times)).toMatchObject({ group, causes: [] });
  });

  test("says who is in no circle, and who has a later deadline", () => {
    expect(previewAccount([], person, times).group).toBe("not-covered");
    const fresh = { ...person, createdAt: NOW, firstSignInAt: NOW };
    const graced = { ...rule, graceDays: 14 };
    expect(previewAccount([graced], fresh, times)).toEqual({
      group: "time-left",
      causes: [],
      deadlineAt: NOW + 14 * DAY,
    });
  });

  test.each([
    [["never-signed-in"], { firstSignInAt: null }],
    [["never-signed-in"], { hasPassword: false }],
    [["no-phone"], { phone: "none" }],
    [["shared-phone"], { phone: "shared" }],
    [["never-signed-in", "no-phone"], { phone: "none", firstSignInAt: null }],
  ] as const)("locks out, for %j, whoever is %j", (causes, change) => {
    expect(previewAccount([rule], { ...person, ...change }, times)).toEqual({
      group: "locked-out",
      causes,
      deadlineAt: NOW + 7 * DAY,
    });
  });

  test("locks out for want of time whoever is overdue as soon as the rules are saved", () => {
    const past = { ...rule, fromAt: NOW };
    expect(previewAccount([past], person, { at: NOW, now: NOW })).toMatchObject({
      group: "locked-out",
      causes: ["no-time"],
    });
    expect(previewAccount([{ ...past, fromAt: NOW + 1 }], person, { at: NOW + 1, now: NOW }).group).toBe("must-set-up");
  });

  test("lets who gets texts set the app up until it is due, whoever has the number too; after that it takes a code", () => {
    const strict = { ...rule, methods: "app-only" } as const;
    const texts = { ...person, twoFactor: "text", phone: "shared" } as const;
    const times = { at: rule.fromAt, now: NOW };
    expect(previewAccount([strict], texts, times)).toMatchObject({ group: "must-set-up", causes: [] });
    expect(previewAccount([strict], { ...texts, hasPassword: false }, times)).toMatchObject({
      group: "locked-out",
      causes: ["never-signed-in"],
    });
    expect(previewAccount([{ ...strict, fromAt: NOW }], texts, { at: NOW, now: NOW })).toMatchObject({
      group: "locked-out",
      causes: ["no-time"],
    });
  });

  test("is about the latest start of a rule that lies ahead, else about now", () => {
    expect(previewAt([], NOW)).toBe(NOW);
    expect(previewAt([aRule({ fromAt: NOW - DAY })], NOW)).toBe(NOW);
    expect(previewAt([aRule({ fromAt: NOW + DAY }), rule, aRule({ fromAt: 0 })], NOW)).toBe(NOW + 7 * DAY);
  });

  test("comes true to the person once the instant has come, if nobody does anything", () => {
    const phone = fc.constantFrom("own", "shared", "none");
    fc.assert(
      fc.property(
        drawRules(["a", "b"]),
        drawFacts(["a", "b", "c"]),
        fc.record({ phone, hasPassword: fc.boolean() }),
        drawTime,
        (rules, facts, hindered, now) => {
          const at = previewAt(rules, now);
          const { group, causes } = previewAccount(rules, { ...facts, ...hindered }, { at, now });
          const status = statusOf({ ...facts, deactivatedAt: null, lockedUntilAt: null, held: false }, rules, at);
          expect(group === "must-set-up" || group === "locked-out").toBe(status === "overdue");
          expect(group === "time-left").toBe(status === "days-left");
          expect(causes.length > 0).toBe(group === "locked-out");
        },
      ),
    );
  });
});

describe("the last manager", () => {
  const joan: PreviewFacts = { ...person, role: "manager" };
  const strict = aRule({ fromAt: NOW + 7 * DAY });
  const out = (managers: readonly PreviewFacts[]) => locksOutLastManager(managers, [strict], NOW + 7 * DAY);

  test("is locked out where every manager is overdue without two-factor, or has no password", () => {
    expect(out([joan, { ...joan, id: "b" }])).toBe(true);
    expect(out([{ ...joan, twoFactor: "app", hasPassword: false }])).toBe(true);
    expect(out([])).toBe(true);
  });

  test.each([
    ["has the app", { twoFactor: "app" }],
    ["is let off", { exemptUntilAt: NOW + 8 * DAY }],
  ] as const)("is not where one of them %s", (_, change) => {
    expect(out([joan, { ...joan, id: "b", ...change }])).toBe(false);
  });

  test("is locked out where they get texts and are to have the app: after the day it takes a code that nobody gives", () => {
    const texts = { ...joan, twoFactor: "text" } as const;
    expect(out([texts])).toBe(true);
    expect(locksOutLastManager([texts], [{ ...strict, methods: "app-and-text" }], NOW + 7 * DAY)).toBe(false);
  });

  test("is not where one has grace left, or no rule is for managers", () => {
    const fresh = { ...joan, createdAt: NOW, firstSignInAt: NOW };
    expect(locksOutLastManager([fresh], [{ ...strict, graceDays: 9 }], NOW + 7 * DAY)).toBe(false);
    const members = aRule({ applies: { to: "role", role: "member" } });
    expect(locksOutLastManager([joan], [members], NOW)).toBe(false);
  });
});
