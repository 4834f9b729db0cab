import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/mobile";
import { z } from "zod";
import type { FieldProblem } from "./refusals";
import { CHANNELS, DIGITS, KINDS, PASSWORD_MAX, ROLES, STATUSES } from "./words";

/**
 * One schema per method: forms in the window and the bridge in main read the same one. Every issue's message is a
 * `FieldProblem`, so that each place can word it. Unknown keys are refused.
 */

const problem = (code: FieldProblem) => ({ error: code });

/** Text that a person typed: NFC, trimmed, no control characters. */
const words = (max: number) =>
  z
    .string(problem("missing"))
    .max(max * 4, problem("too-long"))
    .transform((typed) => typed.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, problem("missing"))
        .refine((text) => [...text].length <= max, problem("too-long"))
        .refine((text) => !/\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069\u2028\u2029]/u.test(text), problem("not-a-name")),
    );
const optionalWords = (max: number) =>
  z.union([z.null(), z.literal("").transform(() => null), words(max)], problem("invalid"));

const personName = words(300);
const emailAddress = z
  .string(problem("missing"))
  .max(1000, problem("too-long"))
  .transform((typed) => typed.normalize("NFC").trim())
  .pipe(
    z
      .string()
      .min(1, problem("missing"))
      .max(254, problem("too-long"))
      .regex(/^[^\s@\p{C}"(),:;<>[\\\]]+@[^\s@\p{C}.]+(?:\.[^\s@\p{C}.]+)+$/u, problem("not-an-email")),
  );

/** A cell phone in any usual spelling, kept as E.164; national spellings are read for `region` (ISO 3166). */
export function toE164(typed: string, region: string): string | null {
  const country: CountryCode | undefined = isSupportedCountry(region) ? region : undefined;
  const number = parsePhoneNumberFromString(typed, country === undefined ? {} : { defaultCountry: country });
  return number?.isValid() === true ? number.number : null;
}

/** The window turns what was typed into E.164 (it knows the region); main accepts nothing else. */
const phone = z
  .string(problem("missing"))
  .max(20, problem("not-a-phone-number"))
  .refine((text) => /^\+[1-9]\d{6,14}$/.test(text) && toE164(text, "") === text, problem("not-a-phone-number"));
const optionalPhone = z.union([z.null(), phone], problem("not-a-phone-number"));

const password = z
  .string(problem("missing"))
  .min(1, problem("missing"))
  .max(PASSWORD_MAX * 4, problem("too-long"));
/** Typed codes arrive as they were typed; the rules decide, and a wrong one counts. */
const typedCode = z.string(problem("missing")).min(1, problem("missing")).max(120, problem("too-long"));
const reason = words(300);
const accountId = z.string(problem("invalid")).regex(/^[a-z2-7]{26}$/, problem("invalid"));
const timeZone = z.string(problem("missing")).max(64).refine(isTimeZone, problem("not-a-time-zone"));
const region = z.string(problem("missing")).refine((code) => isSupportedCountry(code), problem("not-a-region"));
const minutes = z.union(
  [z.literal("never"), z.int().min(1, problem("out-of-range")).max(60, problem("out-of-range"))],
  problem("out-of-range"),
);
const digits = z.union(
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
const proof = z.strictObject({ password, token: z.union([z.null(), typedCode]) });
const nothing = z.strictObject({});
const act = { account: accountId, reason, proof };
const person = {
  name: personName,
  email: emailAddress,
  cellPhone: optionalPhone,
  kind: z.enum(KINDS, problem("missing")),
};
const time = z.int().min(0).max(8_640_000_000_000_000);
const entryFilter = {
  person: z.union([z.null(), accountId]),
  group: z.union([z.null(), z.enum(["sign-in", "two-factor", "people", "settings", "ledger"])]),
  from: z.union([z.null(), time]),
  to: z.union([z.null(), time]),
};
const paper = z.strictObject({
  paper: z.enum(["recovery-kit", "recovery-codes", "set-up-code"]),
  size: z.enum(["A4", "Letter"]),
});

/** `newPassphrase` where this computer has no key store: the vault asks for it from then on. */
const withRecoveryKey = z.strictObject({ recoveryKey: typedCode, newPassphrase: z.union([z.null(), password]) });

export const inputs = {
  getSituation: nothing,
  chooseTheme: z.strictObject({ theme: z.enum(["system", "light", "dark"]) }),
  checkPassword: z.strictObject({
    password: z.string().max(PASSWORD_MAX * 4, problem("too-long")),
    /** Name, e-mail and practice, which a password must not contain; "" for what is not known (yet). */
    about: z.array(z.string().max(400)).max(4),
    forManager: z.boolean(),
  }),
  foundPractice: z.strictObject({
    passphrase: z.union([z.null(), password]),
    practiceName: words(120),
    region,
    timeZone,
    manager: z.strictObject({ ...person, password }),
    /** Asked where preferences know of a vault that is gone. */
    oldPracticeName: z.union([z.null(), words(120)]),
  }),
  chooseTextTokenLifetime: z.strictObject({ minutes }),
  makeRecoveryKit: nothing,
  confirmRecoveryKit: z.strictObject({ part: typedCode }),
  finishFounding: nothing,
  chooseVaultFile: nothing,
  openVaultFile: withRecoveryKey,
  openVault: z.strictObject({ passphrase: password }),
  openVaultWithRecoveryKey: withRecoveryKey,
  retryOpening: nothing,
  printPaper: paper,
  savePaper: paper,
  copyRecoveryCodes: nothing,
  signIn: z.strictObject({ email: z.string().min(1, problem("missing")).max(1000, problem("too-long")), password }),
  claimSetUpCode: z.strictObject({
    email: z.string().min(1, problem("missing")).max(1000, problem("too-long")),
    code: typedCode,
    password,
  }),
  recoverOnlyManager: z.strictObject({
    email: z.string().min(1, problem("missing")).max(1000, problem("too-long")),
    recoveryKey: typedCode,
    recoveryCode: typedCode,
    password,
  }),
  submitToken: z.strictObject({ token: typedCode }),
  sendToken: z.strictObject({ channel: z.enum(CHANNELS) }),
  useRecoveryCode: z.strictObject({ code: typedCode }),
  useBypassCode: z.strictObject({ code: typedCode }),
  cancelSignIn: nothing,
  stepUp: z.strictObject({ password }),
  lock: nothing,
  stayUnlocked: nothing,
  unlock: z.strictObject({ password }),
  switchUser: nothing,
  signOut: nothing,
  changePassword: z.strictObject({ newPassword: password }),
  getMyProfile: nothing,
  updateMyProfile: z.strictObject({ name: personName, email: emailAddress, cellPhone: optionalPhone }),
  getMySecurity: nothing,
  listMyNotices: nothing,
  enableTwoFactor: nothing,
  confirmTextToken: z.strictObject({ token: typedCode }),
  redeemSetUpCode: z.strictObject({ code: typedCode }),
  sendPhoneProof: z.strictObject({ channel: z.enum(CHANNELS) }),
  confirmPhoneProof: z.strictObject({ token: typedCode }),
  beginAuthenticator: nothing,
  confirmAuthenticator: z.strictObject({ token: typedCode, digits: z.union([z.null(), digits]) }),
  cancelAuthenticator: nothing,
  makeRecoveryCodes: nothing,
  storeRecoveryCodes: nothing,
  chooseTextMessages: z.strictObject({ proof }),
  disableTwoFactor: z.strictObject({ proof }),
  listPeople: z.strictObject({
    search: z.string().max(200),
    status: z.union([z.null(), z.enum(STATUSES)]),
    role: z.union([z.null(), z.enum(ROLES)]),
    kind: z.union([z.null(), z.enum(KINDS)]),
    sort: z.enum(["name", "role", "status", "last-used"]),
    descending: z.boolean(),
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(500),
  }),
  countPeople: nothing,
  getPerson: z.strictObject({ account: accountId }),
  listPersonEntries: z.strictObject({ account: accountId }),
  findSharedPhones: z.strictObject({ cellPhone: phone, except: z.union([z.null(), accountId]) }),
  addPerson: z.strictObject({ ...person, role: z.enum(["support", "auditor", "member"], problem("missing")) }),
  editPerson: z.strictObject({ ...act, ...person }),
  changeRole: z.strictObject({ ...act, role: z.enum(ROLES, problem("missing")) }),
  deactivatePerson: z.strictObject(act),
  reactivatePerson: z.strictObject(act),
  issueSetUpCode: z.strictObject(act),
  issueBypassCode: z.strictObject(act),
  startTwoFactor: z.strictObject({ account: accountId, proof }),
  unlockAccount: z.strictObject(act),
  resetTwoFactor: z.strictObject(act),
  getSettings: nothing,
  updateSettings: z.strictObject({
    practiceName: words(120),
    region,
    timeZone,
    stillStuck: optionalWords(120),
    textTokenMinutes: minutes,
    digits,
    idleMinutes: z.int(problem("not-a-number")).min(1, problem("out-of-range")).max(30, problem("out-of-range")),
    proof,
  }),
  saveGateway: z.strictObject({
    baseUrl: z
      .string(problem("missing"))
      .max(300, problem("too-long"))
      .refine(isGatewayAddress, problem("not-an-address")),
    accountSid: z.string(problem("missing")).regex(/^[A-Za-z0-9_-]{2,64}$/, problem("invalid")),
    /** null keeps the one that is stored. */
    token: z.union([z.null(), z.string().regex(/^[\x21-\x7e]{1,200}$/, problem("invalid"))]),
    sender: z
      .string(problem("missing"))
      .regex(/^(\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32}|[A-Za-z0-9 ]{1,11})$/, problem("invalid")),
    proof,
  }),
  removeGateway: z.strictObject({ proof }),
  sendTest: z.strictObject({ channel: z.enum(CHANNELS), to: phone }),
  listOutbox: nothing,
  listEntries: z.strictObject({
    ...entryFilter,
    before: z.union([z.null(), z.int().min(1)]),
    limit: z.int().min(1).max(500),
  }),
  getLedgerState: nothing,
  verifyLedger: nothing,
  exportEntries: z.strictObject({ ...entryFilter, format: z.enum(["csv", "json"]), reason, proof }),
} as const;

export type InputOf<M extends string> = M extends keyof typeof inputs ? z.output<(typeof inputs)[M]> : never;

/** https, or plain http to this computer alone (a local gateway); no user name, query or fragment. */
function isGatewayAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return plain && (url.protocol === "https:" || (url.protocol === "http:" && local));
}
