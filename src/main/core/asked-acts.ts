import type { AskedAct } from "../../contract/approvals/asked-acts";
import { askedSentences, namedPeople } from "../../contract/approvals/messages";
import { formatPhone } from "../../contract/fields";
import { formatDate, formatDateTime } from "../../contract/formats";
import { ruleWords } from "../../contract/policy/rule-messages";
import type { BadInput, MayNot, NoSuchPerson } from "../../contract/refusals";
import { ok, type Result, refuse } from "../../contract/result";
import type { DenialReason } from "../../contract/vocabulary";
import { actFactsOf, mayDo } from "./approvals/act-on-account";
import { type AskedActs, isOnPerson, type OnPerson, type OnPractice, type Takes } from "./approvals/asked-act";
import { gatewayChanges, profileChanges, settingChanges } from "./audit/entry-changes";
import { isWholeLedger } from "./audit/export-entries";
import type { VaultContext } from "./context";
import { startOfDayAt } from "./domain/calendar";
import { mayChangeRole, mayEdit, needsSecondManager } from "./domain/may";
import type { PolicyRule } from "./domain/policy";
import { whatSettingsWeaken, whatWeakens } from "./domain/weakening";
import { factsOf, readFacts } from "./people/account-facts";
import { mayLift } from "./people/emails";
import { ruleLabel } from "./policy/account-policy";
import { exemptionEndsAt, mayGrant } from "./policy/exemptions";
import { readRules } from "./policy/typed-rules";
import { asksLess } from "./policy/weaker-rules";
import { ownAccount } from "./session/own-account";
import type { Caller } from "./session/session";
import { settingsFrom, settingsOf } from "./settings/settings";
import { type Account, findAccount, findAccountName, readManagerFacts } from "./store/accounts";
import { findGenerations, listBackupFolders } from "./store/backups";
import { countEntriesOf } from "./store/ledger/entries";
import { findPolicy } from "./store/policy";
import { findClockCorrection, thePractice } from "./store/practice";

/* What a second manager is asked for: whether the act takes one now, and what it would do, in exact words. */

export const askedActs: AskedActs = { whatItTakes, sentenceOf };

/** What the caller needs for this now: null where they may do it alone, else why they may not. */
function whatItTakes(
  context: VaultContext,
  caller: Caller,
  asked: AskedAct,
): Result<Takes | null, MayNot | NoSuchPerson | BadInput> {
  if (caller.sessionState === "emergency-access") return refuse({ code: "may-not", because: "emergency" });
  if (isOnPerson(asked)) {
    const target = findAccount(context.db, asked.parameters.account);
    if (target === undefined) return refuse({ code: "no-such-person" });
    const verdict = mayDoTo(context, caller, asked, target);
    if (verdict === true) return ok(null);
    const waits = verdict === "second-manager" || verdict === "nobody-else";
    return waits ? ok(verdict) : refuse({ code: "may-not", because: verdict });
  }
  const auditorMay = asked.act === "exportEntries";
  if (caller.role !== "manager" && !(auditorMay && caller.role === "auditor")) {
    return refuse({ code: "may-not", because: "role" });
  }
  const weakens = weakensPractice(context, caller, asked);
  if (!weakens.ok) return weakens;
  return ok(weakens.value && needsSecondManager(readManagerFacts(context.db)) ? "second-manager" : null);
}

function mayDoTo(context: VaultContext, caller: Caller, asked: OnPerson, target: Account): true | DenialReason {
  const actFacts = actFactsOf(context, caller, target);
  const { caller: actor, target: facts, managers } = actFacts;
  if (asked.act === "changeRole") {
    const { role } = asked.parameters;
    return mayChangeRole({ role, weakens: asksLess(context, target, { role }) }, actor, facts, managers);
  }
  if (asked.act === "editPerson") {
    return mayEdit(asksLess(context, target, { accountType: asked.parameters.accountType }), actor, facts, managers);
  }
  if (asked.act === "liftEmail") return mayLift(context, actFacts, target, asked.parameters);
  if (asked.act !== "exemptPerson") return mayDo(asked.act, actFacts);
  return mayGrant(context, actFacts, exemptionEndsAt(context, asked.parameters.untilOn));
}

function weakensPractice(context: VaultContext, caller: Caller, asked: OnPractice): Result<boolean, BadInput> {
  switch (asked.act) {
    case "updateSettings": {
      const before = settingsOf(thePractice(context.db));
      return ok(whatSettingsWeaken(before, settingsFrom(asked.parameters)).length > 0);
    }
    case "changePolicy": {
      const before = findPolicy(context.db);
      const after = readRules(context, asked.parameters.rules, before);
      return after.ok ? ok(whatWeakens(before, after.value).length > 0) : after;
    }
    case "exportEntries": {
      const { person, group, from, to } = asked.parameters;
      return ok(isWholeLedger(context, ownAccount(context, caller).id, { person, group, from, to }));
    }
    case "removeGateway":
      return ok(thePractice(context.db).gateway !== null);
    case "saveGateway":
    case "correctClock":
    case "addBackupFolder":
    case "removeBackupFolder":
    case "changeBackupGenerations":
    case "restoreOverVault":
    case "changePassphrase":
    case "openByKeyStore":
    case "openByPassphrase":
    case "changeVaultKey":
    case "makeNewKit":
      return ok(true);
  }
}

/** What the act would do, with the names and values of now. */
function sentenceOf(context: VaultContext, asked: AskedAct): string {
  return isOnPerson(asked) ? sentenceOnPerson(context, asked) : sentenceOnPractice(context, asked);
}

function sentenceOnPerson(context: VaultContext, asked: OnPerson): string {
  const target = findAccount(context.db, asked.parameters.account);
  if (target === undefined) throw new Error("an asking about nobody");
  const { name, role } = target;
  switch (asked.act) {
    case "editPerson": {
      const after = readFacts(asked.parameters);
      return askedSentences.editPerson(name, after.ok ? profileChanges(factsOf(target), after.value) : []);
    }
    case "changeRole":
      return askedSentences.changeRole(name, role, asked.parameters.role);
    case "deactivatePerson":
    case "reactivatePerson":
      return askedSentences[asked.act](name, role);
    case "resetTwoFactor":
      return askedSentences.resetTwoFactor(name, asked.parameters.cause);
    case "replacePhone":
      return askedSentences.replacePhone(name, asked.parameters.cause);
    case "confirmNumber":
      return askedSentences.confirmNumber(name, formatPhone(target.cellPhone ?? "", thePractice(context.db).region));
    case "liftEmail": {
      const { email, to } = asked.parameters;
      return askedSentences.liftEmail(name, email, to === null ? null : (findAccountName(context.db, to) ?? to));
    }
    case "exemptPerson":
      return askedSentences.exemptPerson(name, dayWords(context, asked.parameters.untilOn));
    default:
      return askedSentences[asked.act](name);
  }
}

function sentenceOnPractice(context: VaultContext, asked: OnPractice): string {
  const practice = thePractice(context.db);
  switch (asked.act) {
    case "updateSettings":
      return askedSentences.updateSettings(settingChanges(settingsOf(practice), settingsFrom(asked.parameters)));
    case "saveGateway": {
      const changes = gatewayChanges(practice.gateway, asked.parameters);
      return askedSentences.saveGateway(changes, asked.parameters.token !== null);
    }
    case "removeGateway":
      return askedSentences.removeGateway(practice.gateway?.baseUrl ?? "");
    case "changePolicy":
      return askedSentences.changePolicy(
        practice.policy.map((rule) => ruleSentence(context, rule)),
        asked.parameters.rules.map((rule) => ruleSentence(context, rule)),
      );
    case "correctClock": {
      const now = context.clock.now();
      const after = now - findClockCorrection(context.db, context.workstation).ms + asked.parameters.correctionMs;
      return askedSentences.correctClock(formatDateTime(now, practice), formatDateTime(after, practice));
    }
    case "addBackupFolder":
      return askedSentences.addBackupFolder(asked.parameters.path);
    case "removeBackupFolder": {
      const { folder } = asked.parameters;
      const known = listBackupFolders(context.db, context.workstation).find(({ id }) => id === folder);
      return askedSentences.removeBackupFolder(known?.path ?? folder);
    }
    case "restoreOverVault":
      return askedSentences.restoreOverVault(asked.parameters.madeAt, practice);
    case "changeBackupGenerations":
      return askedSentences.changeBackupGenerations(findGenerations(context.db), asked.parameters);
    case "changePassphrase":
    case "openByKeyStore":
    case "openByPassphrase":
    case "changeVaultKey":
      return askedSentences[asked.act]();
    case "makeNewKit":
      return askedSentences.makeNewKit(asked.parameters.reason);
    case "exportEntries": {
      const { person, group, from, to, format } = asked.parameters;
      const count = countEntriesOf(context.db, { person, group, from, to });
      return askedSentences.exportEntries(count, format, practice);
    }
  }
}

type AnyRule = Pick<PolicyRule, "applies" | "fromOn" | "graceDays" | "methods">;

function ruleSentence(context: VaultContext, rule: AnyRule): string {
  const { applies, fromOn, graceDays, methods } = rule;
  const label =
    applies.to === "people"
      ? namedPeople(applies.people.map((id) => findAccountName(context.db, id) ?? id))
      : ruleLabel(context, rule);
  return ruleWords.rule(label, dayWords(context, fromOn), graceDays, methods);
}

function dayWords(context: VaultContext, on: string): string {
  const practice = thePractice(context.db);
  return formatDate(startOfDayAt(practice.timeZone, on), practice);
}
