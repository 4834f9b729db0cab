import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText, entryHash, type HashedEntry } from "../../../src/main/core/domain/canonical";

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: "binary" }),
    fc.array(tie("value")),
    fc.dictionary(fc.string({ unit: "binary" }), tie("value")),
  ),
})).value;

describe("canonical text", () => {
  it("sorts keys by their UTF-16 code units, as in RFC 8785 §3.2.3", () => {
    const value = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect(canonicalText(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it("escapes only what RFC 8785 §3.2.2.2 does", () => {
    expect(canonicalText('\u20ac$\u000f\u000aA\'B"\\\\"/\u007f\u2028')).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"',
    );
  });

  it.each([
    [[], "[]"],
    [{}, "{}"],
    [[null, true, false, 0, -1, ""], '[null,true,false,0,-1,""]'],
    [-0, "0"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [{ b: [{ d: 1, c: 2 }], a: null }, '{"a":null,"b":[{"c":2,"d":1}]}'],
    [JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
    [Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
  ])("of %o is %s", (value, text) => {
    expect(canonicalText(value)).toBe(text);
  });

  it.each([
    ["a fraction", 0.5],
    ["a number beyond the safe ones", 2 ** 53],
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["undefined", undefined],
    ["a key without a value", { a: undefined }],
    ["a hole", new Array(1)],
    ["a big integer", 1n],
    ["a function", () => 1],
    ["a symbol", Symbol("a")],
    ["a key that is a symbol", { [Symbol("a")]: 1 }],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["bytes", new Uint8Array(2)],
    ["half a surrogate pair", "\ud800"],
    ["half a surrogate pair as a key", { "\udc00": 1 }],
    ["something deep inside", [{ a: [{ b: 1.5 }] }]],
  ])("does not exist for %s", (_, value) => {
    expect(() => canonicalText(value)).toThrow(TypeError);
  });

  it("is JSON that means the same, and the same whatever the order of keys", () => {
    fc.assert(
      fc.property(plain, (value) => {
        const text = canonicalText(value);
        expect(canonicalText(JSON.parse(text))).toBe(text);
        expect(canonicalText(turned(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("the hash of an entry", () => {
  const entry: HashedEntry = {
    prev: "00",
    workstation: "abc",
    seq: 7,
    at: 1_900_000_000_000,
    actor: null,
    kind: "account-unlocked",
    version: 1,
    subject: "anna",
    cause: null,
    data: '{"reason":"call \\"back\\""}',
  };

  it("is SHA-256 over the canonical text of its list", () => {
    const list = [
      "00",
      "abc",
      7,
      1_900_000_000_000,
      null,
      "account-unlocked",
      1,
      "anna",
      null,
      { reason: 'call "back"' },
    ];
    const expected = createHash("sha256").update(canonicalText(list), "utf8").digest("hex");
    expect(entryHash(entry)).toBe(expected);
    expect(entryHash(entry)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is another one when any part of the entry is", () => {
    const changes: Partial<HashedEntry>[] = [
      { prev: "01" },
      { workstation: "abd" },
      { seq: 8 },
      { at: 1 },
      { actor: "bert" },
      { kind: "account-locked" },
      { version: 2 },
      { subject: null },
      { cause: "x" },
      { data: "{}" },
    ];
    expect(changes.flatMap(Object.keys).sort()).toEqual(Object.keys(entry).sort());
    const hashes = changes.map((change) => entryHash({ ...entry, ...change }));
    expect(new Set([entryHash(entry), ...hashes]).size).toBe(changes.length + 1);
  });

  it("never takes one part for another", () => {
    expect(entryHash({ ...entry, subject: "a", cause: null })).not.toBe(
      entryHash({ ...entry, subject: null, cause: "a" }),
    );
    expect(entryHash({ ...entry, prev: '0","1' })).not.toBe(entryHash({ ...entry, prev: "0", workstation: '1","abc' }));
  });
});

/** A value with its keys in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, turned(each)]),
  );
}
