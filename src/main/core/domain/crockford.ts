/**
 * Codes that people read off paper and type: Crockford's base 32, which leaves out I, L, O and U, with a check
 * character of our own (TOKEN-13).
 */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** x^5 + x^2 + 1, primitive: multiplying by x runs through all 31 values other than zero. */
const POLYNOMIAL = 0b100101;

/** The characters of 5-bit values. */
export function crockford(fives: readonly number[]): string {
  return fives.map((five) => ALPHABET.charAt(five)).join("");
}

/** The 5-bit values of normalized characters; undefined where one is not of the alphabet. */
export function crockfordFives(normalised: string): number[] | undefined {
  const fives = Array.from(normalised, (character) => ALPHABET.indexOf(character));
  return fives.includes(-1) ? undefined : fives;
}

/**
 * The check value of up to 30 values: a weighted sum in GF(32), each place with its own weight, so that one wrong
 * character and any two exchanged ones (the check character included) are always noticed, anything else 31 times in 32.
 */
export function checkFive(fives: readonly number[]): number {
  return timesX(fives.reduce((sum, five) => timesX(sum) ^ five, 0));
}

/** Whether the last of the normalized characters is the check character of those before it. */
export function hasRightCheck(normalised: string): boolean {
  const fives = crockfordFives(normalised);
  return fives !== undefined && fives.length > 1 && checkFive(fives.slice(0, -1)) === fives.at(-1);
}

/** The first `count` 5-bit values followed by their check character. */
export function codeWithCheck(fives: readonly number[], count: number): string {
  if (fives.length < count) throw new Error(`A code of ${count} characters takes more random bytes.`);
  const data = fives.slice(0, count);
  return crockford([...data, checkFive(data)]);
}

function timesX(value: number): number {
  const doubled = value << 1;
  return doubled > 31 ? doubled ^ POLYNOMIAL : doubled;
}
