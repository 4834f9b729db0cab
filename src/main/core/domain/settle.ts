import type { Role } from "../../../contract/vocabulary";
import type { Side } from "./conflicts";

/*
 * What is in force where two workstations recorded apart what cannot both hold: mostly what allows less. Each rule depends
 * on what was said alone, never on its order, nor on any clock (CONFLICT-1).
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
