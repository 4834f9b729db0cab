import { createHash } from "node:crypto";

/** What an entry's hash covers (LEDGER-2). */
export type HashedEntry = {
  readonly prev: string;
  readonly workstation: string;
  readonly seq: number;
  readonly at: number;
  readonly actor: string | null;
  readonly kind: string;
  readonly version: number;
  readonly subject: string | null;
  readonly cause: string | null;
  /** The canonical text of the entry's data, as stored. */
  readonly data: string;
};

/**
 * The one text of a plain JSON value (RFC 8785) whose numbers are safe integers. Throws on everything that JSON would drop,
 * round or change in silence: other numbers, undefined, lone surrogates, and objects that are not plain.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (typeof value === "string") return canonicalString(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalText).join(",")}]`;
  if (isPlainObject(value)) return canonicalObject(value);
  throw new TypeError(`No canonical text for a ${typeof value}.`);
}

/** SHA-256, in lower-case hexadecimal, over the canonical text of [prev, workstation, …, cause, data]. */
export function entryHash(entry: HashedEntry): string {
  const { prev, workstation, seq, at, actor, kind, version, subject, cause, data } = entry;
  const head = canonicalText([prev, workstation, seq, at, actor, kind, version, subject, cause]);
  return createHash("sha256")
    .update(`${head.slice(0, -1)},${data}]`)
    .digest("hex");
}

function canonicalNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`Not a safe integer: ${value}.`);
  return String(value);
}

/** RFC 8785 §3.2.2.2 escapes exactly as JSON.stringify does. */
function canonicalString(value: string): string {
  if (/\p{Cs}/u.test(value)) throw new TypeError("Text with half a surrogate pair has no canonical form.");
  return JSON.stringify(value);
}

/** RFC 8785 §3.2.3: keys by their UTF-16 code units, which is how the language compares strings. */
function canonicalObject(value: Readonly<Record<string, unknown>>): string {
  if (Object.getOwnPropertySymbols(value).length > 0) throw new TypeError("Keys of objects are texts.");
  const members = Object.keys(value)
    .sort()
    .map((key) => `${canonicalString(key)}:${canonicalText(value[key])}`);
  return `{${members.join(",")}}`;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
