import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emailKey } from "../../../src/main/core/domain/names";
import { foldText, readSearch, searchTextOf } from "../../../src/main/core/domain/search";

type Someone = { name?: string; email?: string; cellPhone?: string | null; twoFactorId?: string };

function finds(typed: string, { name = "Marcus Webb", email = "marcus@northside.example", ...rest }: Someone): boolean {
  const facts = { name, email, emailKey: emailKey(email), cellPhone: rest.cellPhone ?? null };
  const text = searchTextOf(facts, rest.twoFactorId ?? "412345678");
  const ways = readSearch(typed);
  return ways.length === 0 || ways.some((terms) => terms.every((term) => text.includes(term)));
}

describe("a search finds", () => {
  test.each<[typed: string, someone: Someone]>([
    ["MARCUS", {}],
    ["webb marc", {}],
    ["  webb\t", {}],
    ["munoz", { name: "José Muñoz" }],
    ["jose\u0301", { name: "José Muñoz" }],
    ["MUÑOZ", { name: "Jose Munoz" }],
    ["strasse", { name: "Anna Straße" }],
    ["lukasz", { name: "Łukasz Øst" }],
    ["ost", { name: "Łukasz Øst" }],
    ["istanbul", { name: "İstanbul" }],
    ["o'brien", { name: "Maeve O’Brien" }],
    ["O’Brien", { name: "Maeve O'Brien" }],
    ["jean-luc", { name: "Jean‑Luc" }],
    ['"doc"', { name: 'Ann "Doc" Lee' }],
    ["שרה", { name: "שרה כהן" }],
    ["كريم", { name: "كَرِيم" }],
    ["ΟΔΥΣΣΕΥΣ", { name: "Οδυσσεύς" }],
    ["ﬁ", { name: "Fiona" }],
    ["northside", {}],
    ["MARCUS@NORTHSIDE.EXAMPLE", {}],
    ["bücher", { email: "a@bücher.example" }],
    ["xn--bcher-kva", { email: "a@bücher.example" }],
    ["(415) 555-2671", { cellPhone: "+14155552671" }],
    ["+1 415 555 2671", { cellPhone: "+14155552671" }],
    ["2671", { cellPhone: "+14155552671" }],
    ["020 7946 0958", { cellPhone: "+442079460958" }],
    ["412 345 678", {}],
    ["345", {}],
    ["", {}],
    ["   ", {}],
  ])("with %j: %j", (typed, someone) => {
    expect(finds(typed, someone)).toBe(true);
  });
});

describe("a search does not find", () => {
  test.each<[typed: string, someone: Someone]>([
    ["%", {}],
    ["_", {}],
    ["marcus%webb", {}],
    ["m_rcus", {}],
    ["marcus price", {}],
    ["*", {}],
    ["555 9999", { cellPhone: "+14155552671" }],
    ["0", { twoFactorId: "123456789" }],
    ["webb' OR '1'='1", {}],
  ])("with %j: %j", (typed, someone) => {
    expect(finds(typed, someone)).toBe(false);
  });
});

test("everybody is found by their own name, in any case and either Unicode form", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), (name) => {
      const spellings = [name, name.normalize("NFD"), name.toUpperCase().toLowerCase()];
      return spellings.every((typed) => finds(typed.split(/\s+/).slice(0, 8).join(" "), { name }));
    }),
  );
});

test("a blank that counts as a letter is nothing, in a name from before names were cleaned as well as in what is typed", () => {
  for (const typed of ["!\uffa0!", "!!"]) expect(finds(typed, { name: "!\uffa0!" })).toBe(true);
});

test("every letter folds once and for good, and its capital and small form to the same", () => {
  const letters = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code));
  const forms = (letter: string) => [foldText(letter), letter.normalize("NFD"), letter.toUpperCase().toLowerCase()];
  expect(letters.filter((letter) => forms(letter).some((form) => foldText(form) !== foldText(letter)))).toEqual([]);
});

test("folding once is folding for good", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => foldText(foldText(text)) === foldText(text)));
});

test("names sort by their letters, not by their accents or case", () => {
  const names = ["Zoë Adams", "ann Lee", "Ánn Lee", "Bo", "Ann"];
  const sorted = names.toSorted((a, b) => (foldText(a) < foldText(b) ? -1 : 1));
  expect(sorted[0]).toBe("Ann");
  expect(sorted.slice(3)).toEqual(["Bo", "Zoë Adams"]);
});

describe("a phone in the search", () => {
  const text = searchTextOf(
    { name: "Uma", email: "uma@x.example", emailKey: "uma@x.example", cellPhone: "+447400123456" },
    "7300512",
  );
  const finds = (typed: string) => readSearch(typed).some((terms) => terms.every((term) => text.includes(term)));

  test.each([
    "+44 (0)7400 123456",
    "011 44 7400 123456",
    "00 44 7400 123456",
    "0011 44 7400 123456",
    "tel:+447400123456",
    "tel:+44-7400-123456;ext=12",
    "+44 7400 123456 x12",
    "+44 7400 123456,,12#",
    "+44\u00a07400\u2011123\u2013456",
    "\u202a+44 7400 123456\u202c",
    "＋４４ ７４００ １２３４５６",
    "07400 123456",
    "7400.123.456",
  ])("is found as %j", (typed) => {
    expect(finds(typed)).toBe(true);
  });

  test.each(["+44 7400 123457", "+44 7400 1234567", "011 1 7400 123456", "x12"])("is not found as %j", (typed) => {
    expect(finds(typed)).toBe(false);
  });

  test.each(["\u200buma@x.example\u202c", "u\u00adma"])("is found by what can be seen of %j", (typed) => {
    expect(finds(typed)).toBe(true);
  });
});
