import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkFive,
  codeWithCheck,
  crockford,
  crockfordFives,
  hasRightCheck,
} from "../../../src/main/core/domain/crockford";

const data = fc.array(fc.nat({ max: 31 }), { minLength: 1, maxLength: 30 });
const withCheck = (fives: readonly number[]) => crockford([...fives, checkFive(fives)]);

describe("the alphabet of typed codes", () => {
  it("has 32 characters, none of them I, L, O or U", () => {
    const all = crockford(Array.from({ length: 32 }, (_, five) => five));
    expect(new Set(all).size).toBe(32);
    expect(all).not.toMatch(/[ILOU]/);
    expect(crockfordFives(all)).toEqual(Array.from({ length: 32 }, (_, five) => five));
  });

  it("has no other characters", () => {
    for (const other of ["U", "a", "-", " ", "٣", "😀"]) expect(crockfordFives(`A${other}`)).toBeUndefined();
  });
});

describe("the check character", () => {
  it("fits what it was made for", () => {
    fc.assert(
      fc.property(data, (fives) => {
        expect(hasRightCheck(withCheck(fives))).toBe(true);
      }),
    );
  });

  it("notices every wrong character, wherever it is", () => {
    fc.assert(
      fc.property(data, fc.nat(), fc.integer({ min: 1, max: 31 }), (fives, place, change) => {
        const code = [...fives, checkFive(fives)];
        const at = place % code.length;
        code[at] = ((code[at] ?? 0) + change) % 32;
        expect(hasRightCheck(crockford(code))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("notices any two characters that changed places", () => {
    fc.assert(
      fc.property(data, fc.nat(), fc.nat(), (fives, one, other) => {
        const code = [...fives, checkFive(fives)];
        const [a, b] = [one % code.length, other % code.length];
        fc.pre(code[a] !== code[b]);
        [code[a], code[b]] = [code[b] ?? 0, code[a] ?? 0];
        expect(hasRightCheck(crockford(code))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("is not found in less than two characters, or in others than the alphabet's", () => {
    for (const text of ["", "0", "U0", "!!"]) expect(hasRightCheck(text)).toBe(false);
  });

  it("cannot be given to a code without enough random values", () => {
    expect(() => codeWithCheck([1, 2, 3], 4)).toThrow("more random bytes");
    expect(codeWithCheck([1, 2, 3], 2)).toBe(withCheck([1, 2]));
  });
});
