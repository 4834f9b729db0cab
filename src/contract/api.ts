import type { ApprovalState, ApprovalView } from "./approvals/views";
import type { ChosenImport, ImportDryRun, ImportRowsPage, ImportSummary, ImportUndone } from "./import/views";
import type { InputOf } from "./inputs";
import type { Bulk, PeopleSettings, Progress, SavedView } from "./people/views";
import type { Exemption, Policy, Preview, PreviewedPage } from "./policy/views";
import type * as R from "./refusals";
import type { Overview, Report } from "./reporting/views";
import type { Result } from "./result";
import type {
  ClockView,
  EmergencyAccesses,
  EmergencyCodesView,
  SupportCase,
  SupportQueue,
  Vouching,
} from "./support/views";
import type * as V from "./views";

type Call<M extends string, V, X extends R.Any = never> = (input: InputOf<M>) => Result<V, X>;
/** Why an act for somebody who asked for help did not happen. */
type HelpRefusal = R.NoSuchPerson | R.MayNot | R.IdentityRefused | R.RecordsDamaged;

export interface Api {
  // The app and the vault
  getAppState: Call<"getAppState", V.AppState>;
  chooseTheme: Call<"chooseTheme", null>;
  checkPassword: Call<"checkPassword", V.PasswordVerdict>;
  createPractice: Call<
    "createPractice",
    null,
    R.VaultTrouble | R.WeakPassphrase | R.BadPassword | R.PracticeNameMismatch
  >;
  chooseTextTokenLifetime: Call<"chooseTextTokenLifetime", null>;
  makeRecoveryKit: Call<"makeRecoveryKit", V.RecoveryKit, R.NotNow>;
  confirmRecoveryKit: Call<"confirmRecoveryKit", null, R.WrongPart | R.NotNow>;
  finishPracticeSetup: Call<"finishPracticeSetup", null, R.NotNow>;
  chooseVaultFile: Call<"chooseVaultFile", V.ChosenFile | null, R.NotNow>;
  openVaultFile: Call<"openVaultFile", null, R.WrongKey | R.TooSoon | R.VaultTrouble | R.WeakPassphrase | R.NotNow>;
  openVault: Call<"openVault", null, R.WrongKey | R.TooSoon | R.VaultTrouble>;
  openVaultWithRecoveryKey: Call<
    "openVaultWithRecoveryKey",
    null,
    R.WrongKey | R.TooSoon | R.VaultTrouble | R.WeakPassphrase
  >;
  retryOpening: Call<"retryOpening", null, R.VaultTrouble>;
  confirmVault: Call<
    "confirmVault",
    null,
    R.WrongCredentials | R.LockedUntil | R.TokenRefusal | R.RecordsDamaged | R.WrongKey | R.MayNot | R.NotNow
  >;
  rebuildTables: Call<"rebuildTables", null, R.NotNow>;

  // Papers that main keeps ready after a reveal
  printPaper: Call<"printPaper", null, R.NotNow | R.PaperTrouble>;
  savePaper: Call<"savePaper", V.SavedFile | null, R.NotNow | R.PaperTrouble>;
  copyRecoveryCodes: Call<"copyRecoveryCodes", null, R.NotNow>;

  // Signing in
  signIn: Call<"signIn", V.SignInNext, R.WrongCredentials | R.LockedUntil | R.RecordsDamaged>;
  claimSetupCode: Call<
    "claimSetupCode",
    V.SignInNext,
    R.WrongSetupCode | R.MisplacedCode | R.LockedUntil | R.BadPassword | R.RecordsDamaged | R.NotNow
  >;
  recoverOnlyManager: Call<
    "recoverOnlyManager",
    null,
    R.RecoveryRefused | R.WrongKey | R.LockedUntil | R.BadPassword | R.RecordsDamaged
  >;
  /** `remember`: this workstation, for as long as the practice allows. */
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
  keepDrafts: Call<"keepDrafts", null>;
  takeDrafts: Call<"takeDrafts", string | null>;
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
  redeemSetupCode: Call<
    "redeemSetupCode",
    null,
    R.WrongSetupCode | R.MisplacedCode | R.LockedUntil | R.NotNow | R.RecordsDamaged
  >;
  sendPhoneProof: Call<"sendPhoneProof", V.TokenSent, R.SendRefusal | R.NotNow>;
  confirmPhoneProof: Call<"confirmPhoneProof", null, R.TokenRefusal | R.NotNow | R.RecordsDamaged>;
  beginAuthenticator: Call<"beginAuthenticator", V.AuthenticatorOffer, R.NotNow | R.RecordsDamaged>;
  redeemSealedSheet: Call<"redeemSealedSheet", V.AuthenticatorOffer, R.TokenRefusal | R.NotNow | R.RecordsDamaged>;
  confirmAuthenticator: Call<
    "confirmAuthenticator",
    V.AuthenticatorAnswer,
    R.TokenRefusal | R.ClockDiffers | R.NotNow | R.RecordsDamaged
  >;
  cancelAuthenticator: Call<"cancelAuthenticator", null>;
  makeRecoveryCodes: Call<"makeRecoveryCodes", V.RecoveryCodes, R.NotNow>;
  storeRecoveryCodes: Call<"storeRecoveryCodes", null, R.NotNow>;
  chooseTextMessages: Call<"chooseTextMessages", null, R.NotNow>;
  disableTwoFactor: Call<"disableTwoFactor", null, R.NotNow>;
  forgetMyRememberedSignIn: Call<"forgetMyRememberedSignIn", null, R.NotNow>;

  // People
  listPeople: Call<"listPeople", readonly V.PersonRow[]>;
  countFound: Call<"countFound", number>;
  countPeople: Call<"countPeople", V.PeopleCounts>;
  getPerson: Call<"getPerson", V.Person, R.NoSuchPerson>;
  listPersonEntries: Call<"listPersonEntries", readonly V.EntryView[], R.NoSuchPerson>;
  findSharedPhones: Call<"findSharedPhones", readonly V.PersonRef[]>;
  addPerson: Call<"addPerson", V.NewPerson, R.EmailTaken>;
  editPerson: Call<
    "editPerson",
    null,
    R.NoSuchPerson | R.EmailTaken | R.IdentityNeeded | R.IdentityRefused | R.MayNot | R.RecordsDamaged
  >;
  changeRole: Call<"changeRole", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  deactivatePerson: Call<"deactivatePerson", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  reactivatePerson: Call<
    "reactivatePerson",
    V.ShownCode,
    R.NoSuchPerson | R.EmailTaken | R.IdentityRefused | R.MayNot | R.RecordsDamaged
  >;
  liftEmail: Call<"liftEmail", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  startTwoFactor: Call<"startTwoFactor", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  forgetRememberedSignIn: Call<"forgetRememberedSignIn", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;

  // The support desk
  getSupportQueue: Call<"getSupportQueue", SupportQueue>;
  getSupportCase: Call<"getSupportCase", SupportCase, R.NoSuchPerson>;
  closeHelp: Call<"closeHelp", null, R.NoSuchPerson>;
  /** One answer, whether or not the e-mail belongs to somebody (HELP-11). */
  askForHelp: Call<"askForHelp", null, R.NotNow>;
  vouchFor: Call<
    "vouchFor",
    Vouching,
    R.WrongCredentials | R.LockedUntil | R.IdentityRefused | R.NoSuchPerson | R.MayNot | R.RecordsDamaged
  >;
  unlockAccount: Call<"unlockAccount", null, HelpRefusal>;
  issueBypassCode: Call<"issueBypassCode", V.ShownBypassCode, HelpRefusal>;
  replacePhone: Call<"replacePhone", V.ShownCode, HelpRefusal>;
  fallBackToText: Call<"fallBackToText", null, HelpRefusal>;
  resetTwoFactor: Call<"resetTwoFactor", V.ShownCode, HelpRefusal>;
  issueSetupCode: Call<"issueSetupCode", V.ShownCode, HelpRefusal>;
  confirmNumber: Call<"confirmNumber", { readonly confirmed: boolean }, HelpRefusal>;

  // Recovery by the person
  proveForRecovery: Call<
    "proveForRecovery",
    null,
    R.TokenRefusal | R.WrongBackupPassword | R.NotNow | R.RecordsDamaged
  >;
  sendRecoveryToken: Call<"sendRecoveryToken", V.TokenSent, R.SendRefusal | R.NotNow>;
  finishRecovery: Call<"finishRecovery", V.SignInNext, R.TokenRefusal | R.NotNow | R.RecordsDamaged>;
  setBackupPassword: Call<"setBackupPassword", null, R.BadPassword | R.NotNow>;
  skipBackupPassword: Call<"skipBackupPassword", null, R.NotNow>;
  removeBackupPassword: Call<"removeBackupPassword", null, R.NotNow>;
  replaceRecoveryCode: Call<"replaceRecoveryCode", { readonly code: string; readonly number: number }, R.NotNow>;
  /** Two codes, one after the other, set what is known of the phone's clock right, and are the token. */
  resyncAuthenticator: Call<"resyncAuthenticator", V.SignInNext, R.TokenRefusal | R.RecordsDamaged>;
  sendOnlyManagerToken: Call<
    "sendOnlyManagerToken",
    V.TokenSent,
    R.RecoveryRefused | R.WrongKey | R.SendRefusal | R.RecordsDamaged
  >;
  askManagerRecovery: Call<
    "askManagerRecovery",
    null,
    R.RecoveryRefused | R.WrongKey | R.LockedUntil | R.NotNow | R.RecordsDamaged
  >;
  finishManagerRecovery: Call<
    "finishManagerRecovery",
    null,
    R.RecoveryRefused | R.WrongKey | R.LockedUntil | R.BadPassword | R.NotNow | R.RecordsDamaged
  >;

  // The clock
  getClock: Call<"getClock", ClockView>;
  correctClock: Call<"correctClock", null, R.MayNot>;
  correctClockAtSignIn: Call<
    "correctClockAtSignIn",
    null,
    R.WrongCredentials | R.LockedUntil | R.TokenRefusal | R.MayNot | R.RecordsDamaged
  >;
  correctClockInSetup: Call<"correctClockInSetup", null>;

  // Break-glass
  getEmergencyCodes: Call<"getEmergencyCodes", EmergencyCodesView | null>;
  makeEmergencyHalf: Call<"makeEmergencyHalf", V.SavedFile | null, R.NotNow | R.PaperTrouble>;
  voidEmergencyCodes: Call<"voidEmergencyCodes", null, R.NotNow>;
  openEmergencyAccess: Call<
    "openEmergencyAccess",
    V.SignInNext,
    R.WrongCredentials | R.LockedUntil | R.NotNow | R.RecordsDamaged
  >;
  listEmergencyAccesses: Call<"listEmergencyAccesses", readonly EmergencyAccesses[]>;
  reviewEmergencyAccess: Call<"reviewEmergencyAccess", null, R.MayNot | R.NotNow>;

  // Many people at once
  getPeopleSettings: Call<"getPeopleSettings", PeopleSettings>;
  savePeopleSettings: Call<"savePeopleSettings", null>;
  saveView: Call<"saveView", SavedView, R.TooMany>;
  removeView: Call<"removeView", null>;
  listSelected: Call<"listSelected", readonly V.PersonRef[], R.SelectionRefusal>;
  deactivatePeople: Call<"deactivatePeople", Bulk, R.SelectionRefusal | R.Cancelled>;
  remindPeople: Call<"remindPeople", Bulk, R.SelectionRefusal | R.NoGateway | R.Cancelled>;
  makeEnrollmentSheets: Call<
    "makeEnrollmentSheets",
    Bulk & { readonly file: V.SavedFile | null },
    R.SelectionRefusal | R.NotNow | R.PaperTrouble | R.Cancelled
  >;
  exportPeople: Call<"exportPeople", V.SavedFile | null, R.NotNow | R.PaperTrouble | R.Cancelled>;
  getProgress: Call<"getProgress", Progress | null>;
  cancelProgress: Call<"cancelProgress", null>;

  // Two managers
  listApprovals: Call<"listApprovals", readonly ApprovalView[]>;
  getApproval: Call<"getApproval", ApprovalState>;
  askApproval: Call<"askApproval", ApprovalView, R.NoSuchPerson | R.MayNot | R.NotNow | R.RecordsDamaged>;
  approveAct: Call<
    "approveAct",
    ApprovalView,
    R.WrongCredentials | R.TokenRefusal | R.MayNot | R.NotNow | R.RecordsDamaged
  >;
  declineAct: Call<"declineAct", null, R.MayNot | R.NotNow>;

  // The 2FA policy
  getPolicy: Call<"getPolicy", Policy>;
  previewPolicy: Call<"previewPolicy", Preview>;
  listPreviewed: Call<"listPreviewed", PreviewedPage>;
  changePolicy: Call<"changePolicy", null, R.MayNot | R.WouldLockOut>;
  listExemptions: Call<"listExemptions", readonly Exemption[]>;
  exemptPerson: Call<"exemptPerson", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;
  endExemption: Call<"endExemption", null, R.NoSuchPerson | R.MayNot | R.RecordsDamaged>;

  // Import
  chooseImportFile: Call<"chooseImportFile", ChosenImport | null, R.NotNow | R.BadFile>;
  dryRunImport: Call<"dryRunImport", ImportDryRun, R.NotNow | R.BadFile | R.Cancelled>;
  listImportRows: Call<"listImportRows", ImportRowsPage, R.NotNow>;
  saveImportProblems: Call<"saveImportProblems", V.SavedFile | null, R.NotNow | R.PaperTrouble>;
  runImport: Call<"runImport", ImportSummary, R.NotNow | R.ImportChanged>;
  listImports: Call<"listImports", readonly ImportSummary[]>;
  undoImport: Call<"undoImport", ImportUndone, R.NotNow | R.Cancelled>;

  // Overview and reports
  getOverview: Call<"getOverview", Overview>;
  getReport: Call<"getReport", Report>;
  exportReport: Call<"exportReport", V.SavedFile | null, R.NotNow | R.PaperTrouble | R.Cancelled>;
  makeEvidencePack: Call<"makeEvidencePack", V.SavedFile | null, R.NotNow | R.PaperTrouble | R.Cancelled>;

  // Settings and delivery
  getSettings: Call<"getSettings", V.Settings>;
  updateSettings: Call<"updateSettings", null, R.MayNot>;
  saveGateway: Call<"saveGateway", null, R.MayNot>;
  removeGateway: Call<"removeGateway", null, R.MayNot>;
  sendTest: Call<"sendTest", V.TestOutcome, R.NotNow>;
  listOutbox: Call<"listOutbox", readonly V.OutboxRow[]>;

  // The ledger
  listEntries: Call<"listEntries", V.EntriesPage>;
  getLedgerState: Call<"getLedgerState", V.LedgerState>;
  verifyLedger: Call<"verifyLedger", null>;
  exportEntries: Call<"exportEntries", V.SavedFile | null, R.NotNow | R.MayNot | R.PaperTrouble>;
}
