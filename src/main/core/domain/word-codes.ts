import { wordlist } from "@scure/bip39/wordlists/english.js";

/*
 * Codes of twelve words that people read from paper and type: the English list of BIP 39, 2048 words of which no two begin
 * with the same four letters. Eleven words carry 121 bits; the twelfth checks them. It is a sum over GF(2^11) in which
 * every place has a weight of its own, and not a hash: one wrong word and two exchanged ones are found for certain, and for
 * each place there is exactly one word that would make the code whole, which is how a slip of the pen is named.
 */

const CODE_WORDS = 12;
const DATA_WORDS = CODE_WORDS - 1;
const WORD_BITS = 11;
/** How many bits a code carries. */
export const CODE_BITS = DATA_WORDS * WORD_BITS;

/** What a code is for: words of one use are no code of another. */
export type CodeUse = "sign-off-sheet";

/** Added to the check word, so that twelve words for something else do not pass by chance. */
const useNumbers: Readonly<Record<CodeUse, number>> = { "sign-off-sheet": 0x2a5 };

/** One typed word that is not right: at which place (from 1), and which words it may be, the nearest first. */
export type WrongWord = { readonly place: number; readonly typed: string; readonly perhaps: readonly string[] };

export type ParsedWords =
  | { readonly is: "code"; readonly data: bigint }
  | { readonly is: "wrong-count"; readonly count: number }
  /** Words that are not in the list. */
  | { readonly is: "unknown-words"; readonly wrong: readonly WrongWord[] }
  /** All are in the list, and do not belong together: for each place the one word that would mend it. */
  | { readonly is: "mismatch"; readonly repairs: readonly Repair[] };

/** Another reading of what was typed, in which one word is another one, or two neighbors have changed places. */
export type Repair = { readonly wrong: readonly WrongWord[]; readonly data: bigint };

/** The twelve words of `data`, a number of at most 121 bits. */
export function wordsOf(data: bigint, use: CodeUse): readonly string[] {
  if (data < 0n || data >> BigInt(CODE_BITS) !== 0n) throw new Error(`A code of words carries ${CODE_BITS} bits.`);
  const numbers = Array.from({ length: DATA_WORDS }, (_, at) =>
    Number((data >> BigInt(WORD_BITS * (DATA_WORDS - 1 - at))) & 0x7ffn),
  );
  return [...numbers, checkNumber(numbers, use)].map(wordAt);
}

/**
 * Reads words as people type them: capitals, the numbers before the words, commas and line breaks do not matter, and the
 * first four letters are as good as a word.
 */
export function parseWords(typed: string, use: CodeUse): ParsedWords {
  const words = typedWords(typed);
  if (words.length !== CODE_WORDS) return { is: "wrong-count", count: words.length };
  const numbers = words.map(numberOf);
  const wrong = words.flatMap((word, at) =>
    numbers[at] === undefined ? [{ place: at + 1, typed: word, perhaps: nearestTo(word) }] : [],
  );
  if (wrong.length > 0) return { is: "unknown-words", wrong };
  const known = numbers.flatMap((number) => number ?? []);
  if (isWhole(known, use)) return { is: "code", data: dataOf(known) };
  return { is: "mismatch", repairs: [...exchanges(known, use), ...replacements(known, use)] };
}

/**
 * How many letters have to be put in, left out, or be other ones, or neighbors change places, to make one word of the other.
 */
export function letterDistance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const distance = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    rows.push(next);
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isExchanged = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          distance(row - 1, column) + 1,
          distance(row, column - 1) + 1,
          distance(row - 1, column - 1) + (isSame ? 0 : 1),
          isExchanged ? distance(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return distance(one.length, other.length);
}

/** What stands before and after the letters of a word goes; a slip within a word stays, and is named. */
function typedWords(typed: string): readonly string[] {
  return typed
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s,;\p{Dash_Punctuation}]+/u)
    .map((word) => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ""))
    .filter((word) => word !== "");
}

const DISTINCT_LETTERS = 4;
const byWord = new Map<string, number>();

/** undefined for what is no word of the list. */
function numberOf(word: string): number | undefined {
  if (byWord.size === 0) {
    for (const [number, known] of wordlist.entries()) {
      byWord.set(known, number).set(known.slice(0, DISTINCT_LETTERS), number);
    }
  }
  return byWord.get(word);
}

function wordAt(number: number): string {
  return wordlist[number] ?? "";
}

const SUGGESTED = 3;
const NEAR = 2;

function nearestTo(word: string): readonly string[] {
  return wordlist
    .map((known) => ({ known, distance: letterDistance(word, known) }))
    .filter(({ distance }) => distance <= NEAR)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, SUGGESTED)
    .map(({ known }) => known);
}

function dataOf(numbers: readonly number[]): bigint {
  return numbers.slice(0, DATA_WORDS).reduce((data, number) => (data << BigInt(WORD_BITS)) | BigInt(number), 0n);
}

function isWhole(numbers: readonly number[], use: CodeUse): boolean {
  return residue(numbers, use) === 0;
}

function checkNumber(numbers: readonly number[], use: CodeUse): number {
  return residue([...numbers, 0], use);
}

/** Zero for a whole code. The check word's weight is 1. */
function residue(numbers: readonly number[], use: CodeUse): number {
  return numbers.reduce((sum, number, at) => sum ^ times(number, weightOf(at)), useNumbers[use]);
}

/** Every place with the one word that would make the code whole. */
function replacements(numbers: readonly number[], use: CodeUse): readonly Repair[] {
  const off = residue(numbers, use);
  return numbers.map((number, at) => repaired(numbers, [[at, number ^ times(off, inverseWeightOf(at))]]));
}

function exchanges(numbers: readonly number[], use: CodeUse): readonly Repair[] {
  return numbers.flatMap((number, at) => {
    const next = numbers[at + 1];
    if (next === undefined || next === number) return [];
    const exchanged = numbers.with(at, next).with(at + 1, number);
    return isWhole(exchanged, use)
      ? [
          repaired(numbers, [
            [at, next],
            [at + 1, number],
          ]),
        ]
      : [];
  });
}

function repaired(numbers: readonly number[], changes: readonly (readonly [number, number])[]): Repair {
  const right = changes.reduce((all, [at, number]) => all.with(at, number), [...numbers]);
  const wrong = changes.map(([at, number]) => ({
    place: at + 1,
    typed: wordAt(numbers[at] ?? 0),
    perhaps: [wordAt(number)],
  }));
  return { wrong, data: dataOf(right) };
}

/* GF(2^11) by x^11 + x^2 + 1, in which x is primitive: the weights x, x^2 ... are all different. */

const FIELD = 0x805;
const FIELD_SIZE = 1 << WORD_BITS;

function times(one: number, other: number): number {
  let product = 0;
  for (let left = one, right = other; right > 0; right >>= 1) {
    if ((right & 1) === 1) product ^= left;
    left <<= 1;
    if (left >= FIELD_SIZE) left ^= FIELD;
  }
  return product;
}

function powerOf(exponent: number): number {
  let power = 1;
  for (let left = exponent; left > 0; left--) power = times(power, 2);
  return power;
}

/** The weight of a place (from 0): x^11 of the first, 1 of the check word. */
function weightOf(at: number): number {
  return powerOf(DATA_WORDS - at);
}

function inverseWeightOf(at: number): number {
  return powerOf((FIELD_SIZE - 1 - (DATA_WORDS - at)) % (FIELD_SIZE - 1));
}
