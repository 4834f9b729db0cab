import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/mobile";
import { z } from "zod";
import { asciiDigits } from "./digits";
import { withoutAnyInvisible, withoutInvisible } from "./invisible";
import type { FieldProblem } from "./refusals";
import { ACCOUNT_TYPES, DIGITS, PASSWORD_MAX } from "./vocabulary";

/** The fields that inputs are made of. Every issue's message is a `FieldProblem`, so that each place can word it. */

export const problem = (code: FieldProblem) => ({ error: code });

/** Text that a person typed: NFC, trimmed, without what cannot be seen, no control characters. */
export const words = (max: number) =>
  z
    .string(problem("missing"))
    .max(max * 4, problem("too-long"))
    .transform((typed) => withoutInvisible(typed).normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, problem("missing"))
        .refine((text) => [...text].length <= max, problem("too-long"))
        .refine((text) => !/\p{Cc}|\p{Cs}|[\u2028\u2029]/u.test(text), problem("not-a-name")),
    );
export const optionalWords = (max: number) =>
  z.union([z.null(), z.literal("").transform(() => null), words(max)], problem("invalid"));

export const personName = words(300);
export const emailAddress = z
  .string(problem("missing"))
  .max(1000, problem("too-long"))
  .transform((typed) => withoutAnyInvisible(typed).normalize("NFC").trim())
  .pipe(
    z
      .string()
      .min(1, problem("missing"))
      .max(254, problem("too-long"))
      .regex(/^[^\s@\p{C}"(),:;<>[\\\]]+@[^\s@\p{C}.]+(?:\.[^\s@\p{C}.]+)+$/u, problem("not-an-email")),
  );

/** A cell phone in any usual spelling, kept as E.164; national spellings are read for `region` (ISO 3166). */
export function toE164(typed: string, region: string): string | null {
  const number = readNumber(typed, region);
  return number !== undefined && isCellPhone(number) ? number.number : null;
}

/** A number as E.164, whether or not it can be a cell phone; what is no number as it was typed. For `phone` to judge. */
export function phoneAsTyped(typed: string, region: string): string {
  return readNumber(typed, region)?.number ?? typed;
}

/** A number of a length that its country has; never one with an extension, which texts would lose. */
function readNumber(typed: string, region: string): PhoneNumber | undefined {
  const number = parseNumber(typed, region);
  return number?.isPossible() === true && number.ext === undefined ? number : undefined;
}

function parseNumber(typed: string, region: string): PhoneNumber | undefined {
  const country: CountryCode | undefined = isSupportedCountry(region) ? region : undefined;
  return parsePhoneNumberFromString(
    asciiDigits(withoutAnyInvisible(typed)),
    country === undefined ? {} : { defaultCountry: country },
  );
}

/** Whether "x123", ",,12#" or the like follows the number, wherever it is from. */
function hasExtension(typed: string): boolean {
  return parseNumber(typed.slice(0, 60), "US")?.ext !== undefined;
}

/**
 * What the list of the world's numbers knows as a cell phone, and in North America what has the form of one: new area
 * codes come there every year, and a list is older than they are.
 */
function isCellPhone(number: PhoneNumber): boolean {
  return number.isValid() || (number.countryCallingCode === "1" && NORTH_AMERICAN.test(number.nationalNumber));
}

/** Area codes of places: no 37x, 96x or x9x, which are kept back, and no x00 or x11, whose last digits are the same. */
const NORTH_AMERICAN = /^(?!37|96)[2-9](?!9)(\d)(?!\1)\d(?!\d11)[2-9]\d{6}$/;

/** A phone as the region writes it: national at home, with its country code from elsewhere. */
export function formatPhone(e164: string, region: string): string {
  const number = parsePhoneNumberFromString(e164);
  if (number === undefined) return e164;
  return number.country === region ? number.formatNational() : number.formatInternational();
}

function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text) && readNumber(text, "")?.number === text;
}

/** The window turns what was typed into E.164 (it knows the region); main accepts nothing else. */
export const phone = z
  .string(problem("missing"))
  .refine((text) => !hasExtension(text), { ...problem("phone-extension"), abort: true })
  .refine(isE164, { ...problem("not-a-phone-number"), abort: true })
  .refine((text) => toE164(text, "") === text, problem("not-a-cell-phone"));
export const optionalPhone = phone.nullable();

export const password = z
  .string(problem("missing"))
  .min(1, problem("missing"))
  .max(PASSWORD_MAX * 4, problem("too-long"));
/** Typed codes arrive as they were typed; the rules decide, and a wrong one counts. */
export const typedCode = z.string(problem("missing")).min(1, problem("missing")).max(120, problem("too-long"));
export const reason = words(300);
/** 128 random bits in lower-case base32, as accounts and approvals have them. */
export const id = z.string(problem("invalid")).regex(/^[a-z2-7]{26}$/, problem("invalid"));
export const timeZone = z.string(problem("missing")).max(64).refine(isTimeZone, problem("not-a-time-zone"));
export const region = z.string(problem("missing")).refine((code) => isSupportedCountry(code), problem("not-a-region"));
export const minutes = z.union(
  [z.literal("never"), z.int().min(1, problem("out-of-range")).max(60, problem("out-of-range"))],
  problem("out-of-range"),
);
export const digits = z.union(
  DIGITS.map((n) => z.literal(n)),
  problem("out-of-range"),
);

/** An IANA name; offsets such as +02:00, which newer engines accept too, know no summer time. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** Own password and, where two-factor is on, a token: goes with every act whose row says "every-time". */
export const proof = z.strictObject({ password, token: z.union([z.null(), typedCode]) });
export const nothing = z.strictObject({});
export const act = { account: id, reason, proof };
export const person = {
  name: personName,
  email: emailAddress,
  cellPhone: optionalPhone,
  accountType: z.enum(ACCOUNT_TYPES, problem("missing")),
};
export const time = z.int().min(0).max(8_640_000_000_000_000);
/** A day of the calendar, YYYY-MM-DD; whether it can be is for the rules. */
export const day = z
  .string(problem("missing"))
  .min(1, problem("missing"))
  .regex(/^\d{4}-\d{2}-\d{2}$/, problem("not-a-date"))
  .refine(
    (text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
    problem("not-a-date"),
  );
/** A whole number within bounds, both included. */
export const wholeNumber = (min: number, max: number) =>
  z.int(problem("not-a-number")).min(min, problem("out-of-range")).max(max, problem("out-of-range"));
export const paperSize = z.enum(["A4", "Letter"]);

/** E-mail, password and token of somebody who is not signed in. */
export const signingIn = z.strictObject({
  email: z.string().min(1, problem("missing")).max(1000, problem("too-long")),
  password,
  token: typedCode,
});

export const typedEmail = z.string(problem("missing")).min(1, problem("missing")).max(1000, problem("too-long"));

/** How a helper made sure who asks, by themselves. `reference`: what was looked at ("Staff badge 4471"). */
export const bySeeing = [
  z.strictObject({ kind: z.literal("call-back") }),
  z.strictObject({ kind: z.literal("photo-id"), reference: words(120) }),
] as const;

/** Where a change makes somebody another person, as far as others can see. */
export const seenIdentity = z.discriminatedUnion("kind", [...bySeeing], problem("missing"));
