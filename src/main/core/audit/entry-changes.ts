import { changeLabels, changeValues } from "../../../contract/audit/change-messages";
import type { EntryView } from "../../../contract/audit/views";
import { formatDate, nameInSentence } from "../../../contract/formats";
import { ruleWords } from "../../../contract/policy/rule-messages";
import type { VaultContext } from "../context";
import type { AccountFacts, Entry } from "../domain/events";
import type { Policy, PolicyRule } from "../domain/policy";
import type { GatewayFacts, PracticeSettings } from "../domain/practice-facts";
import { ruleLabel } from "../policy/account-policy";
import { findAccountName } from "../store/accounts";
import { thePractice } from "../store/practice";

type Changes = EntryView["changes"];
/** What a field is called, and how its value is written; a field that is not here is not shown (the e-mail's key). */
type Shown<T> = { readonly [F in keyof T]?: Field<T[F]> };
type Field<V> = { readonly what: string; readonly write: (value: V) => string };

const plain = (value: string | number | null) => (value === null ? changeValues.none : String(value));

const accountFields: Shown<AccountFacts> = {
  name: { what: changeLabels.name, write: plain },
  email: { what: changeLabels.email, write: plain },
  cellPhone: { what: changeLabels.cellPhone, write: plain },
  accountType: { what: changeLabels.accountType, write: changeValues.accountType },
};

/** Every setting has a value here, also one that older entries do not name. */
type AllSettings = Required<PracticeSettings>;
type SettingFields = { readonly [F in keyof AllSettings]: Field<AllSettings[F]> };

const settingFields: SettingFields = {
  name: { what: changeLabels.practiceName, write: plain },
  region: { what: changeLabels.region, write: changeValues.region },
  timeZone: { what: changeLabels.timeZone, write: plain },
  stillStuck: { what: changeLabels.stillStuck, write: plain },
  textTokenMinutes: { what: changeLabels.textTokenMinutes, write: changeValues.lifetime },
  digits: { what: changeLabels.digits, write: plain },
  idleMinutes: { what: changeLabels.idleMinutes, write: changeValues.idle },
  rememberDays: { what: changeLabels.rememberDays, write: changeValues.days },
  textForApp: { what: changeLabels.textForApp, write: changeValues.onOff },
};

const gatewayFields: Shown<GatewayFacts> = {
  baseUrl: { what: changeLabels.baseUrl, write: plain },
  accountSid: { what: changeLabels.accountSid, write: plain },
  sender: { what: changeLabels.sender, write: plain },
};

/** What an entry changed, field by field (the 2FA policy: rule by rule), before and after. */
export function changesOf(context: VaultContext, entry: Entry): Changes {
  switch (entry.kind) {
    case "account-edited":
      return profileChanges(entry.data.before, entry.data.after);
    case "settings-changed":
      return settingChanges(entry.data.before, entry.data.after);
    case "gateway-changed":
      return gatewayChanges(entry.data.before, entry.data.after);
    case "role-changed": {
      const { before, after } = entry.data;
      return [{ what: changeLabels.role, before: changeValues.role(before), after: changeValues.role(after) }];
    }
    case "policy-changed":
      return ruleChanges(context, entry.data.before, entry.data.after);
    default:
      return [];
  }
}

/** One change for each rule that is new, gone or another than before. */
function ruleChanges(context: VaultContext, before: Policy, after: Policy): Changes {
  const written = (rules: Policy) => new Map(rules.map((rule) => [rule.id, ruleText(context, rule)]));
  const [was, is] = [written(before), written(after)];
  const ids = [...new Set([...was.keys(), ...is.keys()])];
  return ids
    .map((id) => ({
      what: changeLabels.policy,
      before: was.get(id) ?? ruleWords.noRule,
      after: is.get(id) ?? ruleWords.noRule,
    }))
    .filter((change) => change.before !== change.after);
}

/** A setting as it reads. */
export function writtenSetting<F extends keyof AllSettings>(field: F, value: AllSettings[F]): Written {
  const shown: SettingFields[F] = settingFields[field];
  return { what: shown.what, value: shown.write(value) };
}

/** The gateway as it reads; never its token. */
export function writtenGateway(gateway: GatewayFacts | null): readonly Written[] {
  return gatewayChanges(null, gateway).map(({ what, after }) => ({ what, value: after }));
}

type Written = { readonly what: string; readonly value: string };

/** A rule of the policy as it reads, with everybody whom it names. */
export function ruleText(context: VaultContext, rule: PolicyRule): string {
  const { region } = thePractice(context.db);
  const from = formatDate(Date.parse(rule.fromOn), { region, timeZone: "UTC" });
  return ruleWords.rule(ruleNames(context, rule), from, rule.graceDays, rule.methods);
}

/** An entry names everybody: "Ana Ruiz and 11 others" would read the same when one of them changed. */
function ruleNames(context: VaultContext, rule: PolicyRule): string {
  const { applies } = rule;
  if (applies.to !== "people") return ruleLabel(context, rule);
  return applies.people.map((id) => nameInSentence(findAccountName(context.db, id) ?? "")).join(", ");
}

/** What another profile, or other settings, would change. */
export function profileChanges(before: AccountFacts, after: AccountFacts): Changes {
  return differences(accountFields, before, after);
}

export function settingChanges(before: PracticeSettings, after: PracticeSettings): Changes {
  return differences(settingFields, allOf(before), allOf(after));
}

function allOf(settings: PracticeSettings): AllSettings {
  return { ...settings, textForApp: settings.textForApp ?? false };
}

function differences<T extends object>(fields: Shown<T>, before: T | null, after: T | null): Changes {
  const names = Object.keys(fields) as (keyof T)[];
  return names.flatMap((name) => {
    const field = fields[name];
    if (field === undefined || before?.[name] === after?.[name]) return [];
    const written = (side: T | null) => (side === null ? changeValues.none : field.write(side[name]));
    return [{ what: field.what, before: written(before), after: written(after) }];
  });
}

/** What of the gateway is another; never its token. */
export function gatewayChanges(before: GatewayFacts | null, after: GatewayFacts | null): Changes {
  return differences(gatewayFields, before, after);
}
