/** Characters (UTF-16 units) of a detail. */
export const MAX_DETAIL = 200;
/**
 * Five digits or more of any script, also when spaced, dotted, bracketed or quoted one by one: tokens have six at least.
 * Four are a limit or a year, and the end of a phone number is shown elsewhere too.
 */
const DIGIT_RUN = /\+?\p{Nd}(?:[\s\p{P}\p{S}]{0,3}\p{Nd}){4,}/gu;

/** A gateway's own words made fit to keep (MESSAGE-6): a line of at most 200 characters without numbers or `secrets`. */
export function cleanDetail(words: string, secrets: readonly string[]): string {
  let line = words.slice(0, 4000).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ");
  for (const secret of secrets) if (secret !== "") line = line.replaceAll(secret, "…");
  return shorten(line.replace(DIGIT_RUN, "…").trim(), MAX_DETAIL);
}

/** The first characters of a line, at most `longest` UTF-16 units, never half of one. */
export function shorten(line: string, longest: number): string {
  if (line.length <= longest) return line;
  return `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
