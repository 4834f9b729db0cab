import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterFailure, type Failures, isLocked, noFailures } from "../../src/main/domain/lockout";
import { type StandingFacts, standingOf } from "../../src/main/domain/standing";
import { METHODS } from "../../src/preload/words";

const NOW = Date.UTC(2026, 10, 2, 9);
const facts: StandingFacts = { deactivatedAt: null, twoFactor: "none", lockedUntilAt: null, held: false };

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
    ["deactivated", { deactivatedAt: 1 }],
    ["deactivated", { deactivatedAt: NOW + 1, twoFactor: "app", held: true, lockedUntilAt: NOW + 1 }],
  ] as const)("is %s for %j", (status, change) => {
    expect(standingOf({ ...facts, ...change }, NOW)).toBe(status);
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
      fc.property(failed, fc.nat(8_000_000), fc.constantFrom(...METHODS), ({ failures, now }, later, twoFactor) => {
        const { lockedUntilAt, held } = failures;
        const status = standingOf({ deactivatedAt: null, twoFactor, lockedUntilAt, held }, now + later);
        return (status === "locked") === isLocked(failures, now + later);
      }),
    );
  });
});
