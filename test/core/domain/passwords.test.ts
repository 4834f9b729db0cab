import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextWords, normalisePassword, passwordProblems } from "../../../src/main/core/domain/passwords";

const anna = {
  name: "Anna María O'Neill-Groß",
  email: "a.neill+work@clinic.example",
  practiceName: "Riverside Family Clinic",
};
const good = { ...anna, password: "plover sings at nine", isManager: false, score: 4 };
const problems = (change: Partial<typeof good>) => passwordProblems({ ...good, ...change });

describe("a new password", () => {
  it("of enough characters that nobody guesses is good", () => {
    expect(problems({})).toEqual([]);
  });

  it.each([
    [11, false, ["too-short"]],
    [12, false, []],
    [14, true, ["too-short"]],
    [15, true, []],
    [128, true, []],
    [129, true, ["too-long"]],
    [129, false, ["too-long"]],
  ])("of %i characters, for a manager %o, has problems %o", (length, isManager, expected) => {
    expect(problems({ password: "x".repeat(length), isManager })).toEqual(expected);
  });

  it("is measured in code points of its composed form", () => {
    expect(problems({ password: "😀".repeat(12) })).toEqual([]);
    expect(problems({ password: "😀".repeat(11) })).toEqual(["too-short"]);
    expect(problems({ password: "😀".repeat(128) })).toEqual([]);
    expect(problems({ password: "e\u0301".repeat(11) })).toEqual(["too-short"]);
    expect(problems({ password: "e\u0301".repeat(128) })).toEqual([]);
  });

  it("may be of any characters, spaces at its ends too", () => {
    for (const password of [
      "  spaced out  ",
      "пароль из слов",
      "密码密码密码密码密码密码",
      "\u0000\u0001 control 12",
    ]) {
      expect(problems({ password })).toEqual([]);
    }
    expect(normalisePassword("  a ")).toBe("  a ");
  });

  it.each([
    [0, ["too-guessable"]],
    [2, ["too-guessable"]],
    [3, []],
    [4, []],
    [Number.NaN, ["too-guessable"]],
  ])("with the score %d has problems %o", (score, expected) => {
    expect(problems({ score })).toEqual(expected);
  });

  it.each([
    ["the first name", "my ANNA is 1 of 7", "contains-name"],
    ["a name without its accent", "hola maria 4 ever", "contains-name"],
    ["a name with another accent", "hola mārìá 4 ever", "contains-name"],
    ["a name in full-width letters", "xx ＡＮＮＡ xx 77 yy", "contains-name"],
    ["a part of a double name", "xxneillxx99 ab cd", "contains-name"],
    ["the e-mail's name", "x a.neill+work@clinic.example", "contains-email"],
    ["the e-mail's extra word", "such hard work 99", "contains-email"],
    ["a word of the practice's name", "by the riverside7", "contains-practice"],
  ])("that contains %s is refused", (_, password, problem) => {
    expect(problems({ password })).toContain(problem);
  });

  it("is not refused for pieces of less than four letters", () => {
    const short = { name: "Al Wu", email: "al@x.example", practiceName: "GP 24" };
    expect(problems({ ...short, password: "all walls wuther 24" })).toEqual([]);
    expect(problems({ ...short, name: "Ann Lee", password: "annual sleet 77" })).toEqual([]);
    expect(problems({ ...short, password: "we are alwu's 24 cats" })).toEqual(["contains-name"]);
  });

  it("is not refused for what is empty", () => {
    expect(problems({ name: "", email: "", practiceName: "" })).toEqual([]);
    expect(problems({ name: "", email: "@@@@", practiceName: " " })).toEqual([]);
  });

  it("is told everything that is wrong with it", () => {
    expect(problems({ password: "anna", score: 0 })).toEqual(["too-short", "contains-name", "too-guessable"]);
  });

  it("gets the same answer in every Unicode composition", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 140 }), fc.boolean(), (password, isManager) => {
        const replies = ["NFC", "NFD"].map((form) => problems({ password: password.normalize(form), isManager }));
        expect(replies[0]).toEqual(replies[1]);
        expect(normalisePassword(password.normalize("NFD"))).toBe(normalisePassword(password.normalize("NFC")));
      }),
    );
  });
});

describe("the words that a guesser would try first", () => {
  it("are those of the name, the e-mail and the practice, each once", () => {
    expect(contextWords({ name: "Anna Anna", email: "anna@clinic.example", practiceName: "Clinic" }).sort()).toEqual([
      "anna",
      "anna@clinic.example",
      "annaanna",
      "clinic",
    ]);
  });
});
