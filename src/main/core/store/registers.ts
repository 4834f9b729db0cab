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

/** What was said of a field apart, as a conflict; and what is in force, as a claim would say it. */
type Settled = { readonly facts: ConflictFacts; readonly inForce: unknown };

/** What is in force of a field of which two workstations have said something apart; undefined where all said the same. */
export function settledIn(db: Db, register: Register): Settled | undefined {
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
      return settled(claims<Role>(), roleInForce, (sides, inForce) => ({ what: "role", account, sides, inForce }));
    case "status":
      return settled(claims<AccountState>(), accountStateInForce, (sides, inForce) => ({
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
      return settled(claims<string>(), last, (sides, inForce) => ({
        ...{ what: "profile", field, account, sides, inForce },
      }));
    case "cellPhone":
      return settled(claims<ProfileFields["cellPhone"]>(), last, (sides, inForce) => ({
        ...{ what: "profile", field, account, sides, inForce },
      }));
    case "accountType":
      return settled(claims<AccountType>(), last, (sides, inForce) => ({
        ...{ what: "profile", field, account, sides, inForce },
      }));
    case "policy":
      return settled(claims<Policy>(), policyInForce, (sides, inForce) => ({ what: "policy", sides, inForce }));
    case "gateway":
      return gateway(claims<Gateway>());
    default:
      return undefined;
  }
}

const last = <V>(claims: Claims<V>): V => latest(claims).value;

function settled<V>(
  claims: Claims<V> | undefined,
  rule: (claims: Claims<V>) => V,
  factsOf: (sides: readonly Side<V>[], inForce: V) => ConflictFacts,
): Settled | undefined {
  if (claims === undefined) return undefined;
  const inForce = rule(claims);
  const sides = claims.map((claim) => sideOf(claim, claim.value));
  return differ(sides) ? { facts: factsOf(sides, inForce), inForce } : undefined;
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

function setting(field: Setting, claims: <V>() => Claims<V> | undefined): Settled | undefined {
  switch (field) {
    case "name":
    case "region":
    case "timeZone":
      return settled(claims<string>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "stillStuck":
      return settled(claims<string | null>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "textTokenMinutes":
      return settled(claims<PracticeSettings["textTokenMinutes"]>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "digits":
      return settled(claims<PracticeSettings["digits"]>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "idleMinutes":
    case "rememberDays":
      return settled(claims<number>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
    case "textForApp":
      return settled(claims<boolean>(), settingInForce[field], (sides, inForce) => ({
        ...{ what: "settings", field, sides, inForce },
      }));
  }
}

function secondFactor(account: string, claims: Claims<SecondFactor> | undefined): Settled | undefined {
  if (claims === undefined || isAlike(claims)) return undefined;
  const sides = claims.map((claim) => sideOf(claim, claim.value.method));
  const inForce = secondFactorInForce(claims);
  return { facts: { what: "two-factor", account, sides, inForce: inForce.method }, inForce };
}

/** Whether all sides left, or set up, one and the same thing: two authenticators are two. */
function isAlike(claims: Claims<SecondFactor>): boolean {
  return new Set(claims.map(({ value }) => `${value.method} ${value.authenticator}`)).size === 1;
}

/** One that was only protected anew says nothing. */
function password(account: string, claims: Claims<SetPassword> | undefined): Settled | undefined {
  const chosen = claims?.filter(({ value }) => value.by !== "rehash") ?? [];
  if (claims === undefined || chosen.length < 2) return undefined;
  const sides = chosen.map((claim) => sideOf(claim, claim.value.by));
  const inForce = passwordInForce(claims);
  return { facts: { what: "password", account, sides, inForce: inForce.by }, inForce };
}

function exemption(account: string, claims: Claims<Exemption> | undefined): Settled | undefined {
  if (claims === undefined) return undefined;
  const inForce = exemptionInForce(claims);
  const sides = claims.map((claim) => sideOf(claim, claim.value?.untilAt ?? null));
  if (!differ(sides)) return undefined;
  return { facts: { what: "exemption", account, sides, inForce: inForce?.untilAt ?? null }, inForce };
}

type Gateway = (GatewayFacts & { readonly secret: string }) | null;

function gateway(claims: Claims<Gateway> | undefined): Settled | undefined {
  if (claims === undefined || claims.every(({ value }) => value === null)) return undefined;
  const inForce = last(claims);
  const sides = claims.map((claim) => sideOf(claim, factsOf(claim.value)));
  return { facts: { what: "gateway", sides, inForce: factsOf(inForce) }, inForce };
}

function factsOf(gateway: Gateway): GatewayFacts | null {
  if (gateway === null) return null;
  const { baseUrl, accountSid, sender } = gateway;
  return { baseUrl, accountSid, sender };
}

function codeUsedTwice(account: string, code: string, claims: Claims<UsedCode> | undefined): Settled | undefined {
  if (claims === undefined) return undefined;
  const sides = claims.map((claim) => sideOf(claim, null));
  const [{ value: used }] = claims;
  return { facts: { what: "code-used-twice", account, code, ...used, sides }, inForce: used };
}
