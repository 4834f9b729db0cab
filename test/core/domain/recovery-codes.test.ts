import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseCode } from "../../../src/main/core/domain/one-time-codes";
import {
  RECOVERY_CODES_BYTES,
  recoveryCodesFrom,
  shownRecoveryCode,
} from "../../../src/main/core/domain/recovery-codes";

const random = fc.uint8Array({ minLength: RECOVERY_CODES_BYTES, maxLength: RECOVERY_CODES_BYTES });

describe("recovery codes", () => {
  it("are ten, each of sixteen characters without look-alikes", () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const codes = recoveryCodesFrom(bytes);
        expect(codes).toHaveLength(10);
        for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
      }),
    );
  });

  it("are shown in lower case in groups of four, and read back from that", () => {
    fc.assert(
      fc.property(random, (bytes) => {
        for (const code of recoveryCodesFrom(bytes)) {
          const shown = shownRecoveryCode(code);
          expect(shown).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
          expect(normaliseCode(shown)).toBe(code);
        }
      }),
    );
  });

  it("carry 75 random bits each, from bytes of their own", () => {
    const before = recoveryCodesFrom(new Uint8Array(RECOVERY_CODES_BYTES));
    for (let index = 0; index < 10; index++) {
      const seen = new Set<string>();
      for (let bit = 0; bit < 75; bit++) {
        const bytes = new Uint8Array(RECOVERY_CODES_BYTES);
        bytes[index * 10 + (bit >> 3)] = 128 >> (bit & 7);
        const codes = recoveryCodesFrom(bytes);
        seen.add((codes[index] ?? "").slice(0, 15));
        expect(codes.filter((code, place) => code !== before[place])).toEqual([codes[index]]);
      }
      expect(seen.size).toBe(75);
    }
  });

  it("take exactly the random bytes they need", () => {
    expect(() => recoveryCodesFrom(new Uint8Array(RECOVERY_CODES_BYTES - 1))).toThrow("100 bytes");
  });
});
