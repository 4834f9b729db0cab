import type { Api } from "./api";
import type { InputOf } from "./inputs";
import type * as R from "./refusals";
import type { Result } from "./result";
import type { SessionState } from "./vocabulary";

/**
 * The one table of the bridge. A method that is not here does not exist; a stance that is not listed may not call it.
 * `password`: "no"; "recent" (own password typed within five minutes, an unlock does not count); "every-time" (input
 * carries `proof`: own password and, where the caller has two-factor on, a token; checked before the service runs).
 * `reveals`: the reply carries a secret, once. `touches`: reads that the window must repeat after a success.
 */
export type Row = {
  readonly who: readonly SessionState[];
  readonly password: "no" | "recent" | "every-time";
  readonly reveals?: true;
  readonly touches: readonly (keyof Api)[];
};

export type Method = keyof Api;
export type Calls = { readonly [M in Method]: (input: InputOf<M>) => Promise<Reply<M>> };
/** What the page gets: one function per method and two listeners; no channel names and no event objects. */
export interface Wardkey extends Calls {
  /** Reads that main says have changed. Returns how to stop listening. */
  changed(listener: (reads: readonly Method[]) => void): () => void;
  /** The stance has changed: signed in, locked, signed out. */
  session(listener: (sessionState: SessionState) => void): () => void;
}
/** What every method may answer besides its own refusals: said by the bridge itself. */
export type Reply<M extends Method> = Api[M] extends (input: never) => Result<infer V, infer X>
  ? Result<V, X | R.Bridge>
  : never;

const everyone: readonly SessionState[] = [
  "practice-setup",
  "sealed",
  "signed-out",
  "password-passed",
  "setup-only",
  "locked",
  "member",
  "support",
  "auditor",
  "manager",
  "emergency-access",
];
const signedIn: readonly SessionState[] = ["member", "support", "auditor", "manager", "emergency-access"];
const ownSetup: readonly SessionState[] = ["practice-setup", "setup-only", ...signedIn];
/** With the envelope nobody changes what is their own: it would outlive the shift, without a second factor. */
const asAlways: readonly SessionState[] = ["member", "support", "auditor", "manager"];
const readers: readonly SessionState[] = ["support", "auditor", "manager", "emergency-access"];
const helpers: readonly SessionState[] = ["support", "manager", "emergency-access"];
/** What the practice decides. With the envelope somebody helps people in and reads lists, and decides nothing. */
const inCharge: readonly SessionState[] = ["manager"];
const standings: readonly Method[] = ["getPolicy", "previewPolicy", "listPreviewed", "listExemptions"];
const people: readonly Method[] = [
  ...["listPeople", "countFound", "countPeople", "getPerson", "listPersonEntries", "findSharedPhones"],
  ...[...standings, "getReport", "getSupportQueue", "getSupportCase"],
] as readonly Method[];
const ledger: readonly Method[] = ["listEntries", "getLedgerState", "getOverview"];
const approvals: readonly Method[] = ["getApproval", "listApprovals", "getAppState"];
const mine: readonly Method[] = ["getAppState", "getMyProfile", "getMySecurity"];

const open = { password: "no", touches: [] } as const;
/** A change of one's own security. */
const own = {
  who: ["practice-setup", "setup-only", ...asAlways],
  password: "recent",
  touches: [...mine, ...people, ...ledger],
} as const;
/** An act of a manager on somebody else. */
const act = { who: inCharge, password: "every-time", touches: [...people, ...ledger, ...approvals] } as const;
/** An act for somebody who asked for help. */
const help = { ...act, who: helpers } as const;
/** What managers prepare and auditors may look at. */
const look = { ...open, who: ["auditor", "manager", "emergency-access"] } as const;
/** The ledger, second managers, and what guards them: not for whoever came in with the envelope. */
const guarded = { ...open, who: ["auditor", "manager"] } as const;
/** What leaves the vault as a file or on paper. */
const takeOut = { who: ["auditor", "manager", "emergency-access"], password: "every-time", touches: ledger } as const;

export const contract: { readonly [M in Method]: Row } = {
  getAppState: { ...open, who: everyone },
  chooseTheme: { ...open, who: everyone, touches: ["getAppState"] },
  checkPassword: { ...open, who: ["practice-setup", "sealed", "signed-out", ...signedIn] },
  createPractice: { ...open, who: ["practice-setup"], touches: ["getAppState"] },
  chooseTextTokenLifetime: { ...open, who: ["practice-setup"], touches: ["getAppState"] },
  makeRecoveryKit: { who: ["practice-setup"], password: "recent", reveals: true, touches: ["getAppState"] },
  confirmRecoveryKit: { ...open, who: ["practice-setup"], touches: ["getAppState"] },
  finishPracticeSetup: { ...open, who: ["practice-setup"], touches: ["getAppState"] },
  chooseVaultFile: { ...open, who: ["practice-setup"] },
  openVaultFile: { ...open, who: ["practice-setup"], touches: ["getAppState"] },
  openVault: { ...open, who: ["sealed"], touches: ["getAppState"] },
  openVaultWithRecoveryKey: { ...open, who: ["sealed"], touches: ["getAppState"] },
  retryOpening: { ...open, who: ["practice-setup", "sealed"], touches: ["getAppState"] },
  confirmVault: { ...open, who: ["sealed"], touches: ["getAppState"] },
  rebuildTables: { who: ["manager"], password: "every-time", touches: ["getAppState"] },

  printPaper: { ...open, who: ownSetup },
  savePaper: { ...open, who: ownSetup },
  copyRecoveryCodes: { ...open, who: ["practice-setup", "setup-only", ...asAlways] },

  signIn: { ...open, who: ["signed-out", "password-passed"], touches: ["getAppState"] },
  claimSetupCode: { ...open, who: ["signed-out"], touches: ["getAppState"] },
  recoverOnlyManager: { ...open, who: ["signed-out", "password-passed"], touches: ["getAppState"] },
  submitToken: { ...open, who: ["password-passed"], touches: ["getAppState"] },
  sendToken: { ...open, who: ["password-passed", ...signedIn], touches: ["getAppState"] },
  useRecoveryCode: { ...open, who: ["password-passed"], touches: ["getAppState"] },
  useBypassCode: { ...open, who: ["password-passed"], touches: ["getAppState"] },
  cancelSignIn: { ...open, who: ["password-passed"], touches: ["getAppState"] },

  stepUp: { ...open, who: ownSetup, touches: [] },
  lock: { ...open, who: ["setup-only", ...signedIn], touches: ["getAppState"] },
  stayUnlocked: { ...open, who: ownSetup, touches: ["getAppState"] },
  unlock: { ...open, who: ["locked"], touches: ["getAppState"] },
  keepDrafts: { ...open, who: ["locked", "signed-out"] },
  takeDrafts: { ...open, who: ["setup-only", ...signedIn] },
  switchUser: { ...open, who: ["setup-only", "locked", ...signedIn], touches: ["getAppState"] },
  signOut: { ...open, who: ["setup-only", "locked", ...signedIn], touches: ["getAppState"] },
  changePassword: { ...own, who: asAlways },

  getMyProfile: { ...open, who: ownSetup },
  updateMyProfile: own,
  getMySecurity: { ...open, who: ownSetup },
  listMyNotices: { ...open, who: signedIn },
  enableTwoFactor: own,
  confirmTextToken: { ...own, password: "no" },
  redeemSetupCode: { ...own, who: ["setup-only"], password: "no" },
  sendPhoneProof: own,
  confirmPhoneProof: { ...own, password: "no" },
  beginAuthenticator: { ...own, reveals: true },
  redeemSealedSheet: { ...own, reveals: true },
  confirmAuthenticator: { ...own, password: "no" },
  cancelAuthenticator: { ...own, password: "no" },
  makeRecoveryCodes: { ...own, reveals: true },
  storeRecoveryCodes: { ...own, password: "no" },
  chooseTextMessages: { ...own, who: asAlways, password: "every-time" },
  disableTwoFactor: { ...own, who: asAlways, password: "every-time" },
  forgetMyRememberedSignIn: { ...own, who: asAlways },

  listPeople: { ...open, who: readers },
  countFound: { ...open, who: readers },
  countPeople: { ...open, who: readers },
  getPerson: { ...open, who: readers },
  listPersonEntries: { ...open, who: readers },
  findSharedPhones: { ...open, who: inCharge },
  addPerson: { ...act, password: "recent", reveals: true },
  editPerson: act,
  changeRole: act,
  deactivatePerson: act,
  reactivatePerson: { ...act, reveals: true },
  liftEmail: act,
  startTwoFactor: act,
  forgetRememberedSignIn: act,

  getSupportQueue: { ...open, who: helpers },
  getSupportCase: { ...open, who: helpers },
  closeHelp: { ...open, who: helpers, touches: [...people, ...ledger] },
  askForHelp: { ...open, who: ["signed-out", "password-passed"], touches: ["getAppState"] },
  vouchFor: { ...open, who: helpers, touches: ledger },
  unlockAccount: help,
  issueBypassCode: { ...help, reveals: true },
  replacePhone: { ...help, reveals: true },
  fallBackToText: help,
  resetTwoFactor: { ...help, reveals: true },
  issueSetupCode: { ...help, reveals: true },
  confirmNumber: { ...help, who: ["support", ...inCharge] },

  proveForRecovery: { ...open, who: ["password-passed"], touches: ["getAppState"] },
  sendRecoveryToken: { ...open, who: ["password-passed"], touches: ["getAppState"] },
  finishRecovery: { ...open, who: ["password-passed"], touches: ["getAppState"] },
  setBackupPassword: own,
  skipBackupPassword: { ...own, password: "no" },
  removeBackupPassword: { ...own, who: asAlways },
  replaceRecoveryCode: { ...own, who: asAlways, password: "no", reveals: true },
  resyncAuthenticator: { ...open, who: ["password-passed"], touches: ["getAppState"] },
  sendOnlyManagerToken: { ...open, who: ["signed-out", "password-passed"] },
  askManagerRecovery: { ...open, who: ["signed-out", "password-passed"], touches: ["getAppState"] },
  finishManagerRecovery: { ...open, who: ["signed-out", "password-passed"], touches: ["getAppState"] },

  getClock: { ...open, who: ["practice-setup", ...readers] },
  correctClock: { ...act, touches: ["getAppState", "getClock", ...act.touches] },
  correctClockAtSignIn: { ...open, who: ["signed-out", "password-passed"], touches: ["getAppState"] },
  correctClockInSetup: { who: ["practice-setup"], password: "recent", touches: ["getAppState", "getClock"] },

  getEmergencyCodes: guarded,
  makeEmergencyHalf: { who: ["manager"], password: "every-time", touches: ["getEmergencyCodes", ...ledger] },
  voidEmergencyCodes: { who: ["manager"], password: "every-time", touches: ["getEmergencyCodes", ...ledger] },
  openEmergencyAccess: { ...open, who: ["signed-out", "password-passed"], touches: ["getAppState"] },
  listEmergencyAccesses: guarded,
  reviewEmergencyAccess: { who: ["manager"], password: "every-time", touches: ["listEmergencyAccesses", ...ledger] },

  getPeopleSettings: { ...open, who: readers },
  savePeopleSettings: { ...open, who: readers, touches: ["getPeopleSettings"] },
  saveView: { ...open, who: readers, touches: ["getPeopleSettings"] },
  removeView: { ...open, who: readers, touches: ["getPeopleSettings"] },
  listSelected: { ...open, who: inCharge },
  deactivatePeople: act,
  remindPeople: { ...act, password: "recent", touches: [...people, ...ledger, "listOutbox"] },
  makeEnrollmentSheets: act,
  exportPeople: takeOut,
  getProgress: { ...open, who: signedIn },
  cancelProgress: { ...open, who: signedIn },

  listApprovals: guarded,
  getApproval: look,
  askApproval: { who: ["auditor", "manager"], password: "recent", touches: [...approvals, ...ledger] },
  approveAct: { ...open, who: ["auditor", "manager"], touches: [...approvals, ...ledger] },
  declineAct: { who: asAlways, password: "recent", touches: [...approvals, ...ledger] },

  getPolicy: look,
  previewPolicy: look,
  listPreviewed: look,
  changePolicy: { ...act, touches: [...act.touches, "getMySecurity"] },
  listExemptions: look,
  exemptPerson: act,
  endExemption: act,

  chooseImportFile: { ...open, who: inCharge, touches: ["listImportRows"] },
  dryRunImport: { ...open, who: inCharge, touches: ["listImportRows"] },
  listImportRows: { ...open, who: inCharge },
  saveImportProblems: { ...open, who: inCharge },
  runImport: { ...act, touches: [...act.touches, "listImports"] },
  listImports: { ...open, who: inCharge },
  undoImport: { ...act, touches: [...act.touches, "listImports"] },

  getOverview: look,
  getReport: look,
  exportReport: takeOut,
  makeEvidencePack: { ...takeOut, who: guarded.who },

  getSettings: look,
  updateSettings: { ...act, touches: ["getSettings", "getMySecurity", ...act.touches] },
  saveGateway: { ...act, touches: ["getSettings", ...mine, ...people, ...ledger] },
  removeGateway: { ...act, touches: ["getSettings", ...mine, ...people, ...ledger] },
  sendTest: { ...open, who: inCharge, password: "recent", touches: ["getSettings", "listOutbox", ...ledger] },
  listOutbox: look,

  listEntries: guarded,
  getLedgerState: guarded,
  verifyLedger: { ...guarded, touches: ["getLedgerState"] },
  exportEntries: { ...takeOut, who: guarded.who, touches: [...ledger, ...approvals] },
};
