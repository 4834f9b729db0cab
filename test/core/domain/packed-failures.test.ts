import fc from "fast-check";
import { expect, test } from "vitest";
import { type Failures, noFailures } from "../../../src/main/core/domain/lockout";
import { findPacked, KEY_BYTES, withPacked } from "../../../src/main/core/domain/packed-failures";
import { afterFailure, afterRecoveryFailure } from "../../support/failures";

const EMPTY: Buffer = Buffer.alloc(0);
const MINUTE = 60_000;
const key = (number: number) => {
  const bytes = Buffer.alloc(KEY_BYTES);
  bytes.writeUInt32BE(number);
  return bytes;
};

type Guess = { readonly of: number; readonly how: "password" | "after-password" | "recovery"; readonly waitMs: number };

/** `waitMs`: also into the middle of locks, and beyond them. */
const guess: fc.Arbitrary<Guess> = fc.record({
  of: fc.integer({ min: 0, max: 3 }),
  how: fc.constantFrom("password", "password", "after-password", "recovery"),
  waitMs: fc.constantFrom(0, 1, MINUTE, 61 * MINUTE),
});

function after(failures: Failures, how: Guess["how"], now: number): Failures {
  if (how === "recovery") return afterRecoveryFailure(failures, now);
  return afterFailure(failures, { afterPassword: how === "after-password", now });
}

test("what is counted under a few keys is found again as it was, whatever is guessed in whatever order", () => {
  const property = fc.property(fc.array(guess, { maxLength: 150 }), (guesses) => {
    const counted = new Map<number, Failures>();
    let [bucket, now] = [EMPTY, Date.UTC(2026, 10, 2)];
    for (const { of, how, waitMs } of guesses) {
      now += waitMs;
      const failures = after(findPacked(bucket, key(of)) ?? noFailures, how, now);
      expect(failures).toEqual(after(counted.get(of) ?? noFailures, how, now));
      counted.set(of, failures);
      bucket = withPacked(bucket, key(of), failures);
    }
    for (const [of, failures] of counted) expect(findPacked(bucket, key(of))).toEqual(failures);
  });
  fc.assert(property, { numRuns: 300 });
});

test("a bucket grows to eight kibibytes; then what was not guessed at for longest goes first", () => {
  const once = afterFailure(noFailures, { afterPassword: false, now: 0 });
  let bucket = withPacked(withPacked(EMPTY, key(1), once), key(2), once);
  for (let number = 3; bucket.length <= 8192 - 5; number++) bucket = withPacked(bucket, key(number), once);
  bucket = withPacked(bucket, key(1), afterFailure(once, { afterPassword: false, now: 0 }));
  bucket = withPacked(bucket, key(0), once);
  expect(bucket.length).toBeLessThanOrEqual(8192);
  expect(findPacked(bucket, key(2))).toBeUndefined();
  expect(findPacked(bucket, key(1))?.count).toBe(2);
  expect(findPacked(bucket, key(3))?.count).toBe(1);
});
