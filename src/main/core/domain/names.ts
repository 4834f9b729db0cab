import { withoutAnyInvisible, withoutInvisible } from "../../../contract/invisible";

export const NAME_MAX = 300;
/** RFC 5321 §4.5.3.1, with the two brackets of a path taken off; in octets. */
const EMAIL_OCTETS = 254;
const LOCAL_OCTETS = 64;

export type ParsedName =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "refused"; readonly problem: "missing" | "too-long" | "not-a-name" };

export type ParsedEmail =
  | { readonly kind: "email"; readonly email: string; readonly key: string }
  | { readonly kind: "refused"; readonly problem: "missing" | "too-long" | "not-an-email" };

/**
 * A person's or a practice's name as it is kept: NFC, one space where there was any white space, without what cannot be
 * seen (right-to-left text needs no direction marks). Refused: none, more than 300 code points, control characters, no letter or digit.
 */
export function parseName(typed: string): ParsedName {
  const name = withoutInvisible(typed).normalize("NFC").replace(/\s+/g, " ").trim();
  if (name === "") return { kind: "refused", problem: "missing" };
  if (Array.from(name).length > NAME_MAX) return { kind: "refused", problem: "too-long" };
  if (/[\p{Cc}\p{Cs}]/u.test(name) || !/[\p{L}\p{N}]/u.test(name)) return { kind: "refused", problem: "not-a-name" };
  return { kind: "name", name };
}

/**
 * A login e-mail as it is kept, with its key: as it was typed, but for what cannot be seen. Pragmatic: one @, a domain of
 * two labels or more, nothing quoted.
 */
export function parseEmail(typed: string): ParsedEmail {
  const email = withoutAnyInvisible(typed).normalize("NFC").trim();
  if (email === "") return { kind: "refused", problem: "missing" };
  if (octets(email) > EMAIL_OCTETS) return { kind: "refused", problem: "too-long" };
  const [local = "", domain = "", ...more] = email.split("@");
  if (more.length > 0 || !isLocalPart(local) || !isDomain(domain)) return { kind: "refused", problem: "not-an-email" };
  return { kind: "email", email, key: emailKey(email) };
}

/**
 * The key under which an e-mail is unique and found: without case, in one Unicode form, the domain as DNS has it (where
 * "ß" and "ss" are two). Works for whatever was typed, since people type other things into the field.
 */
export function emailKey(typed: string): string {
  const text = withoutAnyInvisible(typed).normalize("NFKC").trim();
  const at = text.lastIndexOf("@");
  if (at === -1) return foldCase(text);
  return `${foldCase(text.slice(0, at))}@${asciiDomain(text.slice(at + 1))}`;
}

function isLocalPart(local: string): boolean {
  const dotAtom = /^[^\s\p{C}"(),.:;<>@[\\\]]+(\.[^\s\p{C}"(),.:;<>@[\\\]]+)*$/u;
  return octets(local) <= LOCAL_OCTETS && dotAtom.test(local);
}

/** Letters, digits and hyphens of any script in two labels or more; the last is not a number, which would be an address. */
function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  const plain = labels.every((label) =>
    /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u.test(label),
  );
  return labels.length > 1 && plain && !/^\p{N}+$/u.test(labels.at(-1) ?? "") && URL.canParse(`http://${domain}`);
}

/** The domain in its ASCII form (UTS 46), or without case where it has none. Some letters have one in lower case alone. */
function asciiDomain(domain: string): string {
  const safe = /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) && URL.canParse(`http://${domain}`);
  if (safe) return new URL(`http://${domain}`).hostname;
  const folded = foldCase(domain);
  return folded === domain ? folded : asciiDomain(folded);
}

/** Full case folding as near as the language has it: through upper case, so that "ß", "ẞ" and "SS" meet. */
function foldCase(text: string): string {
  return text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length;
}
