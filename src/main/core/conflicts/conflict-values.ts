import { changeLabels, changeValues } from "../../../contract/audit/change-messages";
import { sideWords } from "../../../contract/conflicts/messages";
import { formatPhone } from "../../../contract/fields";
import { formatLastDay } from "../../../contract/formats";
import { ruleWords } from "../../../contract/policy/rule-messages";
import { ruleText, writtenGateway, writtenSetting } from "../audit/entry-changes";
import type { VaultContext } from "../context";
import type { Conflict, Side } from "../domain/conflicts";
import type { Policy } from "../domain/policy";
import type { PracticeSettings } from "../domain/practice-facts";
import { thePractice } from "../store/practice";

/** Something that was recorded, named and written as the screens do. */
export type Fact = { readonly what: string; readonly value: string };

/** What each side says of a field, and what is in force. */
export type Values = { readonly sides: readonly (readonly Fact[])[]; readonly inForce: readonly Fact[] };

/** A conflict about a value that was changed. */
export type ValueConflict = Extract<Conflict, { readonly inForce: unknown }>;

/** The values of a conflict as they read. */
export function valuesOf(context: VaultContext, conflict: ValueConflict): Values {
  const place = thePractice(context.db);
  switch (conflict.what) {
    case "role":
      return written(conflict, one(changeLabels.role, changeValues.role));
    case "account-status":
      return written(
        conflict,
        one(sideWords.account, (status) => sideWords.statuses[status]),
      );
    case "two-factor":
      return written(
        conflict,
        one(sideWords.twoFactor, (method) => sideWords.methods[method]),
      );
    case "exemption":
      return written(
        conflict,
        one(sideWords.exemption, (until) =>
          until === null ? sideWords.exemptionEnded : sideWords.exemptThrough(formatLastDay(until, place)),
        ),
      );
    case "password":
      return written(conflict, one(sideWords.password, sideWords.passwordWay));
    case "profile":
      return profileValues(conflict, place.region);
    case "settings":
      return settingValues(conflict);
    case "gateway":
      return written(conflict, (gateway) =>
        gateway === null ? [{ what: changeLabels.baseUrl, value: changeValues.none }] : writtenGateway(gateway),
      );
    case "policy":
      return policyValues(context, conflict);
  }
}

type Apart<V> = { readonly sides: readonly Side<V>[]; readonly inForce: V };

function written<V>({ sides, inForce }: Apart<V>, write: (value: V) => readonly Fact[]): Values {
  return { sides: sides.map(({ value }) => write(value)), inForce: write(inForce) };
}

function one<V>(what: string, write: (value: V) => string): (value: V) => readonly Fact[] {
  return (value) => [{ what, value: write(value) }];
}

function profileValues(conflict: Extract<ValueConflict, { what: "profile" }>, region: string): Values {
  switch (conflict.field) {
    case "accountType":
      return written(conflict, one(changeLabels.accountType, changeValues.accountType));
    case "cellPhone":
      return written(
        conflict,
        one(changeLabels.cellPhone, (phone) => (phone === null ? changeValues.none : formatPhone(phone, region))),
      );
    default:
      return written(
        conflict,
        one(changeLabels[conflict.field], (text) => text),
      );
  }
}

type OfSetting<F extends keyof PracticeSettings> = Apart<Required<PracticeSettings>[F]> & { readonly field: F };

function settingValues<F extends keyof PracticeSettings>(conflict: OfSetting<F>): Values {
  return written(conflict, (value) => [writtenSetting(conflict.field, value)]);
}

/** Rule by rule: one that a side does not have is told apart from one that it has otherwise. */
function policyValues(context: VaultContext, conflict: Apart<Policy>): Values {
  const ids = [...new Set(conflict.sides.flatMap(({ value }) => value.map(({ id }) => id)))];
  return written(conflict, (policy) =>
    ids.map((id, index) => {
      const rule = policy.find((one) => one.id === id);
      return {
        what: sideWords.rule(index + 1),
        value: rule === undefined ? ruleWords.noRule : ruleText(context, rule),
      };
    }),
  );
}
