import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { METHODS } from "../../../src/contract/vocabulary";
import { type StatusFacts, statusOf } from "../../../src/main/core/domain/account-status";
import { type Failures, isLocked, noFailures } from "../../../src/main/core/domain/lockout";
import { decide } from "../../../src/main/core/domain/policy";
import { afterFailure } from "../../support/failures";
import { aRule, DAY, drawFacts, drawRules, drawTime, NOW } from "../../support/policy";

const facts: StatusFacts = {
  id: "a",
  accountType: "staff",
  role: "member",
  createdAt: NOW - 100 * DAY,
  firstSignInAt: NOW - 100 * DAY,
  exemptUntilAt: null,
  deactivatedAt: null,
  twoFactor: "none",
  lockedUntilAt: null,
  held: false,
};
const exempt = { exemptUntilAt: NOW + DAY };

describe("a person's chip", () => {
  test.each([
    ["not-set-up", {}],
    ["sms-only", { twoFactor: "text" }],
    ["app", { twoFactor: "app" }],
    ["locked", { twoFactor: "app", lockedUntilAt: NOW + 1 }],
    ["locked", { twoFactor: "text", held: true }],
    ["locked", { held: true, lockedUntilAt: NOW - 1 }],
    ["app", { twoFactor: "app", lockedUntilAt: NOW }],
    ["sms-only", { twoFactor: "text", lockedUntilAt: NOW - 1 }],
    ["exempt", exempt],
    ["exempt", { twoFactor: "app", ...exempt }],
    ["sms-only", { twoFactor: "text", ...exempt }],
    ["not-set-up", { exemptUntilAt: NOW }],
    ["locked", { held: true, ...exempt }],
    ["deactivated", { deactivatedAt: 1 }],
    ["deactivated", { deactivatedAt: NOW + 1, twoFactor: "app", held: true, lockedUntilAt: NOW + 1, ...exempt }],
  ] as const)("is %s for %j where nothing is required", (status, change) => {
    expect(statusOf({ ...facts, ...change }, [], NOW)).toBe(status);
  });

  test.each([
    ["overdue", 0, {}],
    ["days-left", 1, {}],
    ["overdue", 0, { twoFactor: "text" }],
    ["days-left", 1, { twoFactor: "text" }],
    ["app", 0, { twoFactor: "app" }],
    ["locked", 0, { held: true }],
    ["exempt", 0, exempt],
    ["exempt", 1, exempt],
    ["sms-only", 0, { twoFactor: "text", ...exempt }],
    ["overdue", 0, { exemptUntilAt: NOW }],
    ["deactivated", 0, { deactivatedAt: 1 }],
  ] as const)("is %s where the app is required in %i ms of %j", (status, in_, change) => {
    expect(statusOf({ ...facts, ...change }, [aRule({ fromAt: NOW + in_ })], NOW)).toBe(status);
  });

  test("is SMS only where texts are enough", () => {
    const rule = aRule({ fromAt: 0, methods: "app-and-text" });
    expect(statusOf({ ...facts, twoFactor: "text" }, [rule], NOW)).toBe("sms-only");
  });

  test("says locked exactly while sign-in is closed, whatever else is the case", () => {
    const failed = fc
      .array(fc.record({ afterPassword: fc.boolean(), isManager: fc.boolean(), wait: fc.nat(4_000_000) }))
      .map((attempts) =>
        attempts.reduce<{ failures: Failures; now: number }>(
          ({ failures, now }, { wait, ...how }) => ({
            failures: afterFailure(failures, { ...how, now: now + wait }),
            now: now + wait,
          }),
          { failures: noFailures, now: NOW },
        ),
      );
    fc.assert(
      fc.property(
        failed,
        fc.nat(8_000_000),
        fc.constantFrom(...METHODS),
        drawRules(["a", "b"]),
        ({ failures, now }, later, twoFactor, rules) => {
          const { lockedUntilAt, held } = failures;
          const status = statusOf({ ...facts, twoFactor, lockedUntilAt, held }, rules, now + later);
          return (status === "locked") === isLocked(failures, now + later);
        },
      ),
    );
  });

  test("says overdue and days left exactly where a deadline is past or ahead and no exemption is in force", () => {
    fc.assert(
      fc.property(drawRules(["a", "b"]), drawFacts(["a", "b", "c"]), drawTime, (rules, drawn, now) => {
        const person = { ...facts, ...drawn };
        const status = statusOf(person, rules, now);
        const { deadlineAt } = decide(rules, person);
        const isExempt = person.exemptUntilAt !== null && person.exemptUntilAt > now;
        expect(status === "overdue").toBe(deadlineAt !== null && deadlineAt <= now);
        expect(status === "days-left").toBe(deadlineAt !== null && deadlineAt > now && !isExempt);
        expect(status === "exempt").toBe(isExempt && person.twoFactor !== "text");
      }),
    );
  });

  test("goes from days left to overdue as time passes, and never back", () => {
    fc.assert(
      fc.property(drawRules(["a"]), drawFacts(["a"]), drawTime, fc.nat(80), (rules, drawn, now, days) => {
        const person = { ...facts, ...drawn };
        if (statusOf(person, rules, now) === "overdue") {
          expect(statusOf(person, rules, now + days * DAY)).toBe("overdue");
        }
      }),
    );
  });
});
