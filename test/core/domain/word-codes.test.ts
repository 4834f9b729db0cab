import { wordlist } from "@scure/bip39/wordlists/english.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CODE_BITS, letterDistance, parseWords, wordsOf } from "../../../src/main/core/domain/word-codes";

const USE = "sign-off-sheet";
const data = fc.bigInt({ min: 0n, max: (1n << BigInt(CODE_BITS)) - 1n });
const place = fc.nat({ max: 11 });
const word = fc.constantFrom(...wordlist);

const read = (words: readonly string[]) => parseWords(words.join(" "), USE);

describe("a code of twelve words", () => {
  test("gives back what it was made of", () => {
    fc.assert(
      fc.property(data, (made) => {
        expect(read(wordsOf(made, USE))).toEqual({ is: "code", data: made });
      }),
    );
  });

  test("is what it was, in every version of Wardkey", () => {
    expect(wordsOf(0n, USE).join(" ")).toBe(
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon feed",
    );
    expect(wordsOf((1n << 121n) - 1n, USE).slice(0, 11)).toEqual(Array(11).fill("zoo"));
  });

  test.each([-1n, 1n << 121n])("carries 121 bits and no more: not %s", (beyond) => {
    expect(() => wordsOf(beyond, USE)).toThrow("121 bits");
  });

  test("with one other word is no code, and for its place exactly the right word is named among the twelve repairs", () => {
    fc.assert(
      fc.property(data, place, word, (made, at, other) => {
        const words = wordsOf(made, USE);
        fc.pre(words[at] !== other);
        const parsed = read(words.with(at, other));
        const repairs = parsed.is === "mismatch" ? parsed.repairs : [];
        expect(repairs.filter(({ wrong }) => wrong.length === 1)).toHaveLength(12);
        expect(repairs).toContainEqual({
          data: made,
          wrong: [{ place: at + 1, typed: other, perhaps: [words[at]] }],
        });
      }),
    );
  });

  test("with any two words exchanged is no code; of neighbors both are named", () => {
    fc.assert(
      fc.property(data, place, place, (made, one, two) => {
        const words = wordsOf(made, USE);
        const [first = "", second = ""] = [words[one], words[two]];
        fc.pre(first !== second);
        const parsed = read(words.with(one, second).with(two, first));
        expect(parsed.is).toBe("mismatch");
        if (parsed.is !== "mismatch" || two !== one + 1) return;
        expect(parsed.repairs).toContainEqual({
          data: made,
          wrong: [
            { place: one + 1, typed: second, perhaps: [first] },
            { place: two + 1, typed: first, perhaps: [second] },
          ],
        });
      }),
    );
  });
});

describe("what people type", () => {
  const words = wordsOf(123_456_789_012_345_678_901_234_567_890n, USE);
  const whole = { is: "code", data: 123_456_789_012_345_678_901_234_567_890n };

  test.each([
    ["capitals", words.join(" ").toUpperCase()],
    [
      "capitals at the beginning, as phones write them",
      words.map((one) => one[0]?.toUpperCase() + one.slice(1)).join(" "),
    ],
    ["more spaces, tabs and lines", `  ${words.join("  \t\r\n ")}\u00a0\n`],
    ["commas and a full stop", `${words.join(", ")}.`],
    ["semicolons", words.join(";")],
    ["the numbers before the words", words.map((one, at) => `${at + 1}. ${one}`).join("\n")],
    ["numbers without a space", words.map((one, at) => `${at + 1})${one}`).join(" ")],
    ["dashes between them", words.join("-")],
    ["typographic dashes and quotes", words.map((one) => `“${one}”`).join(" – ")],
    [
      "full-width letters",
      words.join(" ").replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    ],
    ["the first four letters of each", words.map((one) => one.slice(0, 4)).join(" ")],
  ])("is read with %s", (_what, typed) => {
    expect(parseWords(typed, USE)).toEqual(whole);
  });

  test.each([
    ["", 0],
    ["1. 2. 3.", 0],
    [words.slice(1).join(" "), 11],
    [[...words, "zoo"].join(" "), 13],
  ])("is counted where it is not twelve words: %j", (typed, count) => {
    expect(parseWords(typed, USE)).toEqual({ is: "wrong-count", count });
  });

  test.each([
    ["accidant", ["accident"]],
    ["abov", undefined],
    ["wierd", ["weird"]],
    ["act0r", ["actor"]],
    ["qqqqqqqqqq", []],
  ])("a word that is not in the list is named with the nearest ones: %s", (typed, nearest) => {
    const parsed = read(words.with(4, typed));
    if (nearest === undefined) return expect(parsed.is).not.toBe("unknown-words");
    if (parsed.is !== "unknown-words") throw new Error(`read as ${parsed.is}`);
    expect(parsed.wrong).toHaveLength(1);
    expect(parsed.wrong[0]).toMatchObject({ place: 5, typed });
    expect(parsed.wrong[0]?.perhaps.slice(0, nearest.length)).toEqual(nearest);
  });

  test("all that are not in the list are named at once", () => {
    expect(read(words.with(0, "hous").with(11, "xyzzy"))).toMatchObject({
      is: "unknown-words",
      wrong: [
        { place: 1, typed: "hous" },
        { place: 12, typed: "xyzzy" },
      ],
    });
  });

  test("whatever it is, is answered", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (typed) => {
        expect(parseWords(typed, USE).is).not.toBe("code");
      }),
    );
  });
});

test("four letters tell every word of the list", () => {
  expect(wordlist).toHaveLength(2048);
  expect(new Set(wordlist.map((one) => one.slice(0, 4))).size).toBe(2048);
});

test.each([
  ["", "", 0],
  ["act", "actor", 2],
  ["weird", "wierd", 1],
  ["zoo", "", 3],
  ["cat", "cut", 1],
])("%j and %j are %i letters apart, either way round", (one, other, distance) => {
  expect(letterDistance(one, other)).toBe(distance);
  expect(letterDistance(other, one)).toBe(distance);
});
