import type { NotAllowed } from "../preload/refusals";
import { ok, type Refused, refuse } from "../preload/result";
import type { Services } from "./ipc";
import type { Preferences } from "./preferences";
import { askApproval, declineAct, getApproval, listApprovals } from "./services/approvals";
import { approveAct } from "./services/approve-act";
import { beginAuthenticator, cancelAuthenticator, confirmAuthenticator } from "./services/authenticators";
import { removeBackupPassword, setBackupPassword, skipBackupPassword } from "./services/backup-password";
import { listBreakGlass, openBreakGlass, reviewBreakGlass } from "./services/break-glass";
import { removeGateway, saveGateway } from "./services/change-gateway";
import { claimSetUpCode } from "./services/claim";
import { correctClock, correctClockInFounding, getClock } from "./services/clock";
import { correctClockAtSignIn } from "./services/clock-at-sign-in";
import { confirmVault } from "./services/confirming";
import { keepDrafts, takeDrafts } from "./services/drafts";
import { liftEmail } from "./services/emails";
import { makeEnrolmentSheets } from "./services/enrolment-sheets";
import { getEnvelope, makeEnvelopeHalf, voidEnvelope } from "./services/envelope";
import { makeEvidencePack } from "./services/evidence-pack";
import { endExemption, exemptPerson, listExemptions } from "./services/exemptions";
import { chooseTextTokenLifetime, finishFounding, foundPractice } from "./services/founding";
import { sendTest } from "./services/gateway";
import * as help from "./services/help-acts";
import type { House } from "./services/house";
import { chooseImportFile, listImportRows, rehearseImport, saveImportProblems } from "./services/import";
import { runImport } from "./services/import-run";
import { listImports, undoImport } from "./services/imports";
import { getLedgerState, listEntries } from "./services/ledger";
import { exportEntries } from "./services/ledger-export";
import { deactivatePeople, listSelected } from "./services/many-people";
import { chooseTextMessages, disableTwoFactor } from "./services/methods";
import { listMyNotices } from "./services/notices";
import { listOutbox } from "./services/outbox";
import { getOverview } from "./services/overview";
import * as papers from "./services/papers-at-hand";
import { changePassword, checkPassword } from "./services/passwords";
import * as people from "./services/people";
import { exportPeople } from "./services/people-export";
import { getPeopleSettings, removeView, savePeopleSettings, saveView } from "./services/people-settings";
import * as acts from "./services/person-acts";
import { confirmPhoneProof, sendPhoneProof } from "./services/phone-proof";
import { finishRecovery, proveForRecovery, sendRecoveryToken } from "./services/phone-recovery";
import { getMyProfile, updateMyProfile } from "./services/profile";
import { cancelProgress, getProgress } from "./services/progress";
import { stepUp, unlock } from "./services/proof";
import { rebuildTables } from "./services/rebuilding";
import { recoverOnlyManager, sendOnlyManagerToken } from "./services/recovery";
import { makeRecoveryCodes, replaceRecoveryCode, storeRecoveryCodes } from "./services/recovery-codes";
import { confirmRecoveryKit, makeRecoveryKit } from "./services/recovery-kit";
import { askRefounding, finishRefounding } from "./services/refounding";
import { remindPeople } from "./services/reminders";
import { exportReport, getReport } from "./services/reports";
import { changeRequirement, getRequirement, listRehearsed, rehearseRequirement } from "./services/requirement";
import { resyncAuthenticator } from "./services/resync";
import { redeemSealedSheet } from "./services/sealed-sheets";
import { getMySecurity } from "./services/security";
import { lock, signOut, stayUnlocked, switchUser } from "./services/sessions";
import { confirmTextToken, enableTwoFactor, redeemSetUpCode } from "./services/set-up";
import { getSettings, updateSettings } from "./services/settings";
import { cancelSignIn, signIn, submitToken, useBypassCode, useRecoveryCode } from "./services/sign-in";
import { getSituation } from "./services/situation";
import { getSupportCase } from "./services/support-case";
import { askForHelp, closeHelp, getSupportQueue } from "./services/support-desk";
import { sendToken } from "./services/tokens";
import * as vault from "./services/vault";
import { vouchFor } from "./services/vouching";
import { forgetMyWorkstation, forgetWorkstation } from "./services/workstations";
import type { Caller, World } from "./services/world";
import { applyTheme } from "./window";

/** What some answers need of the desktop. */
export type Doors = {
  readonly version: string;
  readonly preferences: Preferences;
  readonly verify: () => void;
};

/** One line per method of the contract: who answers it. */
export function answers(house: House, doors: Doors): Services {
  const { preferences } = doors;

  /** A service that works in the opened vault; refused where there is none yet, as in the first steps of the first run. */
  function inWorld<I, R>(
    verb: (world: World, caller: Caller, input: I) => R,
  ): (caller: Caller, input: I) => R | Refused<NotAllowed> {
    return (caller, input) => {
      const { world } = house.now;
      return world === null ? refuse({ code: "not-allowed" }) : verb(world, caller, input);
    };
  }

  /** A service that works on the house: founding and opening. */
  function inHouse<I, R>(verb: (house: House, caller: Caller, input: I) => R): (caller: Caller, input: I) => R {
    return (caller, input) => verb(house, caller, input);
  }

  return {
    getSituation: (caller) => getSituation(house, caller, { version: doors.version, theme: preferences.get("theme") }),
    chooseTheme: (_caller, { theme }) => {
      preferences.set("theme", theme);
      applyTheme(theme);
      return ok(null);
    },
    checkPassword: (_caller, input) => checkPassword(house.hashing, input),
    foundPractice: inHouse(foundPractice),
    chooseTextTokenLifetime: inWorld(chooseTextTokenLifetime),
    makeRecoveryKit: inHouse(makeRecoveryKit),
    confirmRecoveryKit: inHouse(confirmRecoveryKit),
    finishFounding: inHouse(finishFounding),
    chooseVaultFile: inHouse(vault.chooseVaultFile),
    openVaultFile: inHouse(vault.openVaultFile),
    openVault: inHouse(vault.openVault),
    openVaultWithRecoveryKey: inHouse(vault.openVaultWithRecoveryKey),
    retryOpening: inHouse(vault.retryOpening),
    confirmVault: inHouse(confirmVault),
    rebuildTables: inHouse(rebuildTables),

    printPaper: inWorld(papers.printPaper),
    savePaper: inWorld(papers.savePaper),
    copyRecoveryCodes: inWorld(papers.copyRecoveryCodes),

    signIn: inWorld(signIn),
    claimSetUpCode: inWorld(claimSetUpCode),
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
    redeemSetUpCode: inWorld(redeemSetUpCode),
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
    forgetMyWorkstation: inWorld(forgetMyWorkstation),

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
    forgetWorkstation: inWorld(forgetWorkstation),

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
    issueSetUpCode: inWorld(help.issueSetUpCode),
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
    askRefounding: inWorld(askRefounding),
    finishRefounding: inWorld(finishRefounding),

    getClock: inWorld(getClock),
    correctClock: inWorld(correctClock),
    correctClockAtSignIn: inWorld(correctClockAtSignIn),
    correctClockInFounding: inWorld(correctClockInFounding),

    getEnvelope: inWorld(getEnvelope),
    makeEnvelopeHalf: inWorld(makeEnvelopeHalf),
    voidEnvelope: inWorld(voidEnvelope),
    openBreakGlass: inWorld(openBreakGlass),
    listBreakGlass: inWorld(listBreakGlass),
    reviewBreakGlass: inWorld(reviewBreakGlass),

    getPeopleSettings: inWorld(getPeopleSettings),
    savePeopleSettings: inWorld(savePeopleSettings),
    saveView: inWorld(saveView),
    removeView: inWorld(removeView),
    listSelected: inWorld(listSelected),
    deactivatePeople: inWorld(deactivatePeople),
    remindPeople: inWorld(remindPeople),
    makeEnrolmentSheets: inWorld(makeEnrolmentSheets),
    exportPeople: inWorld(exportPeople),
    getProgress: inWorld(getProgress),
    cancelProgress: inWorld(cancelProgress),

    listApprovals: inWorld(listApprovals),
    getApproval: inWorld(getApproval),
    askApproval: inWorld(askApproval),
    approveAct: inWorld(approveAct),
    declineAct: inWorld(declineAct),

    getRequirement: inWorld(getRequirement),
    rehearseRequirement: inWorld(rehearseRequirement),
    listRehearsed: inWorld(listRehearsed),
    changeRequirement: inWorld(changeRequirement),
    listExemptions: inWorld(listExemptions),
    exemptPerson: inWorld(exemptPerson),
    endExemption: inWorld(endExemption),

    chooseImportFile: inWorld(chooseImportFile),
    rehearseImport: inWorld(rehearseImport),
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
