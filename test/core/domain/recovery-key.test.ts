import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatRecoveryKey,
  isRecoveryKeyPart,
  parseRecoveryKey,
  RECOVERY_KEY_GROUPS,
  recoveryKeyPart,
} from "../../../src/main/core/domain/recovery-key";

const keys = fc.uint8Array({ minLength: 20, maxLength: 20 });
const places = fc.nat({ max: 39 });
const withoutHyphens = (bytes: Uint8Array) => Array.from(formatRecoveryKey(bytes).replaceAll("-", ""));
const groupsOf = (bytes: Uint8Array) => formatRecoveryKey(bytes).split("-");

describe("the recovery key", () => {
  it("is printed as eight groups of five characters without look-alikes", () => {
    fc.assert(
      fc.property(keys, (bytes) => {
        expect(formatRecoveryKey(bytes)).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/);
      }),
    );
  });

  it("is read back however it was typed", () => {
    fc.assert(
      fc.property(keys, (bytes) => {
        const key = formatRecoveryKey(bytes);
        const lookAlikes = key.replaceAll("0", "o").replaceAll("1", "l");
        const typings = [
          key,
          key.toLowerCase(),
          key.replaceAll("-", ""),
          key.replaceAll("-", " \u2013 "),
          ` ${key}\n`,
          lookAlikes,
        ];
        for (const typed of typings) expect(parseRecoveryKey(typed)).toEqual({ kind: "key", bytes });
      }),
    );
  });

  it("names the group with a wrong character", () => {
    fc.assert(
      fc.property(keys, places, fc.integer({ min: 1, max: 31 }), (bytes, place, change) => {
        const characters = withoutHyphens(bytes);
        const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        characters[place] = alphabet.charAt((alphabet.indexOf(characters[place] ?? "") + change) % 32);
        expect(parseRecoveryKey(characters.join(""))).toEqual({ kind: "mistyped", group: Math.floor(place / 5) + 1 });
      }),
      { numRuns: 500 },
    );
  });

  it("names the group with a character that no key has", () => {
    fc.assert(
      fc.property(keys, places, fc.constantFrom("U", "!", "ß", "³"), (bytes, place, other) => {
        const groups = groupsOf(bytes).map((group) => Array.from(group));
        const group = groups[Math.floor(place / 5)] ?? [];
        group[place % 5] = other;
        const typed = groups.map((characters) => characters.join("")).join("-");
        expect(parseRecoveryKey(typed)).toEqual({ kind: "mistyped", group: Math.floor(place / 5) + 1 });
      }),
    );
  });

  it("names the group that lost a character or got one too many", () => {
    fc.assert(
      fc.property(keys, fc.nat({ max: 7 }), fc.boolean(), (bytes, index, lost) => {
        const groups = groupsOf(bytes);
        groups[index] = lost ? (groups[index] ?? "").slice(1) : `${groups[index]}7`;
        expect(parseRecoveryKey(groups.join("-"))).toEqual({ kind: "mistyped", group: index + 1 });
      }),
    );
  });

  it("names the first of two groups that changed places", () => {
    fc.assert(
      fc.property(keys, fc.nat({ max: 7 }), fc.nat({ max: 7 }), (bytes, a, b) => {
        const groups = groupsOf(bytes);
        fc.pre(a < b);
        [groups[a], groups[b]] = [groups[b] ?? "", groups[a] ?? ""];
        expect(parseRecoveryKey(groups.join(""))).toEqual({ kind: "mistyped", group: a + 1 });
      }),
    );
  });

  it.each(["", "-", "ABCDE", "ABCDE-FGHJK-ABCDE-FGHJK-ABCDE-FGHJK-ABCDE", "A".repeat(46), "-".repeat(500)])(
    "is not read from %o, which has too few or too many groups",
    (typed) => {
      expect(parseRecoveryKey(typed)).toEqual({ kind: "wrong-length" });
    },
  );

  it("never throws at what somebody typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (typed) => {
        expect(parseRecoveryKey(typed).kind).not.toBe("key");
      }),
    );
  });

  it("takes 160 bits", () => {
    expect(() => formatRecoveryKey(new Uint8Array(16))).toThrow("20 bytes");
  });
});

describe("a part of the recovery key, typed back", () => {
  it("is right for its own group alone", () => {
    fc.assert(
      fc.property(keys, (bytes) => {
        const groups = groupsOf(bytes);
        for (let group = 1; group <= RECOVERY_KEY_GROUPS; group++) {
          expect(recoveryKeyPart(bytes, group)).toBe(groups[group - 1]);
          const replies = groups.map((typed) => isRecoveryKeyPart(bytes, group, typed));
          expect(replies).toEqual(groups.map((_, index) => index === group - 1));
        }
      }),
    );
  });

  it("may be typed in lower case, with spaces and look-alikes", () => {
    const bytes = new Uint8Array(20);
    expect(recoveryKeyPart(bytes, 1)).toBe("00000");
    expect(isRecoveryKeyPart(bytes, 1, " oo Oo-0 ")).toBe(true);
    expect(isRecoveryKeyPart(bytes, 1, "")).toBe(false);
    expect(isRecoveryKeyPart(bytes, 1, "0000")).toBe(false);
  });

  it.each([0, 9, -1, 1.5])("cannot be asked of group %d", (group) => {
    expect(() => recoveryKeyPart(new Uint8Array(20), group)).toThrow("no group");
  });
});
