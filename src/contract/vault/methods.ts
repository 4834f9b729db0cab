import { type InputsOf, method } from "../method";
import { approvalReads, auditReads } from "../reads";
import type {
  BackupUnusable,
  BadPassword,
  Cancelled,
  LockedUntil,
  MayNot,
  NotNow,
  PaperTrouble,
  PracticeNameMismatch,
  RecordsDamaged,
  TokenRefusal,
  TooSoon,
  VaultTrouble,
  WeakPassphrase,
  WrongCredentials,
  WrongEmergencyCodes,
  WrongKey,
  WrongPart,
} from "../refusals";
import type { SavedFile } from "../session/views";
import { auditors, managers } from "../session-state";
import type { vaultInputs } from "./inputs";
import type { BackupFacts, ChosenBackupView, ChosenFile, RecoveryKit, VaultKeysView } from "./views";

type Inputs = InputsOf<typeof vaultInputs>;

/** Where no vault is here, where none opens, and for whoever tests a backup or restores over a vault. */
const restoring = ["practice-setup", "sealed", ...managers] as const;
const keyReads = ["getVaultKeys", ...auditReads, ...approvalReads] as const;
type KeyRefusal = MayNot | NotNow | VaultTrouble | WeakPassphrase;

export const vaultMethods = {
  createPractice: method<
    Inputs["createPractice"],
    null,
    VaultTrouble | WeakPassphrase | BadPassword | PracticeNameMismatch
  >()({ callers: ["practice-setup"], password: "no", touches: ["getAppState"] }),
  chooseTextTokenLifetime: method<Inputs["chooseTextTokenLifetime"], null>()({
    callers: ["practice-setup"],
    password: "no",
    touches: ["getAppState"],
  }),
  makeRecoveryKit: method<Inputs["makeRecoveryKit"], RecoveryKit, NotNow>()({
    callers: ["practice-setup"],
    password: "recent",
    reveals: true,
    touches: ["getAppState"],
  }),
  confirmRecoveryKit: method<Inputs["confirmRecoveryKit"], null, WrongPart | NotNow>()({
    callers: ["practice-setup", ...managers],
    password: "no",
    touches: ["getVaultKeys", ...auditReads, ...approvalReads],
  }),
  finishPracticeSetup: method<Inputs["finishPracticeSetup"], null, NotNow>()({
    callers: ["practice-setup"],
    password: "no",
    touches: ["getAppState"],
  }),
  chooseVaultFile: method<Inputs["chooseVaultFile"], ChosenFile | null, NotNow>()({
    callers: ["practice-setup"],
    password: "no",
    touches: [],
  }),
  openVaultFile: method<Inputs["openVaultFile"], null, WrongKey | TooSoon | VaultTrouble | WeakPassphrase | NotNow>()({
    callers: ["practice-setup"],
    password: "no",
    touches: ["getAppState"],
  }),
  openVault: method<Inputs["openVault"], null, WrongKey | TooSoon | VaultTrouble>()({
    callers: ["sealed"],
    password: "no",
    touches: ["getAppState"],
  }),
  openVaultWithRecoveryKey: method<
    Inputs["openVaultWithRecoveryKey"],
    null,
    WrongKey | TooSoon | VaultTrouble | WeakPassphrase
  >()({ callers: ["sealed"], password: "no", touches: ["getAppState"] }),
  retryOpening: method<Inputs["retryOpening"], null, VaultTrouble>()({
    callers: ["practice-setup", "sealed"],
    password: "no",
    touches: ["getAppState"],
  }),
  confirmVault: method<
    Inputs["confirmVault"],
    null,
    WrongCredentials | LockedUntil | TokenRefusal | RecordsDamaged | WrongKey | WrongEmergencyCodes | MayNot | NotNow
  >()({ callers: ["sealed"], password: "no", touches: ["getAppState"] }),
  makeNewKit: method<Inputs["makeNewKit"], RecoveryKit, KeyRefusal>()({
    callers: managers,
    password: "every-time",
    reveals: true,
    touches: keyReads,
  }),
  getVaultKeys: method<Inputs["getVaultKeys"], VaultKeysView, NotNow>()({
    callers: managers,
    password: "no",
    touches: [],
  }),
  changePassphrase: method<Inputs["changePassphrase"], null, KeyRefusal>()({
    callers: managers,
    password: "every-time",
    touches: keyReads,
  }),
  openByKeyStore: method<Inputs["openByKeyStore"], null, KeyRefusal>()({
    callers: managers,
    password: "every-time",
    touches: keyReads,
  }),
  openByPassphrase: method<Inputs["openByPassphrase"], null, KeyRefusal>()({
    callers: managers,
    password: "every-time",
    touches: keyReads,
  }),
  changeVaultKey: method<Inputs["changeVaultKey"], null, KeyRefusal | WrongKey | TooSoon>()({
    callers: managers,
    password: "every-time",
    touches: keyReads,
  }),
  saveEvidence: method<Inputs["saveEvidence"], SavedFile | null, NotNow | PaperTrouble>()({
    callers: auditors,
    password: "every-time",
    touches: auditReads,
  }),
  saveSealedEvidence: method<Inputs["saveSealedEvidence"], SavedFile | null, NotNow | PaperTrouble>()({
    callers: ["sealed"],
    password: "no",
    touches: [],
  }),
  rebuildTables: method<Inputs["rebuildTables"], null, NotNow>()({
    callers: managers,
    password: "every-time",
    touches: ["getAppState"],
  }),
  chooseBackup: method<Inputs["chooseBackup"], ChosenBackupView | null, BackupUnusable | NotNow>()({
    callers: restoring,
    password: "no",
    touches: [],
  }),
  checkBackup: method<
    Inputs["checkBackup"],
    BackupFacts,
    BackupUnusable | WrongKey | TooSoon | NotNow | Cancelled | VaultTrouble
  >()({ callers: restoring, password: "no", touches: [] }),
  restoreBackup: method<Inputs["restoreBackup"], null, NotNow | VaultTrouble | WeakPassphrase>()({
    callers: ["practice-setup", "sealed"],
    password: "no",
    touches: ["getAppState"],
  }),
  restoreOverVault: method<Inputs["restoreOverVault"], null, NotNow | MayNot | VaultTrouble | WeakPassphrase>()({
    callers: managers,
    password: "every-time",
    touches: ["getAppState"],
  }),
};
