import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recogniseCode } from "../../../src/main/core/domain/code-kinds";
import {
  EMERGENCY_HALF_BYTES,
  EMERGENCY_HALF_LENGTH,
  emergencyHalfFrom,
  emergencyHalfProblem,
  shownEmergencyHalf,
} from "../../../src/main/core/domain/emergency-codes";

const bytes = fc.uint8Array({ minLength: EMERGENCY_HALF_BYTES, maxLength: EMERGENCY_HALF_BYTES });

describe("half of the emergency codes", () => {
  test("is twenty characters in five groups, and what is typed of it in any usual way may be one", () => {
    fc.assert(
      fc.property(bytes, (drawn) => {
        const code = emergencyHalfFrom(drawn);
        const shown = shownEmergencyHalf(code);
        expect(code).toHaveLength(EMERGENCY_HALF_LENGTH);
        expect(shown).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
        for (const typed of [code, shown, shown.toLowerCase(), shown.replaceAll("-", " "), code.replaceAll("0", "o")]) {
          expect(emergencyHalfProblem(typed)).toBeUndefined();
        }
      }),
    );
  });

  test("holds at least 80 random bits: other bytes make another half, but for one bit that is left over", () => {
    const halves = Array.from({ length: EMERGENCY_HALF_BYTES * 8 }, (_, bit) => {
      const drawn = new Uint8Array(EMERGENCY_HALF_BYTES);
      drawn[Math.floor(bit / 8)] = 1 << (bit % 8);
      return emergencyHalfFrom(drawn);
    });
    expect(new Set(halves).size).toBeGreaterThanOrEqual(95);
    expect(() => emergencyHalfFrom(new Uint8Array(11))).toThrow();
  });

  test("shows one wrong character, two exchanged ones and a missing one by itself", () => {
    fc.assert(
      fc.property(bytes, fc.nat(EMERGENCY_HALF_LENGTH - 1), fc.nat(30), (drawn, place, step) => {
        const code = emergencyHalfFrom(drawn);
        const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        const other = alphabet.charAt((alphabet.indexOf(code.charAt(place)) + 1 + step) % 32);
        expect(emergencyHalfProblem(code.slice(0, place) + other + code.slice(place + 1))).toBe("mistyped");
        expect(emergencyHalfProblem(code.slice(0, place) + code.slice(place + 1))).toBe("wrong-length");
        const next = code.charAt(place + 1);
        if (next !== "" && next !== code.charAt(place)) {
          const exchanged = code.slice(0, place) + next + code.charAt(place) + code.slice(place + 2);
          expect(emergencyHalfProblem(exchanged)).toBe("mistyped");
        }
      }),
    );
  });

  test("looks like no other code", () => {
    fc.assert(fc.property(bytes, (drawn) => recogniseCode(emergencyHalfFrom(drawn)) === "unknown"));
    expect(emergencyHalfProblem("7K2M-9XQD-4R")).toBe("wrong-length");
    expect(emergencyHalfProblem("")).toBe("wrong-length");
  });
});
