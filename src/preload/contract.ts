import type { InputOf } from "./inputs";
import type * as R from "./refusals";
import type { Result } from "./result";
import type * as V from "./views";
import type { Stance } from "./words";

/**
 * The one table of the bridge. A method that is not here does not exist; a stance that is not listed may not call it.
 * `password`: "no"; "recent" (own password typed within five minutes, an unlock does not count); "every-time" (input
 * carries `proof`: own password and, where the caller has two-factor on, a token; checked before the service runs).
 * `reveals`: the reply carries a secret, once. `touches`: reads that the window must repeat after a success.
 */
export type Row = {
  readonly who: readonly Stance[];
  readonly password: "no" | "recent" | "every-time";
  readonly reveals?: true;
  readonly touches: readonly (keyof Api)[];
};

type Call<M extends string, V, X extends R.Any = never> = (input: InputOf<M>) => Result<V, X>;

export interface Api {
  // The app and the vault
  getSituation: Call<"getSituation", V.Situation>;
  chooseTheme: Call<"chooseTheme", null>;
  checkPassword: Call<"checkPassword", V.PasswordVerdict>;
  foundPractice: Call<
    "foundPractice",
    null,
    R.VaultTrouble | R.WeakPassphrase | R.BadPassword | R.PracticeNameMismatch
  >;
  chooseTextTokenLifetime: Call<"chooseTextTokenLifetime", null>;
  makeRecoveryKit: Call<"makeRecoveryKit", V.RecoveryKit, R.NotNow>;
  confirmRecoveryKit: Call<"confirmRecoveryKit", null, R.WrongPart | R.NotNow>;
  finishFounding: Call<"finishFounding", null, R.NotNow>;
  chooseVaultFile: Call<"chooseVaultFile", V.ChosenFile | null>;
  openVaultFile: Call<"openVaultFile", null, R.WrongKey | R.VaultTrouble | R.WeakPassphrase | R.NotNow>;
  openVault: Call<"openVault", null, R.WrongKey | R.VaultTrouble>;
  openVaultWithRecoveryKey: Call<"openVaultWithRecoveryKey", null, R.WrongKey | R.VaultTrouble | R.WeakPassphrase>;
  retryOpening: Call<"retryOpening", null, R.VaultTrouble>;

  // Papers that main keeps ready after a reveal
  printPaper: Call<"printPaper", null, R.NotNow | R.PaperTrouble>;
  savePaper: Call<"savePaper", V.SavedFile | null, R.NotNow | R.PaperTrouble>;
  copyRecoveryCodes: Call<"copyRecoveryCodes", null, R.NotNow>;

  // Signing in
  signIn: Call<"signIn", V.SignInNext, R.WrongCredentials | R.LockedUntil | R.RecordsDamaged>;
  claimSetUpCode: Call<
    "claimSetUpCode",
    V.SignInNext,
    R.WrongSetUpCode | R.MisplacedCode | R.LockedUntil | R.BadPassword | R.RecordsDamaged | R.NotNow
  >;
  recoverOnlyManager: Call<
    "recoverOnlyManager",
    null,
    R.RecoveryRefused | R.WrongKey | R.LockedUntil | R.BadPassword | R.RecordsDamaged
  >;
  submitToken: Call<"submitToken", V.SignInNext, R.TokenRefusal | R.RecordsDamaged>;
  sendToken: Call<"sendToken", V.TokenSent, R.SendRefusal | R.NotNow>;
  useRecoveryCode: Call<"useRecoveryCode", V.SignInNext, R.TokenRefusal | R.RecordsDamaged>;
  useBypassCode: Call<"useBypassCode", V.SignInNext, R.TokenRefusal | R.RecordsDamaged>;
  cancelSignIn: Call<"cancelSignIn", null>;

  // The session
  stepUp: Call<"stepUp", null, R.WrongPassword | R.LockedUntil>;
  lock: Call<"lock", null>;
  stayUnlocked: Call<"stayUnlocked", null>;
  unlock: Call<"unlock", null, R.WrongPassword | R.LockedUntil>;
  switchUser: Call<"switchUser", null>;
  signOut: Call<"signOut", null>;
  changePassword: Call<"changePassword", null, R.BadPassword>;

  // One's own account
  getMyProfile: Call<"getMyProfile", V.Profile>;
  updateMyProfile: Call<"updateMyProfile", V.ProfileSaved, R.EmailTaken>;
  getMySecurity: Call<"getMySecurity", V.Security>;
  listMyNotices: Call<"listMyNotices", readonly V.EntryView[]>;
  enableTwoFactor: Call<"enableTwoFactor", V.TokenSent, R.SendRefusal | R.NotNow>;
  confirmTextToken: Call<"confirmTextToken", null, R.TokenRefusal | R.NotNow | R.RecordsDamaged>;
  redeemSetUpCode: Call<
    "redeemSetUpCode",
    null,
    R.WrongSetUpCode | R.MisplacedCode | R.LockedUntil | R.NotNow | R.RecordsDamaged
  >;
  sendPhoneProof: Call<"sendPhoneProof", V.TokenSent, R.SendRefusal | R.NotNow>;
  confirmPhoneProof: Call<"confirmPhoneProof", null, R.TokenRefusal | R.NotNow | R.RecordsDamaged>;
  beginAuthenticator: Call<"beginAuthenticator", V.AuthenticatorOffer, R.NotNow>;
  confirmAuthenticator: Call<
    "confirmAuthenticator",
    V.AuthenticatorAnswer,
    R.TokenRefusal | R.NotNow | R.RecordsDamaged
  >;
  cancelAuthenticator: Call<"cancelAuthenticator", null>;
  makeRecoveryCodes: Call<"makeRecoveryCodes", V.RecoveryCodes, R.NotNow>;
  storeRecoveryCodes: Call<"storeRecoveryCodes", null, R.NotNow>;
  chooseTextMessages: Call<"chooseTextMessages", null, R.NotNow>;
  disableTwoFactor: Call<"disableTwoFactor", null, R.NotNow>;

  // People
  listPeople: Call<"listPeople", V.PeoplePage>;
  countPeople: Call<"countPeople", V.PeopleCounts>;
  getPerson: Call<"getPerson", V.Person, R.NoSuchPerson>;
  listPersonEntries: Call<"listPersonEntries", readonly V.EntryView[], R.NoSuchPerson>;
  findSharedPhones: Call<"findSharedPhones", readonly V.PersonRef[]>;
  addPerson: Call<"addPerson", V.NewPerson, R.EmailTaken>;
  editPerson: Call<"editPerson", null, R.NoSuchPerson | R.EmailTaken | R.MayNot | R.RecordsDamaged>;
  changeRole: Call<"changeRole", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  deactivatePerson: Call<"deactivatePerson", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  reactivatePerson: Call<"reactivatePerson", V.ShownCode, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  issueSetUpCode: Call<"issueSetUpCode", V.ShownCode, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  issueBypassCode: Call<"issueBypassCode", V.ShownCode, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  startTwoFactor: Call<"startTwoFactor", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  unlockAccount: Call<"unlockAccount", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  resetTwoFactor: Call<"resetTwoFactor", V.ShownCode, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;

  // Settings and delivery
  getSettings: Call<"getSettings", V.Settings>;
  updateSettings: Call<"updateSettings", null, R.MayNot>;
  saveGateway: Call<"saveGateway", null>;
  removeGateway: Call<"removeGateway", null>;
  sendTest: Call<"sendTest", V.TestOutcome, R.NotNow>;
  listOutbox: Call<"listOutbox", readonly V.OutboxRow[]>;

  // The ledger
  listEntries: Call<"listEntries", V.EntriesPage>;
  getLedgerState: Call<"getLedgerState", V.LedgerState>;
  verifyLedger: Call<"verifyLedger", null>;
  exportEntries: Call<"exportEntries", V.SavedFile | null, R.MayNot | R.PaperTrouble>;
}

export type Method = keyof Api;
/** What every method may answer besides its own refusals: said by the bridge itself. */
export type Answer<M extends Method> = Api[M] extends (input: never) => Result<infer V, infer X>
  ? Result<V, X | R.Bridge>
  : never;

const everyone: readonly Stance[] = [
  "founding",
  "sealed",
  "signed-out",
  "password-passed",
  "set-up-only",
  "locked",
  "member",
  "support",
  "auditor",
  "manager",
];
const signedIn: readonly Stance[] = ["member", "support", "auditor", "manager"];
const ownSetUp: readonly Stance[] = ["founding", "set-up-only", ...signedIn];
const readers: readonly Stance[] = ["support", "auditor", "manager"];
const people: readonly Method[] = ["listPeople", "countPeople", "getPerson", "listPersonEntries", "findSharedPhones"];
const ledger: readonly Method[] = ["listEntries", "getLedgerState"];
const mine: readonly Method[] = ["getSituation", "getMyProfile", "getMySecurity"];

const open = { password: "no", touches: [] } as const;
/** A change of one's own security. */
const own = { who: ownSetUp, password: "recent", touches: [...mine, ...people, ...ledger] } as const;
/** An act of a manager on somebody else. */
const act = { who: ["manager"], password: "every-time", touches: [...people, ...ledger] } as const;

export const contract: { readonly [M in Method]: Row } = {
  getSituation: { ...open, who: everyone },
  chooseTheme: { ...open, who: everyone, touches: ["getSituation"] },
  checkPassword: { ...open, who: ["founding", "sealed", "signed-out", ...signedIn] },
  foundPractice: { ...open, who: ["founding"], touches: ["getSituation"] },
  chooseTextTokenLifetime: { ...open, who: ["founding"], touches: ["getSituation"] },
  makeRecoveryKit: { who: ["founding"], password: "recent", reveals: true, touches: ["getSituation"] },
  confirmRecoveryKit: { ...open, who: ["founding"], touches: ["getSituation"] },
  finishFounding: { ...open, who: ["founding"], touches: ["getSituation"] },
  chooseVaultFile: { ...open, who: ["founding"] },
  openVaultFile: { ...open, who: ["founding"], touches: ["getSituation"] },
  openVault: { ...open, who: ["sealed"], touches: ["getSituation"] },
  openVaultWithRecoveryKey: { ...open, who: ["sealed"], touches: ["getSituation"] },
  retryOpening: { ...open, who: ["founding", "sealed"], touches: ["getSituation"] },

  printPaper: { ...open, who: ownSetUp },
  savePaper: { ...open, who: ownSetUp },
  copyRecoveryCodes: { ...open, who: ownSetUp },

  signIn: { ...open, who: ["signed-out", "password-passed"], touches: ["getSituation"] },
  claimSetUpCode: { ...open, who: ["signed-out"], touches: ["getSituation"] },
  recoverOnlyManager: { ...open, who: ["signed-out", "password-passed"], touches: ["getSituation"] },
  submitToken: { ...open, who: ["password-passed"], touches: ["getSituation"] },
  sendToken: { ...open, who: ["password-passed", ...signedIn], touches: ["getSituation"] },
  useRecoveryCode: { ...open, who: ["password-passed"], touches: ["getSituation"] },
  useBypassCode: { ...open, who: ["password-passed"], touches: ["getSituation"] },
  cancelSignIn: { ...open, who: ["password-passed"], touches: ["getSituation"] },

  stepUp: { ...open, who: ownSetUp, touches: [] },
  lock: { ...open, who: ["set-up-only", ...signedIn], touches: ["getSituation"] },
  stayUnlocked: { ...open, who: ownSetUp, touches: ["getSituation"] },
  unlock: { ...open, who: ["locked"], touches: ["getSituation"] },
  switchUser: { ...open, who: ["set-up-only", "locked", ...signedIn], touches: ["getSituation"] },
  signOut: { ...open, who: ["set-up-only", "locked", ...signedIn], touches: ["getSituation"] },
  changePassword: { ...own, who: signedIn },

  getMyProfile: { ...open, who: ownSetUp },
  updateMyProfile: own,
  getMySecurity: { ...open, who: ownSetUp },
  listMyNotices: { ...open, who: signedIn },
  enableTwoFactor: own,
  confirmTextToken: { ...own, password: "no" },
  redeemSetUpCode: { ...own, who: ["set-up-only"], password: "no" },
  sendPhoneProof: own,
  confirmPhoneProof: { ...own, password: "no" },
  beginAuthenticator: { ...own, reveals: true },
  confirmAuthenticator: { ...own, password: "no" },
  cancelAuthenticator: { ...own, password: "no" },
  makeRecoveryCodes: { ...own, reveals: true },
  storeRecoveryCodes: { ...own, password: "no" },
  chooseTextMessages: { ...own, who: signedIn, password: "every-time" },
  disableTwoFactor: { ...own, who: signedIn, password: "every-time" },

  listPeople: { ...open, who: readers },
  countPeople: { ...open, who: readers },
  getPerson: { ...open, who: readers },
  listPersonEntries: { ...open, who: readers },
  findSharedPhones: { ...open, who: ["manager"] },
  addPerson: { ...act, password: "recent", reveals: true },
  editPerson: act,
  changeRole: act,
  deactivatePerson: act,
  reactivatePerson: { ...act, reveals: true },
  issueSetUpCode: { ...act, reveals: true },
  issueBypassCode: { ...act, reveals: true },
  startTwoFactor: act,
  unlockAccount: act,
  resetTwoFactor: { ...act, reveals: true },

  getSettings: { ...open, who: ["auditor", "manager"] },
  updateSettings: { ...act, touches: ["getSettings", "getSituation", ...ledger] },
  saveGateway: { ...act, touches: ["getSettings", "getSituation", "getMySecurity", ...ledger] },
  removeGateway: { ...act, touches: ["getSettings", "getSituation", "getMySecurity", ...ledger] },
  sendTest: { ...open, who: ["manager"], password: "recent", touches: ["getSettings", "listOutbox", ...ledger] },
  listOutbox: { ...open, who: ["auditor", "manager"] },

  listEntries: { ...open, who: ["auditor", "manager"] },
  getLedgerState: { ...open, who: ["auditor", "manager"] },
  verifyLedger: { ...open, who: ["auditor", "manager"], touches: ["getLedgerState"] },
  exportEntries: { who: ["auditor", "manager"], password: "every-time", touches: ledger },
};
