import { createHash } from "node:crypto";
import type { Head } from "./head-signature";
import { parseWords, type Repair, type WrongWord, wordsOf } from "./word-codes";

/*
 * The newest entry of the audit log on paper (ANCHOR-1): as twelve words to type, and whole in a QR code. The words carry
 * the entry's number, a tag of its workstation, and the beginning of its hash. 86 bits of it are as many as eleven words
 * have room for: nobody finds another entry that fits a sheet that is signed. Whoever writes two histories before either
 * is printed needs about 2^43 tries for two that share them; the QR code, with all 256 bits, withstands that too.
 */

const NUMBER_BITS = 27n;
const TAG_BITS = 8n;
const HASH_BITS = 86n;
const WHOLE_HASH_BITS = 256n;

/** What a sheet says of an entry: its number, and what its workstation and its hash have to agree with. */
export type Anchor = {
  readonly seq: number;
  readonly isOf: (workstation: string) => boolean;
  readonly fits: (hash: string) => boolean;
};

/** The twelve words of a head. Throws beyond 134 million entries of one workstation. */
export function signOffWords({ workstation, seq, hash }: Head): readonly string[] {
  if (BigInt(seq) >> NUMBER_BITS !== 0n) throw new Error("a chain that is longer than a sign-off sheet can say");
  const beginning = beginningOf(hash);
  const numbered = mixed((BigInt(seq) << TAG_BITS) | tagOf(workstation), beginning);
  return wordsOf((numbered << HASH_BITS) | beginning, "sign-off-sheet");
}

/** What the QR code holds: all of the head, readable as it is. */
export function signOffCode({ workstation, seq, hash }: Head): string {
  return `wardkey:head:1:${workstation}:${seq}:${hash}`;
}

const code = /wardkey:head:1:([a-z2-7]{26}):([1-9][0-9]{0,14}):([0-9a-f]{64})/;

/** What somebody typed from a sheet, or what a scanner typed for them. */
export type TypedSheet =
  | { readonly is: "anchor"; readonly anchor: Anchor }
  | { readonly is: "wrong-count"; readonly count: number }
  | { readonly is: "unknown-words"; readonly wrong: readonly WrongWord[] }
  /** The words do not belong together; every anchor that another reading of one word, or two neighbors, would give. */
  | {
      readonly is: "mismatch";
      readonly readings: readonly { readonly anchor: Anchor; readonly wrong: readonly WrongWord[] }[];
    };

export function readSheet(typed: string): TypedSheet {
  const scanned = code.exec(typed.trim().toLowerCase());
  if (scanned !== null) return { is: "anchor", anchor: wholeAnchor(scanned) };
  const words = parseWords(typed, "sign-off-sheet");
  if (words.is === "code") return { is: "anchor", anchor: anchorOf(words.data) };
  if (words.is !== "mismatch") return words;
  const read = ({ data, wrong }: Repair) => ({ anchor: anchorOf(data), wrong });
  return { is: "mismatch", readings: words.repairs.map(read) };
}

function wholeAnchor([, workstation, seq, hash]: readonly string[]): Anchor {
  return { seq: Number(seq), isOf: (one) => one === workstation, fits: (one) => one === hash };
}

function anchorOf(data: bigint): Anchor {
  const hash = data & ((1n << HASH_BITS) - 1n);
  const numbered = mixed(data >> HASH_BITS, hash);
  const tag = numbered & ((1n << TAG_BITS) - 1n);
  return {
    seq: Number(numbered >> TAG_BITS),
    isOf: (workstation) => tagOf(workstation) === tag,
    fits: (one) => beginningOf(one) === hash,
  };
}

/** Number and tag with other bits that follow from the hash; mixed twice, they are what they were. */
function mixed(numbered: bigint, hash: bigint): bigint {
  // Small numbers would all begin with "abandon abandon", which looks like a misprint.
  const digest = createHash("sha256")
    .update(`wardkey/sign-off/${hash.toString(16)}`)
    .digest("hex");
  return numbered ^ (BigInt(`0x${digest}`) >> (WHOLE_HASH_BITS - NUMBER_BITS - TAG_BITS));
}

function tagOf(workstation: string): bigint {
  return BigInt(createHash("sha256").update(workstation).digest()[0] ?? 0);
}

function beginningOf(hash: string): bigint {
  return BigInt(`0x${hash}`) >> (WHOLE_HASH_BITS - HASH_BITS);
}
