/** Letters that Unicode does not take apart, and marks that people type in more than one way. */
const spellings: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ð: "d",
  đ: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ł: "l",
  ς: "σ",
  "‘": "'",
  "’": "'",
  ʼ: "'",
  "‐": "-",
  "‑": "-",
  "–": "-",
};
const respelled = new RegExp(`[${Object.keys(spellings).join("")}]`, "gu");

/** Text as it is searched and sorted: without case, accents and invisible marks, in one spelling. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{Mn}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(respelled, (letter) => spellings[letter] ?? letter);
}

/**
 * What is kept of an account to be searched, and to be sorted by: the folded name, then the e-mail as typed and in its
 * one form (a domain's ASCII form included), each on a line of its own.
 */
export function searchTextOf(facts: { readonly name: string; readonly email: string; readonly emailKey: string }): string {
  return [foldText(facts.name), foldText(facts.email), facts.emailKey].join("\n");
}

export type Search = {
  /** All of them must occur in an account's search text. */
  readonly terms: readonly string[];
  /** Digits of a phone or a two-factor ID, where nothing else was typed; the second form without a trunk prefix's zeros. */
  readonly digits: { readonly typed: string; readonly withoutZeros: string } | null;
};

/** Enough for any name; what is typed beyond is not looked at. */
const MOST_TERMS = 8;

/** What a person who typed this looks for. */
export function readSearch(typed: string): Search {
  const terms = foldText(typed)
    .split(/\s+/u)
    .filter((term) => term !== "")
    .slice(0, MOST_TERMS);
  return { terms, digits: readDigits(typed) };
}

function readDigits(typed: string): Search["digits"] {
  if (!/^[\d\s+().\/\-\u2010-\u2013\u00a0]+$/u.test(typed)) return null;
  const digits = typed.replace(/\D/gu, "");
  if (digits === "") return null;
  const withoutZeros = digits.replace(/^0+/, "");
  return { typed: digits, withoutZeros: withoutZeros === "" ? digits : withoutZeros };
}
