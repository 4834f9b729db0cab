import { describe, expect, test } from "vitest";
import { auditLogWords } from "../../src/contract/audit/messages";
import { bypassCodeWords, signInWords, tokenWords } from "../../src/contract/authentication/messages";
import { emergencyCodesWords } from "../../src/contract/emergency/messages";
import {
  codesStepWords,
  enterCodeWords,
  getAppWords,
  scanWords,
  setupWords,
  verifyPhoneWords,
} from "../../src/contract/enrollment/messages";
import {
  accountWords,
  methodWords,
  profileWords,
  securityWords,
  typeTokenWords,
} from "../../src/contract/enrollment/profile-messages";
import { listWords, takeOutWords } from "../../src/contract/people/bulk-messages";
import { columnLabels } from "../../src/contract/people/bulk-result-messages";
import { addPersonWords, peopleWords } from "../../src/contract/people/messages";
import {
  actWords,
  profileWords as personProfileWords,
  personWords,
  shownCodeWords,
} from "../../src/contract/people/person-messages";
import { policyWords, previewWords } from "../../src/contract/policy/messages";
import { backupPasswordWords } from "../../src/contract/recovery/backup-password-messages";
import { emergencyWords, newPhoneWords } from "../../src/contract/recovery/messages";
import { ownCodesWords } from "../../src/contract/recovery/recovery-code-messages";
import { reportScreenWords } from "../../src/contract/reporting/messages";
import { settingsWords, signInSettingsWords } from "../../src/contract/settings/messages";
import { aboutWords, frameWords, settingsOfAccountType } from "../../src/contract/shell/messages";
import { firstScreenWords } from "../../src/contract/vault/messages";
import { managerStepWords, textTokenStepWords } from "../../src/contract/vault/practice-setup-messages";

type Label = readonly [label: string, where: string, words: string];

/* Labels that people are told by name, on paper, on the phone and by whoever taught them: they stay to the letter. */

describe("setting up two-factor authentication", () => {
  test.each<Label>([
    ["Account", "the menu", frameWords.account],
    ["Provider Settings", "in the Account menu, for a provider", settingsOfAccountType.provider],
    ["Staff Settings", "in the Account menu, for staff", settingsOfAccountType.staff],
    ["Profile", "the tab of one's own settings", accountWords.profile],
    ["Profile", "the tab of a person", personWords.profile],
    ["Cell phone", "on the tab Profile", profileWords.cellPhone],
    ["Cell phone", "of a person", personProfileWords.cellPhone],
    ["Cell phone", "on the tab Security", securityWords.cellPhone],
    ["Update Entire Profile", "on the tab Profile", profileWords.update],
    ["Update Entire Profile", "of a person", personProfileWords.update],
    ["Security", "the tab of one's own settings", accountWords.security],
    ["Security", "the tab of a person", personWords.security],
    ["Password", "on the tab Security", securityWords.password],
    ["Enable Two-Factor", "on the tab Security", securityWords.enable],
    ["Enable Two-Factor", "for somebody else", actWords["start-two-factor"].button],
    ["Authorization token", "where the first token is typed", typeTokenWords.token],
    ["Authorization token", "at the sign-in", tokenWords.token],
    ["Never expires", "in the first run", textTokenStepWords.never],
    ["Never expires", "in Settings", signInSettingsWords.never],
    ["Not recommended", "in the first run", textTokenStepWords.notRecommended],
    ["Not recommended", "in Settings", signInSettingsWords.notRecommended],
    ["Set up authenticator app", "on the tab Security", methodWords.setUpApp],
    ["Set up authenticator app", "over the five steps", setupWords.title],
    ["Get the app", "the first step", getAppWords.title],
    ["App Store", "under its QR code", getAppWords.appStoreName],
    ["Google Play", "under its QR code", getAppWords.googlePlayName],
    ["Desktop authenticator apps are not allowed.", "in the first step", getAppWords.mobileOnly],
    ["Verify your phone", "the second step", verifyPhoneWords.title],
    ["Text message", "in the second step", verifyPhoneWords.text],
    ["Phone call", "in the second step", verifyPhoneWords.call],
    ["Scan", "the third step", scanWords.title],
    ["Enter the code", "the fourth step", enterCodeWords.title],
    ["Don't get locked out", "the fifth step, with the backup password", backupPasswordWords.stepTitle],
    ["Don't get locked out", "the fifth step, with the recovery codes", codesStepWords.title],
    ["Backup password", "in the fifth step", backupPasswordWords.field],
    ["I have stored these", "under the recovery codes", ownCodesWords.stored],
    ["2-Factor Auth", "the column of the list", peopleWords.columns.twoFactor],
    ["2-Factor Auth", "the column of exports", columnLabels["two-factor"]],
  ])("says “%s”: %s", (label, _where, words) => {
    expect(words).toBe(label);
  });
});

describe("the dictionary", () => {
  test.each<Label>([
    ["Overview", "in the navigation", frameWords.overview],
    ["People", "in the navigation", frameWords.people],
    ["People", "over the screen", peopleWords.title],
    ["Support desk", "in the navigation", frameWords.supportDesk],
    ["2FA policy", "in the navigation", frameWords.policy],
    ["2FA policy", "over the screen", policyWords.title],
    ["Ready", "in the preview of the policy", previewWords.groupOf("ready", "15 Nov 2026")],
    ["Still has time", "in the preview of the policy", previewWords.groupOf("time-left", "15 Nov 2026")],
    ["Must set up by 15 Nov 2026", "in the preview", previewWords.groupOf("must-set-up", "15 Nov 2026")],
    ["Would be locked out", "in the preview of the policy", previewWords.groupOf("locked-out", "15 Nov 2026")],
    ["Audit log", "in the navigation", frameWords.auditLog],
    ["Audit log", "over the screen", auditLogWords.title],
    ["Reports", "in the navigation", frameWords.reports],
    ["Reports", "over the screen", reportScreenWords.title],
    ["Settings", "in the navigation", frameWords.settings],
    ["Settings", "over the screen", settingsWords.title],
    ["Change password", "in the Account menu", frameWords.changePassword],
    ["Lock", "in the Account menu", frameWords.lock],
    ["Switch user", "in the Account menu", frameWords.switchUser],
    ["Sign out", "in the Account menu", frameWords.signOut],
    ["Help", "in the Account menu", frameWords.help],
    ["Account type", "of a person", personProfileWords.accountType],
    ["Account type", "of somebody who is added", addPersonWords.accountType],
    ["Account type", "one's own", profileWords.accountType],
    ["Account type", "the column of exports", columnLabels["account-type"]],
    ["I have a setup code", "on the first screen", signInWords.haveSetupCode],
    ["Setup code", "where it is given", shownCodeWords.setupCode],
    ["Use a bypass code", "at the sign-in", tokenWords.bypassCode],
    ["Bypass code", "where it is typed", bypassCodeWords.field],
    ["Bypass code", "where it is given", shownCodeWords.bypassCode],
    ["Bypass code", "the act that gives it", actWords["issue-bypass-code"].button],
    ["Bypass code", "among the proofs for a new phone", newPhoneWords.proofs["bypass-code"]],
    ["Emergency access", "on the first screen", signInWords.emergency],
    ["Emergency access", "over its screen", emergencyWords.title],
    ["Emergency access", "in Settings", settingsWords.sections["emergency-access"]],
    ["Emergency codes", "in Settings", emergencyCodesWords.title],
    ["Set up your practice", "on the first screen", firstScreenWords.found],
    ["Set up your practice", "at the end of its form", managerStepWords.found],
    ["Export", "over the list of people", listWords.export],
    ["Export", "in the question before it", takeOutWords.confirm],
    ["Export", "over the audit log", auditLogWords.export],
    ["Export", "over a report", reportScreenWords.takeOut],
    ["License", "about Wardkey", aboutWords.license],
  ])("says “%s”: %s", (label, _where, words) => {
    expect(words).toBe(label);
  });
});
