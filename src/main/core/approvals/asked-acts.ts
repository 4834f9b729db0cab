import type { AskedAct } from "../../../contract/approvals/asked-acts";
import { askedSentences, namedPeople } from "../../../contract/approvals/messages";
import { formatPhone } from "../../../contract/fields";
import { formatDate, formatDateTime } from "../../../contract/formats";
import { ruleWords } from "../../../contract/policy/rule-messages";
import type { BadInput, MayNot, NoSuchPerson } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { gatewayChanges, profileChanges, settingChanges } from "../audit/entry-changes";
import { isWholeLedger } from "../audit/export-entries";
import type { Caller, World } from "../context";
import { startOfDayAt } from "../domain/calendar";
import { type Hindrance, mayChangeRole, mayEdit, needsSecondManager } from "../domain/may";
import type { RequirementRule } from "../domain/policy";
import { whatSettingsWeaken, whatWeakens } from "../domain/weakening";
import { factsOf, readFacts } from "../people/account-facts";
import { mayDo, situationOf } from "../people/act-on-account";
import { mayLift } from "../people/emails";
import { managersNow } from "../people/managers";
import { ruleLabel } from "../policy/account-policy";
import { exemptionEndsAt, mayGrant } from "../policy/exemptions";
import { readRules } from "../policy/typed-rules";
import { asksLess } from "../policy/weaker-rules";
import { ownAccount } from "../session/own-account";
import { settingsFrom, settingsOf } from "../settings/settings";
import { type Account, findAccount, findAccountName } from "../store/accounts";
import { countEntriesOf } from "../store/ledger/entries";
import { findRequirement } from "../store/policy";
import { findClockCorrection, thePractice } from "../store/practice";

/* What a second manager is asked for: whether the act takes one now, and what it would do, in exact words. */

/** An act on one account. */
type OnPerson = Exclude<AskedAct, { act: PracticeAct }>;
type PracticeAct =
  | "updateSettings"
  | "saveGateway"
  | "removeGateway"
  | "changeRequirement"
  | "exportEntries"
  | "correctClock";
type OnPractice = Exclude<AskedAct, OnPerson>;

function isOnPerson(asked: AskedAct): asked is OnPerson {
  return "account" in asked.parameters;
}

/** The account that an act concerns; null for the practice itself. */
export function subjectOf(asked: AskedAct): string | null {
  return isOnPerson(asked) ? asked.parameters.account : null;
}

/** What an act takes besides whoever does it: another manager, or a day of notice where there is nobody else. */
export type Takes = "second-manager" | "nobody-else";

/** What the caller needs for this now: null where they may do it alone, else why they may not. */
export function whatItTakes(
  world: World,
  caller: Caller,
  asked: AskedAct,
): Result<Takes | null, MayNot | NoSuchPerson | BadInput> {
  if (caller.stance === "break-glass") return refuse({ code: "may-not", because: "emergency" });
  if (isOnPerson(asked)) {
    const target = findAccount(world.db, asked.parameters.account);
    if (target === undefined) return refuse({ code: "no-such-person" });
    const verdict = mayDoTo(world, caller, asked, target);
    if (verdict === true) return ok(null);
    const waits = verdict === "second-manager" || verdict === "nobody-else";
    return waits ? ok(verdict) : refuse({ code: "may-not", because: verdict });
  }
  const auditorMay = asked.act === "exportEntries";
  if (caller.role !== "manager" && !(auditorMay && caller.role === "auditor")) {
    return refuse({ code: "may-not", because: "role" });
  }
  const weakens = weakensPractice(world, caller, asked);
  if (!weakens.ok) return weakens;
  return ok(weakens.value && needsSecondManager(managersNow(world)) ? "second-manager" : null);
}

function mayDoTo(world: World, caller: Caller, asked: OnPerson, target: Account): true | Hindrance {
  const situation = situationOf(world, caller, target);
  const { caller: actor, target: facts, managers } = situation;
  if (asked.act === "changeRole") {
    const { role } = asked.parameters;
    return mayChangeRole({ role, weakens: asksLess(world, target, { role }) }, actor, facts, managers);
  }
  if (asked.act === "editPerson") {
    return mayEdit(asksLess(world, target, { kind: asked.parameters.kind }), actor, facts, managers);
  }
  if (asked.act === "liftEmail") return mayLift(world, situation, target, asked.parameters);
  if (asked.act !== "exemptPerson") return mayDo(asked.act, situation);
  return mayGrant(world, situation, exemptionEndsAt(world, asked.parameters.untilOn));
}

function weakensPractice(world: World, caller: Caller, asked: OnPractice): Result<boolean, BadInput> {
  switch (asked.act) {
    case "updateSettings": {
      const before = settingsOf(thePractice(world.db));
      return ok(whatSettingsWeaken(before, settingsFrom(asked.parameters)).length > 0);
    }
    case "changeRequirement": {
      const before = findRequirement(world.db);
      const after = readRules(world, asked.parameters.rules, before);
      return after.ok ? ok(whatWeakens(before, after.value).length > 0) : after;
    }
    case "exportEntries": {
      const { person, group, from, to } = asked.parameters;
      return ok(isWholeLedger(world, ownAccount(world, caller).id, { person, group, from, to }));
    }
    case "removeGateway":
      return ok(thePractice(world.db).gateway !== null);
    case "saveGateway":
    case "correctClock":
      return ok(true);
  }
}

/** What the act would do, with the names and values of now. */
export function askedSentence(world: World, asked: AskedAct): string {
  return isOnPerson(asked) ? sentenceOnPerson(world, asked) : sentenceOnPractice(world, asked);
}

function sentenceOnPerson(world: World, asked: OnPerson): string {
  const target = findAccount(world.db, asked.parameters.account);
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
      return askedSentences.confirmNumber(name, formatPhone(target.cellPhone ?? "", thePractice(world.db).region));
    case "liftEmail": {
      const { email, to } = asked.parameters;
      return askedSentences.liftEmail(name, email, to === null ? null : (findAccountName(world.db, to) ?? to));
    }
    case "exemptPerson":
      return askedSentences.exemptPerson(name, dayWords(world, asked.parameters.untilOn));
    default:
      return askedSentences[asked.act](name);
  }
}

function sentenceOnPractice(world: World, asked: OnPractice): string {
  const practice = thePractice(world.db);
  switch (asked.act) {
    case "updateSettings":
      return askedSentences.updateSettings(settingChanges(settingsOf(practice), settingsFrom(asked.parameters)));
    case "saveGateway": {
      const changes = gatewayChanges(practice.gateway, asked.parameters);
      return askedSentences.saveGateway(changes, asked.parameters.token !== null);
    }
    case "removeGateway":
      return askedSentences.removeGateway(practice.gateway?.baseUrl ?? "");
    case "changeRequirement":
      return askedSentences.changeRequirement(
        practice.requirement.map((rule) => ruleSentence(world, rule)),
        asked.parameters.rules.map((rule) => ruleSentence(world, rule)),
      );
    case "correctClock": {
      const now = world.clock.now();
      const after = now - findClockCorrection(world.db).ms + asked.parameters.correctionMs;
      return askedSentences.correctClock(formatDateTime(now, practice), formatDateTime(after, practice));
    }
    case "exportEntries": {
      const { person, group, from, to, format } = asked.parameters;
      const count = countEntriesOf(world.db, { person, group, from, to });
      return askedSentences.exportEntries(count, format, practice);
    }
  }
}

type AnyRule = Pick<RequirementRule, "applies" | "fromOn" | "graceDays" | "methods">;

function ruleSentence(world: World, rule: AnyRule): string {
  const { applies, fromOn, graceDays, methods } = rule;
  const label =
    applies.to === "people"
      ? namedPeople(applies.people.map((id) => findAccountName(world.db, id) ?? id))
      : ruleLabel(world, rule);
  return ruleWords.rule(label, dayWords(world, fromOn), graceDays, methods);
}

function dayWords(world: World, on: string): string {
  const practice = thePractice(world.db);
  return formatDate(startOfDayAt(practice.timeZone, on), practice);
}
