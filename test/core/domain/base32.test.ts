import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base32, base32Bytes, fromFives, idFrom, inFours, toFives } from "../../../src/main/core/domain/base32";

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("base32", () => {
  it.each([
    ["", ""],
    ["f", "MY"],
    ["fo", "MZXQ"],
    ["foo", "MZXW6"],
    ["foob", "MZXW6YQ"],
    ["fooba", "MZXW6YTB"],
    ["foobar", "MZXW6YTBOI"],
  ])("writes %o as RFC 4648 §10 does, without padding", (plain, encoded) => {
    expect(base32(bytesOf(plain))).toBe(encoded);
    expect(base32Bytes(encoded)).toEqual(bytesOf(plain));
  });

  it("writes the RFC 6238 secret as authenticator apps know it", () => {
    expect(base32(bytesOf("12345678901234567890"))).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  });

  it("reads back what it wrote, in either case, in groups and with padding", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = base32(bytes);
        expect(base32Bytes(text)).toEqual(bytes);
        expect(base32Bytes(inFours(text).toLowerCase())).toEqual(bytes);
        expect(base32Bytes(text.padEnd(Math.ceil(text.length / 8) * 8, "="))).toEqual(bytes);
      }),
    );
  });

  it("reads nothing that it would write differently", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z2-7]{0,20}$/), (text) => {
        const bytes = base32Bytes(text);
        if (bytes !== undefined) expect(base32(bytes)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(["A", "AB1C", "MZ", "MZXW6Y", "MZXW6YTBO", "ÄÄ", "MY======Q", "MY=======", "\u017f\u017f"])(
    "refuses %o",
    (text) => {
      expect(base32Bytes(text)).toBeUndefined();
    },
  );
});

describe("5-bit values", () => {
  it("hold the same bits", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const fives = toFives(bytes);
        expect(fives.every((five) => five >= 0 && five < 32)).toBe(true);
        expect(fives.length).toBe(Math.ceil((bytes.length * 8) / 5));
        expect(fromFives(fives)).toEqual(bytes);
      }),
    );
  });
});

describe("an id", () => {
  it("is 128 bits in 26 lower-case characters", () => {
    expect(idFrom(new Uint8Array(16).fill(255))).toBe(`${"7".repeat(25)}4`);
    expect(idFrom(Uint8Array.from({ length: 16 }, (_, i) => i))).toMatch(/^[a-z2-7]{26}$/);
  });

  it("takes 16 bytes, no more and no fewer", () => {
    expect(() => idFrom(new Uint8Array(15))).toThrow("16 bytes");
    expect(() => idFrom(new Uint8Array(17))).toThrow("16 bytes");
  });
});

describe("groups of four", () => {
  it.each([
    ["", ""],
    ["ABCD", "ABCD"],
    ["ABCDE", "ABCD E"],
    ["ABCDEFGH", "ABCD EFGH"],
  ])("of %o are %o", (text, grouped) => {
    expect(inFours(text)).toBe(grouped);
  });
});
