import { DIGITS, type Method, type Role, type TextTokenMinutes } from "../../../contract/vocabulary";
import type { Side } from "./conflicts";
import type { PracticeSettings } from "./practice-facts";

/*
 * What is in force where two workstations recorded apart what cannot both hold: mostly what allows less. Each rule depends
 * on what was said alone, never on its order, nor on any clock (CONFLICT-1). That of the 2FA policy is in
 * settle-policy.ts.
 */

/** What an entry says of a field that only one value can hold. `known`: how many entries its writer knew. */
export type Claim<V> = Side<V> & { readonly known: number };

/** All that was said of a field apart: one claim, mostly. */
export type Claims<V> = readonly [Claim<V>, ...Claim<V>[]];

/** Of several the one whose writer knew most; of these the one of the highest workstation. */
export function latest<V>([first, ...others]: Claims<V>): Claim<V> {
  return others.reduce((last, one) => (isLater(one, last) ? one : last), first);
}

function isLater(one: Claim<unknown>, other: Claim<unknown>): boolean {
  if (one.known !== other.known) return one.known > other.known;
  if (one.workstation !== other.workstation) return one.workstation > other.workstation;
  return one.seq > other.seq;
}

function latestWhere<V>(claims: Claims<V>, is: (value: V) => boolean): Claim<V> | undefined {
  const [first, ...others] = claims.filter(({ value }) => is(value));
  return first === undefined ? undefined : latest([first, ...others]);
}

const valuesOf = <V>(claims: Claims<V>): readonly V[] => claims.map(({ value }) => value);

/** The rights that all of them allow. Nobody is both, who helps and who looks on: together they allow neither. */
export function roleInForce(claims: Claims<Role>): Role {
  return valuesOf(claims).reduce(lesser);
}

function lesser(one: Role, other: Role): Role {
  if (one === other || other === "manager") return one;
  return one === "manager" ? other : "member";
}

export type AccountState = "active" | "deactivated";

/** Whoever was deactivated anywhere stays out. */
export function accountStateInForce(claims: Claims<AccountState>): AccountState {
  return valuesOf(claims).includes("deactivated") ? "deactivated" : "active";
}

/** Until when (epoch ms), and who said so for which reason; null: it was ended. */
export type Exemption = {
  readonly untilAt: number;
  readonly reason: string;
  readonly by: string | null;
  readonly at: number;
} | null;

/** One that was ended anywhere is; else the one that ends first. */
export function exemptionInForce(claims: Claims<Exemption>): Exemption {
  const ended = valuesOf(claims).includes(null);
  const first = Math.min(...valuesOf(claims).map((exemption) => exemption?.untilAt ?? 0));
  return ended ? null : (latestWhere(claims, (exemption) => exemption?.untilAt === first)?.value ?? null);
}

/**
 * A second factor that was set up, or what was left of it. `revokes`: it took away what there was. `isVoid`: whoever set it
 * up had such a revocation not in sight. `weighs`: the method that it was chosen over or is.
 */
export type SecondFactor = {
  readonly method: Method;
  readonly authenticator: string | null;
  readonly weighs: Method;
  readonly revokes: boolean;
  readonly isVoid: boolean;
};

const NO_FACTOR: SecondFactor = { method: "none", authenticator: null, weighs: "none", revokes: true, isVoid: false };

/**
 * Nobody sets up what was revoked without having heard of it: nothing is left where somebody did, until all of it is in
 * sight. Of what was set up apart the app, and of several the latest one.
 */
export function secondFactorInForce(claims: Claims<SecondFactor>): SecondFactor {
  const revoking = latestWhere(claims, ({ revokes }) => revokes);
  if (revoking !== undefined) {
    const isText = claims.every(({ value }) => !value.isVoid && value.method === "text");
    return isText ? revoking.value : NO_FACTOR;
  }
  const app = latestWhere(claims, ({ isVoid, weighs }) => !isVoid && weighs === "app");
  return (app ?? latestWhere(claims, ({ isVoid }) => !isVoid))?.value ?? NO_FACTOR;
}

/** How a password was set. */
export type SetPassword = { readonly by: string; readonly secret: string; readonly fitsManager: boolean };

/** One that somebody chose, before one that was only protected anew; of several the latest. */
export function passwordInForce(claims: Claims<SetPassword>): SetPassword {
  return (latestWhere(claims, ({ by }) => by !== "rehash") ?? latest(claims)).value;
}

type SettingRules = {
  readonly [F in keyof Required<PracticeSettings>]: (
    claims: Claims<Required<PracticeSettings>[F]>,
  ) => Required<PracticeSettings>[F];
};

const last = <V>(claims: Claims<V>): V => latest(claims).value;
const least = (claims: Claims<number>): number => Math.min(...valuesOf(claims));

/** Of what protects the practice what protects it most, else the latest. */
export const settingInForce: SettingRules = {
  name: last,
  region: last,
  timeZone: last,
  stillStuck: last,
  textTokenMinutes: (claims) => valuesOf(claims).reduce<TextTokenMinutes>(shorter, "never"),
  digits: (claims) => DIGITS.findLast((digits) => valuesOf(claims).includes(digits)) ?? claims[0].value,
  idleMinutes: least,
  rememberDays: least,
  textForApp: (claims) => !valuesOf(claims).includes(false),
};

function shorter(one: TextTokenMinutes, other: TextTokenMinutes): TextTokenMinutes {
  if (one === "never") return other;
  return other === "never" || one <= other ? one : other;
}

/** Which of the accounts that share a name keeps it: the one under which somebody signed in; null: none of them. */
export function nameKeeper(holders: readonly { readonly account: string; readonly isUsed: boolean }[]): string | null {
  const [keeper, ...others] = holders.length === 1 ? holders : holders.filter(({ isUsed }) => isUsed);
  return keeper === undefined || others.length > 0 ? null : keeper.account;
}
