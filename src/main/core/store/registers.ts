import type { AccountType, Role } from "../../../contract/vocabulary";
import { canonicalText } from "../domain/canonical";
import type { ConflictFacts, ProfileFields, Side } from "../domain/conflicts";
import type { Policy } from "../domain/policy";
import type { GatewayFacts, PracticeSettings } from "../domain/practice-facts";
import {
  type AccountState,
  accountStateInForce,
  type Claim,
  type Claims,
  type Exemption,
  exemptionInForce,
  latest,
  passwordInForce,
  roleInForce,
  type SecondFactor,
  type SetPassword,
  secondFactorInForce,
  settingInForce,
} from "../domain/settle";
import { policyInForce } from "../domain/settle-policy";
import { practiceStream } from "../domain/streams";
import { listClaims, type Register, readCodeField, type UsedCode } from "./claims";
import type { Db } from "./open";

/** What two workstations have said of a field apart, with what is in force; undefined where all said the same. */
export function conflictIn(db: Db, register: Register): ConflictFacts | undefined {
  const claims = <V>(): Claims<V> | undefined => {
    const [first, ...others] = listClaims<V>(db, register);
    return first === undefined || others.length === 0 ? undefined : [first, ...others];
  };
  const { owner: account, field } = register;
  const code = readCodeField(field);
  if (code !== undefined) return codeUsedTwice(account, code, claims<UsedCode>());
  if (account === practiceStream("settings")) return isSetting(field) ? setting(field, claims) : undefined;
  switch (field) {
    case "role":
      return saidApart(claims<Role>(), roleInForce, (sides, inForce) => ({ what: "role", account, sides, inForce }));
    case "status":
      return saidApart(claims<AccountState>(), accountStateInForce, (sides, inForce) => ({
        ...{ what: "account-status", account, sides, inForce },
      }));
    case "two-factor":
      return secondFactor(account, claims<SecondFactor>());
    case "password":
      return password(account, claims<SetPassword>());
    case "exemption":
      return exemption(account, claims<Exemption>());
    case "name":
    case "email":
      return saidApart(claims<string>(), last, (sides, inForce) => ({
        ...{ what: "profile", field, account, sides, inForce },
      }));
    case "cellPhone":
      return saidApart(claims<ProfileFields["cellPhone"]>(), last, (sides, inForce) => ({
        ...{ what: "profile", field, account, sides, inForce },
      }));
    case "accountType":
      return saidApart(claims<AccountType>(), last, (sides, inForce) => ({
        ...{ what: "profile", field, account, sides, inForce },
      }));
    case "policy":
      return saidApart(claims<Policy>(), policyInForce, (sides, inForce) => ({ what: "policy", sides, inForce }));
    case "gateway":
      return gateway(claims<Gateway>());
    default:
      return undefined;
  }
}

const last = <V>(claims: Claims<V>): V => latest(claims).value;

function saidApart<V>(
  claims: Claims<V> | undefined,
  rule: (claims: Claims<V>) => V,
  factsOf: (sides: readonly Side<V>[], inForce: V) => ConflictFacts,
): ConflictFacts | undefined {
  if (claims === undefined) return undefined;
  const inForce = rule(claims);
  const sides = claims.map((claim) => sideOf(claim, claim.value));
  return differ(sides) ? factsOf(sides, inForce) : undefined;
}

function differ(sides: readonly Side<unknown>[]): boolean {
  return new Set(sides.map(({ value }) => canonicalText(value))).size > 1;
}

function sideOf<V>({ workstation, seq, at, actor }: Claim<unknown>, value: V): Side<V> {
  return { workstation, seq, at, actor, value };
}

type Setting = keyof PracticeSettings;

function isSetting(field: string): field is Setting {
  return field in settingInForce;
}

function setting(field: Setting, claims: <V>() => Claims<V> | undefined): ConflictFacts | undefined {
  switch (field) {
    case "name":
    case "region":
    case "timeZone":
      return saidApart(claims<string>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "stillStuck":
      return saidApart(claims<string | null>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "textTokenMinutes":
      return saidApart(claims<PracticeSettings["textTokenMinutes"]>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "digits":
      return saidApart(claims<PracticeSettings["digits"]>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "idleMinutes":
    case "rememberDays":
      return saidApart(claims<number>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "textForApp":
      return saidApart(claims<boolean>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
  }
}

function secondFactor(account: string, claims: Claims<SecondFactor> | undefined): ConflictFacts | undefined {
  if (claims === undefined || isAlike(claims)) return undefined;
  const sides = claims.map((claim) => sideOf(claim, claim.value.method));
  const inForce = secondFactorInForce(claims);
  return { what: "two-factor", account, sides, inForce: inForce.method };
}

/** Whether all sides left, or set up, one and the same thing: two authenticators are two. */
function isAlike(claims: Claims<SecondFactor>): boolean {
  return new Set(claims.map(({ value }) => `${value.method} ${value.authenticator}`)).size === 1;
}

/** One that was only protected anew says nothing. */
function password(account: string, claims: Claims<SetPassword> | undefined): ConflictFacts | undefined {
  const chosen = claims?.filter(({ value }) => value.by !== "rehash") ?? [];
  if (claims === undefined || chosen.length < 2) return undefined;
  const sides = chosen.map((claim) => sideOf(claim, claim.value.by));
  const inForce = passwordInForce(claims);
  return { what: "password", account, sides, inForce: inForce.by };
}

function exemption(account: string, claims: Claims<Exemption> | undefined): ConflictFacts | undefined {
  if (claims === undefined) return undefined;
  const inForce = exemptionInForce(claims);
  const sides = claims.map((claim) => sideOf(claim, claim.value?.untilAt ?? null));
  if (!differ(sides)) return undefined;
  return { what: "exemption", account, sides, inForce: inForce?.untilAt ?? null };
}

type Gateway = (GatewayFacts & { readonly secret: string }) | null;

function gateway(claims: Claims<Gateway> | undefined): ConflictFacts | undefined {
  if (claims === undefined || claims.every(({ value }) => value === null)) return undefined;
  const inForce = last(claims);
  const sides = claims.map((claim) => sideOf(claim, factsOf(claim.value)));
  return { what: "gateway", sides, inForce: factsOf(inForce) };
}

function factsOf(gateway: Gateway): GatewayFacts | null {
  if (gateway === null) return null;
  const { baseUrl, accountSid, sender } = gateway;
  return { baseUrl, accountSid, sender };
}

function codeUsedTwice(account: string, code: string, claims: Claims<UsedCode> | undefined): ConflictFacts | undefined {
  if (claims === undefined) return undefined;
  const sides = claims.map((claim) => sideOf(claim, null));
  const [{ value: used }] = claims;
  return { what: "code-used-twice", account, code, ...used, sides };
}
