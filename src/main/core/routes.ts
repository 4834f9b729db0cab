import type { Caller } from "./session/session";
import type { NotAllowed } from "../../contract/refusals";
import { ok, type Refused, refuse } from "../../contract/result";
import { askApproval, declineAct, getApproval, listApprovals } from "./approvals/approvals";
import { approveAct } from "./approvals/approve-act";
import { getLedgerState, listEntries } from "./audit/entries";
import { exportEntries } from "./audit/export-entries";
import { forgetMyRememberedSignIn, forgetRememberedSignIn } from "./authentication/forget-sign-in";
import { changePassword, checkPassword } from "./authentication/passwords";
import { stepUp, unlock } from "./authentication/proof";
import { resyncAuthenticator } from "./authentication/resync";
import { cancelSignIn, signIn, submitToken, useBypassCode, useRecoveryCode } from "./authentication/sign-in";
import { sendToken } from "./authentication/tokens";
import { correctClock, correctClockInSetup, getClock } from "./clock/clock";
import { correctClockAtSignIn } from "./clock/clock-at-sign-in";
import type { VaultContext } from "./context";
import type { Services } from "./dispatch";
import { listEmergencyAccesses, openEmergencyAccess, reviewEmergencyAccess } from "./emergency/emergency-access";
import { getEmergencyCodes, makeEmergencyHalf, voidEmergencyCodes } from "./emergency/emergency-codes";
import { beginAuthenticator, cancelAuthenticator, confirmAuthenticator } from "./enrollment/authenticators";
import { claimSetupCode } from "./enrollment/claim-setup-code";
import { makeEnrollmentSheets } from "./enrollment/enrollment-sheets";
import { confirmPhoneProof, sendPhoneProof } from "./enrollment/phone-proof";
import { getMyProfile, updateMyProfile } from "./enrollment/profile";
import { redeemSealedSheet } from "./enrollment/sealed-sheets";
import { getMySecurity } from "./enrollment/security";
import { chooseTextMessages, disableTwoFactor } from "./enrollment/two-factor-method";
import { confirmTextToken, enableTwoFactor, redeemSetupCode } from "./enrollment/two-factor-setup";
import { listImports, undoImport } from "./import/imports";
import { chooseImportFile, dryRunImport, listImportRows, saveImportProblems } from "./import/prepare-import";
import { runImport } from "./import/run-import";
import type { Installation } from "./installation";
import { removeGateway, saveGateway } from "./messaging/change-gateway";
import { sendTest } from "./messaging/gateway";
import { listMyNotices } from "./messaging/my-notices";
import { listOutbox } from "./messaging/outbox";
import { remindPeople } from "./messaging/reminders";
import * as acts from "./people/account-acts";
import { deactivatePeople, listSelected } from "./people/bulk-acts";
import { liftEmail } from "./people/emails";
import { exportPeople } from "./people/export-people";
import * as people from "./people/people";
import { getPeopleSettings, removeView, savePeopleSettings, saveView } from "./people/people-settings";
import { endExemption, exemptPerson, listExemptions } from "./policy/exemptions";
import { changePolicy, getPolicy, listPreviewed, previewPolicy } from "./policy/policy";
import type { Appearance } from "./ports";
import { removeBackupPassword, setBackupPassword, skipBackupPassword } from "./recovery/backup-password";
import { askManagerRecovery, finishManagerRecovery } from "./recovery/manager-recovery";
import { recoverOnlyManager, sendOnlyManagerToken } from "./recovery/only-manager";
import { finishRecovery, proveForRecovery, sendRecoveryToken } from "./recovery/phone-recovery";
import { makeRecoveryCodes, replaceRecoveryCode, storeRecoveryCodes } from "./recovery/recovery-codes";
import { makeEvidencePack } from "./reporting/evidence-pack";
import { getOverview } from "./reporting/overview";
import { exportReport, getReport } from "./reporting/reports";
import { getAppState } from "./session/app-state";
import { keepDrafts, takeDrafts } from "./session/drafts";
import * as papers from "./session/papers";
import { cancelProgress, getProgress } from "./session/progress";
import { lock, signOut, stayUnlocked, switchUser } from "./session/sessions";
import { getSettings, updateSettings } from "./settings/settings";
import * as help from "./support/help-acts";
import { getSupportCase } from "./support/support-case";
import { askForHelp, closeHelp, getSupportQueue } from "./support/support-desk";
import { vouchFor } from "./support/vouching";
import { confirmVault } from "./vault/confirm-vault";
import { chooseTextTokenLifetime, createPractice, finishPracticeSetup } from "./vault/practice-setup";
import { rebuildTables } from "./vault/rebuild-tables";
import { confirmRecoveryKit, makeRecoveryKit } from "./vault/recovery-kit";
import * as vault from "./vault/vault";

/** What some answers need of their host. */
export type HostParts = {
  readonly version: string;
  readonly appearance: Appearance;
  readonly verify: () => void;
};

/** One line per method of the contract: who answers it. */
export function answers(installation: Installation, doors: HostParts): Services {
  /** A service that works in the opened vault; refused where there is none yet, as in the first steps of the first run. */
  function inWorld<I, R>(
    verb: (context: VaultContext, caller: Caller, input: I) => R,
  ): (caller: Caller, input: I) => R | Refused<NotAllowed> {
    return (caller, input) => {
      const { context } = installation.now;
      return context === null ? refuse({ code: "not-allowed" }) : verb(context, caller, input);
    };
  }

  /** A service that works on the house: founding and opening. */
  function inInstallation<I, R>(
    verb: (installation: Installation, caller: Caller, input: I) => R,
  ): (caller: Caller, input: I) => R {
    return (caller, input) => verb(installation, caller, input);
  }

  return {
    getAppState: (caller) => getAppState(installation, caller, { version: doors.version, ...doors.appearance.now() }),
    chooseTheme: async (_caller, { theme }) => {
      await doors.appearance.chooseTheme(theme);
      return ok(null);
    },
    checkPassword: (_caller, input) => checkPassword(installation.hashing, input),
    createPractice: inInstallation(createPractice),
    chooseTextTokenLifetime: inWorld(chooseTextTokenLifetime),
    makeRecoveryKit: inInstallation(makeRecoveryKit),
    confirmRecoveryKit: inInstallation(confirmRecoveryKit),
    finishPracticeSetup: inInstallation(finishPracticeSetup),
    chooseVaultFile: inInstallation(vault.chooseVaultFile),
    openVaultFile: inInstallation(vault.openVaultFile),
    openVault: inInstallation(vault.openVault),
    openVaultWithRecoveryKey: inInstallation(vault.openVaultWithRecoveryKey),
    retryOpening: inInstallation(vault.retryOpening),
    confirmVault: inInstallation(confirmVault),
    rebuildTables: inInstallation(rebuildTables),

    printPaper: inWorld(papers.printPaper),
    savePaper: inWorld(papers.savePaper),
    copyRecoveryCodes: inWorld(papers.copyRecoveryCodes),

    signIn: inWorld(signIn),
    claimSetupCode: inWorld(claimSetupCode),
    recoverOnlyManager: inWorld(recoverOnlyManager),
    submitToken: inWorld(submitToken),
    sendToken: inWorld(sendToken),
    useRecoveryCode: inWorld(useRecoveryCode),
    useBypassCode: inWorld(useBypassCode),
    cancelSignIn: inWorld(cancelSignIn),

    stepUp: inWorld(stepUp),
    lock: inWorld(lock),
    stayUnlocked: inWorld(stayUnlocked),
    unlock: inWorld(unlock),
    keepDrafts: inWorld(keepDrafts),
    takeDrafts: inWorld(takeDrafts),
    switchUser: inWorld(switchUser),
    signOut: inWorld(signOut),
    changePassword: inWorld(changePassword),

    getMyProfile: inWorld(getMyProfile),
    updateMyProfile: inWorld(updateMyProfile),
    getMySecurity: inWorld(getMySecurity),
    listMyNotices: inWorld(listMyNotices),
    enableTwoFactor: inWorld(enableTwoFactor),
    confirmTextToken: inWorld(confirmTextToken),
    redeemSetupCode: inWorld(redeemSetupCode),
    sendPhoneProof: inWorld(sendPhoneProof),
    confirmPhoneProof: inWorld(confirmPhoneProof),
    beginAuthenticator: inWorld(beginAuthenticator),
    redeemSealedSheet: inWorld(redeemSealedSheet),
    confirmAuthenticator: inWorld(confirmAuthenticator),
    cancelAuthenticator: inWorld(cancelAuthenticator),
    makeRecoveryCodes: inWorld(makeRecoveryCodes),
    storeRecoveryCodes: inWorld(storeRecoveryCodes),
    chooseTextMessages: inWorld(chooseTextMessages),
    disableTwoFactor: inWorld(disableTwoFactor),
    forgetMyRememberedSignIn: inWorld(forgetMyRememberedSignIn),

    listPeople: inWorld(people.listPeople),
    countFound: inWorld(people.countFound),
    countPeople: inWorld(people.countPeople),
    getPerson: inWorld(people.getPerson),
    listPersonEntries: inWorld(people.listPersonEntries),
    findSharedPhones: inWorld(people.findSharedPhones),
    addPerson: inWorld(people.addPerson),
    editPerson: inWorld(people.editPerson),
    changeRole: inWorld(acts.changeRole),
    deactivatePerson: inWorld(acts.deactivatePerson),
    reactivatePerson: inWorld(acts.reactivatePerson),
    liftEmail: inWorld(liftEmail),
    startTwoFactor: inWorld(acts.startTwoFactor),
    forgetRememberedSignIn: inWorld(forgetRememberedSignIn),

    getSupportQueue: inWorld(getSupportQueue),
    getSupportCase: inWorld(getSupportCase),
    closeHelp: inWorld(closeHelp),
    askForHelp: inWorld(askForHelp),
    vouchFor: inWorld(vouchFor),
    unlockAccount: inWorld(help.unlockAccount),
    issueBypassCode: inWorld(help.issueBypassCode),
    replacePhone: inWorld(help.replacePhone),
    fallBackToText: inWorld(help.fallBackToText),
    resetTwoFactor: inWorld(help.resetTwoFactor),
    issueSetupCode: inWorld(help.issueSetupCode),
    confirmNumber: inWorld(help.confirmNumber),

    proveForRecovery: inWorld(proveForRecovery),
    sendRecoveryToken: inWorld(sendRecoveryToken),
    finishRecovery: inWorld(finishRecovery),
    setBackupPassword: inWorld(setBackupPassword),
    skipBackupPassword: inWorld(skipBackupPassword),
    removeBackupPassword: inWorld(removeBackupPassword),
    replaceRecoveryCode: inWorld(replaceRecoveryCode),
    resyncAuthenticator: inWorld(resyncAuthenticator),
    sendOnlyManagerToken: inWorld(sendOnlyManagerToken),
    askManagerRecovery: inWorld(askManagerRecovery),
    finishManagerRecovery: inWorld(finishManagerRecovery),

    getClock: inWorld(getClock),
    correctClock: inWorld(correctClock),
    correctClockAtSignIn: inWorld(correctClockAtSignIn),
    correctClockInSetup: inWorld(correctClockInSetup),

    getEmergencyCodes: inWorld(getEmergencyCodes),
    makeEmergencyHalf: inWorld(makeEmergencyHalf),
    voidEmergencyCodes: inWorld(voidEmergencyCodes),
    openEmergencyAccess: inWorld(openEmergencyAccess),
    listEmergencyAccesses: inWorld(listEmergencyAccesses),
    reviewEmergencyAccess: inWorld(reviewEmergencyAccess),

    getPeopleSettings: inWorld(getPeopleSettings),
    savePeopleSettings: inWorld(savePeopleSettings),
    saveView: inWorld(saveView),
    removeView: inWorld(removeView),
    listSelected: inWorld(listSelected),
    deactivatePeople: inWorld(deactivatePeople),
    remindPeople: inWorld(remindPeople),
    makeEnrollmentSheets: inWorld(makeEnrollmentSheets),
    exportPeople: inWorld(exportPeople),
    getProgress: inWorld(getProgress),
    cancelProgress: inWorld(cancelProgress),

    listApprovals: inWorld(listApprovals),
    getApproval: inWorld(getApproval),
    askApproval: inWorld(askApproval),
    approveAct: inWorld(approveAct),
    declineAct: inWorld(declineAct),

    getPolicy: inWorld(getPolicy),
    previewPolicy: inWorld(previewPolicy),
    listPreviewed: inWorld(listPreviewed),
    changePolicy: inWorld(changePolicy),
    listExemptions: inWorld(listExemptions),
    exemptPerson: inWorld(exemptPerson),
    endExemption: inWorld(endExemption),

    chooseImportFile: inWorld(chooseImportFile),
    dryRunImport: inWorld(dryRunImport),
    listImportRows: inWorld(listImportRows),
    saveImportProblems: inWorld(saveImportProblems),
    runImport: inWorld(runImport),
    listImports: inWorld(listImports),
    undoImport: inWorld(undoImport),

    getOverview: inWorld(getOverview),
    getReport: inWorld(getReport),
    exportReport: inWorld(exportReport),
    makeEvidencePack: inWorld(makeEvidencePack),

    getSettings: inWorld(getSettings),
    updateSettings: inWorld(updateSettings),
    saveGateway: inWorld(saveGateway),
    removeGateway: inWorld(removeGateway),
    sendTest: inWorld(sendTest),
    listOutbox: inWorld(listOutbox),

    listEntries: inWorld(listEntries),
    getLedgerState: inWorld(getLedgerState),
    verifyLedger: () => {
      doors.verify();
      return ok(null);
    },
    exportEntries: inWorld(exportEntries),
  };
}
