import fc from "fast-check";
import { expect, test } from "vitest";
import { nextAttemptAt, nextDeferrableAt, REMINDER_LIFETIME_MS } from "../../../src/main/core/domain/delivery-retry";

const NOW = Date.UTC(2026, 0, 5, 9, 0);
const MINUTE = 60_000;

test("the pause begins at five seconds, doubles, and never exceeds five minutes", () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 40].map(
    (attempts) => (nextAttemptAt(attempts, NOW, NOW + 60 * MINUTE) ?? 0) - NOW,
  );
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * 1000));
});

test("nothing is tried at or after the moment the token expires", () => {
  expect(nextAttemptAt(1, NOW, NOW + 5_001)).toBe(NOW + 5_000);
  expect(nextAttemptAt(1, NOW, NOW + 5_000)).toBeUndefined();
  expect(nextAttemptAt(1, NOW, NOW - 1)).toBeUndefined();
});

test("a token that never expires is given up after twelve tries", () => {
  expect(nextAttemptAt(11, NOW, null)).toBe(NOW + 5 * MINUTE);
  expect(nextAttemptAt(12, NOW, null)).toBeUndefined();
});

test("the next try always lies ahead, before the token's end, and the tries come to an end", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 24 * 60 }), (lifetimeMinutes) => {
      const expiresAt = NOW + lifetimeMinutes * MINUTE;
      let now = NOW;
      for (let attempts = 1; attempts < 400; attempts++) {
        const next = nextAttemptAt(attempts, now, expiresAt);
        if (next === undefined) return true;
        if (next <= now || next >= expiresAt) return false;
        now = next;
      }
      return false;
    }),
  );
});

test("a reminder's pauses begin at a minute, double, and never exceed an hour", () => {
  const end = NOW + REMINDER_LIFETIME_MS;
  const pauses = [1, 2, 3, 6, 7, 8, 40].map((attempts) => (nextDeferrableAt(attempts, NOW, end) ?? 0) - NOW);
  expect(pauses).toEqual([1, 2, 4, 32, 60, 60, 60].map((minutes) => minutes * MINUTE));
});

test("a reminder is given up when it is a day old, after less than thirty tries", () => {
  const end = NOW + REMINDER_LIFETIME_MS;
  let now = NOW;
  let attempts = 0;
  for (let next: number | undefined = NOW; next !== undefined; next = nextDeferrableAt(attempts, now, end)) {
    now = next;
    attempts += 1;
  }
  expect(now).toBeGreaterThan(end - 60 * MINUTE - 1);
  expect(now).toBeLessThan(end);
  expect(attempts).toBeLessThan(30);
});
