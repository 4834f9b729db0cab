import type { Api } from "./api";
import type { InputOf } from "./inputs";
import type * as R from "./refusals";
import type { Result } from "./result";
import type { Stance } from "./vocabulary";

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

export type Method = keyof Api;
export type Calls = { readonly [M in Method]: (input: InputOf<M>) => Promise<Answer<M>> };
/** What the page gets: one function per method and two listeners; no channel names and no event objects. */
export interface Wardkey extends Calls {
  /** Reads that main says have changed. Returns how to stop listening. */
  changed(listener: (reads: readonly Method[]) => void): () => void;
  /** The stance has changed: signed in, locked, signed out. */
  session(listener: (stance: Stance) => void): () => void;
}
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
  "break-glass",
];
const signedIn: readonly Stance[] = ["member", "support", "auditor", "manager", "break-glass"];
const ownSetUp: readonly Stance[] = ["founding", "set-up-only", ...signedIn];
/** With the envelope nobody changes what is their own: it would outlive the shift, without a second factor. */
const asAlways: readonly Stance[] = ["member", "support", "auditor", "manager"];
const readers: readonly Stance[] = ["support", "auditor", "manager", "break-glass"];
const helpers: readonly Stance[] = ["support", "manager", "break-glass"];
/** What the practice decides. With the envelope somebody helps people in and reads lists, and decides nothing. */
const inCharge: readonly Stance[] = ["manager"];
const standings: readonly Method[] = ["getRequirement", "rehearseRequirement", "listRehearsed", "listExemptions"];
const people: readonly Method[] = [
  ...["listPeople", "countFound", "countPeople", "getPerson", "listPersonEntries", "findSharedPhones"],
  ...[...standings, "getReport", "getSupportQueue", "getSupportCase"],
] as readonly Method[];
const ledger: readonly Method[] = ["listEntries", "getLedgerState", "getOverview"];
const approvals: readonly Method[] = ["getApproval", "listApprovals", "getSituation"];
const mine: readonly Method[] = ["getSituation", "getMyProfile", "getMySecurity"];

const open = { password: "no", touches: [] } as const;
/** A change of one's own security. */
const own = {
  who: ["founding", "set-up-only", ...asAlways],
  password: "recent",
  touches: [...mine, ...people, ...ledger],
} as const;
/** An act of a manager on somebody else. */
const act = { who: inCharge, password: "every-time", touches: [...people, ...ledger, ...approvals] } as const;
/** An act for somebody who asked for help. */
const help = { ...act, who: helpers } as const;
/** What managers prepare and auditors may look at. */
const look = { ...open, who: ["auditor", "manager", "break-glass"] } as const;
/** The ledger, second managers, and what guards them: not for whoever came in with the envelope. */
const guarded = { ...open, who: ["auditor", "manager"] } as const;
/** What leaves the vault as a file or on paper. */
const takeOut = { who: ["auditor", "manager", "break-glass"], password: "every-time", touches: ledger } as const;

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
  confirmVault: { ...open, who: ["sealed"], touches: ["getSituation"] },
  rebuildTables: { who: ["manager"], password: "every-time", touches: ["getSituation"] },

  printPaper: { ...open, who: ownSetUp },
  savePaper: { ...open, who: ownSetUp },
  copyRecoveryCodes: { ...open, who: ["founding", "set-up-only", ...asAlways] },

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
  keepDrafts: { ...open, who: ["locked", "signed-out"] },
  takeDrafts: { ...open, who: ["set-up-only", ...signedIn] },
  switchUser: { ...open, who: ["set-up-only", "locked", ...signedIn], touches: ["getSituation"] },
  signOut: { ...open, who: ["set-up-only", "locked", ...signedIn], touches: ["getSituation"] },
  changePassword: { ...own, who: asAlways },

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
  redeemSealedSheet: { ...own, reveals: true },
  confirmAuthenticator: { ...own, password: "no" },
  cancelAuthenticator: { ...own, password: "no" },
  makeRecoveryCodes: { ...own, reveals: true },
  storeRecoveryCodes: { ...own, password: "no" },
  chooseTextMessages: { ...own, who: asAlways, password: "every-time" },
  disableTwoFactor: { ...own, who: asAlways, password: "every-time" },
  forgetMyWorkstation: { ...own, who: asAlways },

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
  forgetWorkstation: act,

  getSupportQueue: { ...open, who: helpers },
  getSupportCase: { ...open, who: helpers },
  closeHelp: { ...open, who: helpers, touches: [...people, ...ledger] },
  askForHelp: { ...open, who: ["signed-out", "password-passed"], touches: ["getSituation"] },
  vouchFor: { ...open, who: helpers, touches: ledger },
  unlockAccount: help,
  issueBypassCode: { ...help, reveals: true },
  replacePhone: { ...help, reveals: true },
  fallBackToText: help,
  resetTwoFactor: { ...help, reveals: true },
  issueSetUpCode: { ...help, reveals: true },
  confirmNumber: { ...help, who: ["support", ...inCharge] },

  proveForRecovery: { ...open, who: ["password-passed"], touches: ["getSituation"] },
  sendRecoveryToken: { ...open, who: ["password-passed"], touches: ["getSituation"] },
  finishRecovery: { ...open, who: ["password-passed"], touches: ["getSituation"] },
  setBackupPassword: own,
  skipBackupPassword: { ...own, password: "no" },
  removeBackupPassword: { ...own, who: asAlways },
  replaceRecoveryCode: { ...own, who: asAlways, password: "no", reveals: true },
  resyncAuthenticator: { ...open, who: ["password-passed"], touches: ["getSituation"] },
  sendOnlyManagerToken: { ...open, who: ["signed-out", "password-passed"] },
  askRefounding: { ...open, who: ["signed-out", "password-passed"], touches: ["getSituation"] },
  finishRefounding: { ...open, who: ["signed-out", "password-passed"], touches: ["getSituation"] },

  getClock: { ...open, who: ["founding", ...readers] },
  correctClock: { ...act, touches: ["getSituation", "getClock", ...act.touches] },
  correctClockAtSignIn: { ...open, who: ["signed-out", "password-passed"], touches: ["getSituation"] },
  correctClockInFounding: { who: ["founding"], password: "recent", touches: ["getSituation", "getClock"] },

  getEnvelope: guarded,
  makeEnvelopeHalf: { who: ["manager"], password: "every-time", touches: ["getEnvelope", ...ledger] },
  voidEnvelope: { who: ["manager"], password: "every-time", touches: ["getEnvelope", ...ledger] },
  openBreakGlass: { ...open, who: ["signed-out", "password-passed"], touches: ["getSituation"] },
  listBreakGlass: guarded,
  reviewBreakGlass: { who: ["manager"], password: "every-time", touches: ["listBreakGlass", ...ledger] },

  getPeopleSettings: { ...open, who: readers },
  savePeopleSettings: { ...open, who: readers, touches: ["getPeopleSettings"] },
  saveView: { ...open, who: readers, touches: ["getPeopleSettings"] },
  removeView: { ...open, who: readers, touches: ["getPeopleSettings"] },
  listSelected: { ...open, who: inCharge },
  deactivatePeople: act,
  remindPeople: { ...act, password: "recent", touches: [...people, ...ledger, "listOutbox"] },
  makeEnrolmentSheets: act,
  exportPeople: takeOut,
  getProgress: { ...open, who: signedIn },
  cancelProgress: { ...open, who: signedIn },

  listApprovals: guarded,
  getApproval: look,
  askApproval: { who: ["auditor", "manager"], password: "recent", touches: [...approvals, ...ledger] },
  approveAct: { ...open, who: ["auditor", "manager"], touches: [...approvals, ...ledger] },
  declineAct: { who: asAlways, password: "recent", touches: [...approvals, ...ledger] },

  getRequirement: look,
  rehearseRequirement: look,
  listRehearsed: look,
  changeRequirement: { ...act, touches: [...act.touches, "getMySecurity"] },
  listExemptions: look,
  exemptPerson: act,
  endExemption: act,

  chooseImportFile: { ...open, who: inCharge, touches: ["listImportRows"] },
  rehearseImport: { ...open, who: inCharge, touches: ["listImportRows"] },
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
