import { asciiDigits } from "../../contract/digits";

/** What of `typed` belongs to a code: digits of any script as ASCII, letters in capitals, nothing else. */
export function cleanCode(typed: string, alphabet: "digits" | "letters-and-digits"): string {
  const plain = asciiDigits(typed).normalize("NFKC").toUpperCase();
  return plain.replace(alphabet === "digits" ? /[^0-9]/g : /[^0-9A-Z]/g, "");
}

/** ABCD-EFGH for ABCDEFGH in groups of four. */
export function groupCode(code: string, size: number | undefined): string {
  if (size === undefined) return code;
  return code.match(new RegExp(`.{1,${size}}`, "g"))?.join("-") ?? "";
}

/** Where the caret belongs in grouped text, when `count` characters of the code stand before it. */
export function caretInGroups(count: number, size: number | undefined): number {
  if (size === undefined || count === 0) return count;
  return count + Math.floor((count - 1) / size);
}
