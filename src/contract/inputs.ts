import { z } from "zod";
import { approvalInputs } from "./approvals/inputs";
import {
  act,
  digits,
  emailAddress,
  id,
  minutes,
  nothing,
  optionalPhone,
  optionalWords,
  password,
  person,
  personName,
  phone,
  problem,
  proof,
  reason,
  region,
  time,
  timeZone,
  typedCode,
  wholeNumber,
  words,
} from "./fields";
import { importInputs } from "./import/inputs";
import { manyPeopleInputs, peopleFilter, peopleOrder } from "./people/inputs";
import { policyInputs } from "./policy/inputs";
import { reportInputs } from "./reporting/inputs";
import { seenIdentity, supportInputs } from "./support/inputs";
import { CHANNELS, DRAFTS_LENGTH, PASSWORD_MAX, REMEMBER_DAYS_MAX, ROLES } from "./vocabulary";

/**
 * One schema per method: forms in the window and the bridge in main read the same one. Unknown keys are refused.
 */

const entryFilter = {
  person: z.union([z.null(), id]),
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

/** E-mail, password and token of somebody who is not signed in. */
const signingIn = z.strictObject({
  email: z.string().min(1, problem("missing")).max(1000, problem("too-long")),
  password,
  token: typedCode,
});

export const inputs = {
  getAppState: nothing,
  chooseTheme: z.strictObject({ theme: z.enum(["system", "light", "dark"]) }),
  checkPassword: z.strictObject({
    password: z.string().max(PASSWORD_MAX * 4, problem("too-long")),
    /** Name, e-mail and practice, which a password must not contain; "" for what is not known (yet). */
    about: z.array(z.string().max(400)).max(4),
    forManager: z.boolean(),
  }),
  createPractice: z.strictObject({
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
  finishPracticeSetup: nothing,
  chooseVaultFile: nothing,
  openVaultFile: withRecoveryKey,
  openVault: z.strictObject({ passphrase: password }),
  openVaultWithRecoveryKey: withRecoveryKey,
  retryOpening: nothing,
  /** A manager with the recovery kit, or two managers; `token` may be a recovery code. */
  confirmVault: z.strictObject({
    first: signingIn,
    second: z.union([z.null(), signingIn]),
    recoveryKey: z.union([z.null(), typedCode]),
  }),
  rebuildTables: z.strictObject({ proof }),
  printPaper: paper,
  savePaper: paper,
  copyRecoveryCodes: nothing,
  signIn: z.strictObject({ email: z.string().min(1, problem("missing")).max(1000, problem("too-long")), password }),
  claimSetupCode: z.strictObject({
    email: z.string().min(1, problem("missing")).max(1000, problem("too-long")),
    code: typedCode,
    password,
  }),
  submitToken: z.strictObject({ token: typedCode, remember: z.boolean() }),
  sendToken: z.strictObject({ channel: z.enum(CHANNELS) }),
  useRecoveryCode: z.strictObject({ code: typedCode }),
  useBypassCode: z.strictObject({ code: typedCode }),
  cancelSignIn: nothing,
  stepUp: z.strictObject({ password }),
  lock: nothing,
  stayUnlocked: nothing,
  unlock: z.strictObject({ password }),
  keepDrafts: z.strictObject({ text: z.string().max(DRAFTS_LENGTH) }),
  takeDrafts: nothing,
  switchUser: nothing,
  signOut: nothing,
  changePassword: z.strictObject({ newPassword: password }),
  getMyProfile: nothing,
  updateMyProfile: z.strictObject({ name: personName, email: emailAddress, cellPhone: optionalPhone }),
  getMySecurity: nothing,
  listMyNotices: nothing,
  enableTwoFactor: nothing,
  confirmTextToken: z.strictObject({ token: typedCode }),
  redeemSetupCode: z.strictObject({ code: typedCode }),
  sendPhoneProof: z.strictObject({ channel: z.enum(CHANNELS) }),
  confirmPhoneProof: z.strictObject({ token: typedCode }),
  /** `same`: the key of the phone that is replaced, where its owner still has it. */
  beginAuthenticator: z.strictObject({ key: z.enum(["new", "same"]) }),
  redeemSealedSheet: z.strictObject({ token: typedCode }),
  confirmAuthenticator: z.strictObject({ token: typedCode, digits: z.union([z.null(), digits]) }),
  cancelAuthenticator: nothing,
  makeRecoveryCodes: nothing,
  storeRecoveryCodes: nothing,
  chooseTextMessages: z.strictObject({ proof }),
  disableTwoFactor: z.strictObject({ proof }),
  forgetMyRememberedSignIn: nothing,
  listPeople: z.strictObject({
    ...peopleFilter,
    ...peopleOrder,
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(500),
  }),
  countFound: z.strictObject(peopleFilter),
  countPeople: nothing,
  getPerson: z.strictObject({ account: id }),
  listPersonEntries: z.strictObject({ account: id }),
  findSharedPhones: z.strictObject({ cellPhone: phone, except: z.union([z.null(), id]) }),
  addPerson: z.strictObject({ ...person, role: z.enum(["support", "auditor", "member"], problem("missing")) }),
  /** `identity`: where name and e-mail both change, which is whose account it is. */
  editPerson: z.strictObject({ ...act, ...person, identity: seenIdentity.optional() }),
  changeRole: z.strictObject({ ...act, role: z.enum(ROLES, problem("missing")) }),
  deactivatePerson: z.strictObject(act),
  /** `identity`: where there is nobody else, and the same person replaced their other factor just before. */
  reactivatePerson: z.strictObject({ ...act, identity: seenIdentity.optional() }),
  /** `to`: the account that may have the e-mail then; null: a new one. */
  liftEmail: z.strictObject({ ...act, email: emailAddress, to: z.union([z.null(), id]) }),
  startTwoFactor: z.strictObject({ account: id, proof }),
  forgetRememberedSignIn: z.strictObject(act),
  ...manyPeopleInputs,
  ...approvalInputs,
  ...policyInputs,
  ...importInputs,
  ...reportInputs,
  ...supportInputs,
  getSettings: nothing,
  updateSettings: z.strictObject({
    practiceName: words(120),
    region,
    timeZone,
    stillStuck: optionalWords(120),
    textTokenMinutes: minutes,
    digits,
    idleMinutes: wholeNumber(1, 30),
    rememberDays: wholeNumber(0, REMEMBER_DAYS_MAX),
    /** Left out: off. */
    textForApp: z.boolean().optional(),
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
