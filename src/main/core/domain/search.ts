import { asciiDigits } from "../../../contract/digits";
import { withoutAnyInvisible } from "../../../contract/invisible";

/** Letters that Unicode does not take apart, and marks that people type in more than one way. */
const spellings: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  ð: "d",
  đ: "d",
  þ: "th",
  ħ: "h",
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

/**
 * Text as it is searched and sorted: without case, accents and invisible marks, in one spelling. Through upper case, which
 * alone tells that "ß" is "ss", and through lower case before, which tells that "ẞ" is "ß".
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .toUpperCase()
    .normalize("NFKD")
    .replace(/[\p{Mn}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toLowerCase()
    .replace(respelled, (letter) => spellings[letter] ?? letter);
}

/**
 * What is kept of an account to be searched, and to be sorted by: the folded name, then the e-mail as typed and, where
 * that is another, in its one form (a domain's ASCII form included), the phone's digits and the two-factor ID, each on a
 * line of its own. The ID makes it one account's alone.
 */
export function searchTextOf(
  facts: {
    readonly name: string;
    readonly email: string;
    readonly emailKey: string;
    readonly cellPhone: string | null;
  },
  twoFactorId: string,
): string {
  const { name, email, emailKey, cellPhone } = facts;
  const emails = new Set([foldText(email), emailKey]);
  return [foldText(name), ...emails, cellPhone ?? "", twoFactorId].join("\n");
}

/** What is sought in search texts: one of these, all of whose terms must occur. */
export type Search = readonly (readonly string[])[];

/** Enough for any name; what is typed beyond is not looked at. */
const MOST_TERMS = 8;

/** What a person who typed this looks for; nothing typed finds everybody. */
export function readSearch(typed: string): Search {
  const visible = withoutAnyInvisible(typed);
  const terms = foldText(visible)
    .split(/\s+/u)
    .filter((term) => term !== "")
    .slice(0, MOST_TERMS);
  return terms.length === 0
    ? []
    : [
        terms,
        ...numbersOf(visible)
          .filter((digits) => digits !== visible)
          .map((digits) => [digits]),
      ];
}

/**
 * A phone or a two-factor ID in whatever groups, as an address ("tel:"), and with an extension, which nobody's number
 * here has. What is dialed before a number from abroad (00, 011, 0011) or at home (0, also in brackets) is left out by E.164.
 */
function numbersOf(typed: string): string[] {
  const number = asciiDigits(typed)
    .normalize("NFKC")
    .trim()
    .replace(/^(?:tel|sms|callto):(?:\/\/)?/i, "")
    .replace(/[\s.,;]*(?:ext(?:ension|n)?|x|#|[,;]+)[\s.:=]*(?:ext=)?\d{1,7}#?$/i, "")
    .replaceAll("(0)", "");
  if (!/^[\d\s+()./\-\u2010-\u2015\u2212]+$/u.test(number)) return [];
  const digits = number.replace(/\D/gu, "");
  const dialed = digits.replace(/^0+/, "");
  const abroad = digits.replace(/^0+11(?=\d{7})/, "");
  return [...new Set([digits, dialed, abroad])].filter((one) => one !== "");
}
