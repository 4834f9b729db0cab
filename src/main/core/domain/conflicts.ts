import { createHash } from "node:crypto";
import type { AccountType, ConflictKind, Method, Role } from "../../../contract/vocabulary";
import { canonicalText } from "./canonical";
import type { Written } from "./order";
import type { Policy } from "./policy";
import type { GatewayFacts, PracticeSettings } from "./practice-facts";

/** One of the entries that were written apart, and what it says. */
export type Side<V> = Written & { readonly at: number; readonly actor: string | null; readonly value: V };

/**
 * What two workstations recorded while they were apart, and cannot both hold; with what is in force until somebody settles
 * it. `id`: the same on every workstation, whichever found it first.
 */
export type Conflict = { readonly id: string } & ConflictFacts;

/** A conflict without its id, which is made of it. */
export type ConflictFacts = { readonly what: ConflictKind } & (
  | SameName
  | OneOf<"role", Role>
  | OneOf<"account-status", "active" | "deactivated">
  | ProfileConflict
  | OneOf<"two-factor", Method>
  /** How it was set: neither is known. */
  | OneOf<"password", string>
  /** Until when (epoch ms); null: it was ended. */
  | OneOf<"exemption", number | null>
  | CodeUsedTwice
  | { readonly what: "policy"; readonly sides: readonly Side<Policy>[]; readonly inForce: Policy }
  | SettingsConflict
  | {
      readonly what: "gateway";
      readonly sides: readonly Side<GatewayFacts | null>[];
      readonly inForce: GatewayFacts | null;
    }
  /** `value`: whose manager role the entry ended. */
  | { readonly what: "demoted-each-other"; readonly sides: readonly Side<string>[] }
  | { readonly what: "no-manager"; readonly sides: readonly Side<string>[] }
  /** `value`: which workstation the entry removed. */
  | { readonly what: "removed-each-other"; readonly sides: readonly Side<string>[] }
);

/** `keeper`: the account that has it; null: all of them are closed for sign-in. */
type SameName = {
  readonly what: "same-email" | "same-two-factor-id";
  readonly name: string;
  readonly accounts: readonly string[];
  readonly keeper: string | null;
};

type OneOf<W extends string, V> = {
  readonly what: W;
  readonly account: string;
  readonly sides: readonly Side<V>[];
  readonly inForce: V;
};

type ProfileConflict = {
  readonly [F in keyof ProfileFields]: OneOf<"profile", ProfileFields[F]> & { readonly field: F };
}[keyof ProfileFields];
export type ProfileFields = { name: string; email: string; cellPhone: string | null; accountType: AccountType };

/** `number`: of a recovery code, the one that stands before it on paper. */
type CodeUsedTwice = {
  readonly what: "code-used-twice";
  readonly account: string;
  readonly code: string;
  readonly sort: string;
  readonly number: number | null;
  readonly sides: readonly Side<null>[];
};

type SettingsConflict = {
  readonly [F in keyof PracticeSettings]-?: {
    readonly what: "settings";
    readonly field: F;
    readonly sides: readonly Side<Required<PracticeSettings>[F]>[];
    readonly inForce: Required<PracticeSettings>[F];
  };
}[keyof PracticeSettings];

/** A conflict with its id: a digest of what it is about and of the entries, or the accounts, that it is made of. */
export function named(facts: ConflictFacts): Conflict {
  const about = "account" in facts ? facts.account : "name" in facts ? facts.name : null;
  const madeOf = "sides" in facts ? facts.sides.map(({ workstation, seq }) => `${workstation}/${seq}`) : facts.accounts;
  const text = canonicalText([facts.what, fieldOf(facts), about, [...madeOf].sort()]);
  return { ...facts, id: createHash("sha256").update(text).digest("hex").slice(0, 32) };
}

/** Which field it is about, of a profile or of the settings; or which code. */
export function fieldOf(facts: ConflictFacts): string | null {
  return "field" in facts ? facts.field : facts.what === "code-used-twice" ? codeField(facts.code) : null;
}

/** What is said of a code that two entries spent apart. */
export const codeField = (code: string): string => `code:${code}`;

const withoutField: readonly ConflictKind[] = [
  ...(["same-email", "same-two-factor-id", "demoted-each-other", "no-manager", "removed-each-other"] as const),
];

/** The field that a conflict is about as claims have it (store/claims.ts); null where it is about none. */
export function registerField({
  what,
  field,
}: {
  readonly what: ConflictKind;
  readonly field: string | null;
}): string | null {
  if (withoutField.includes(what)) return null;
  return field ?? (what === "account-status" ? "status" : what);
}

/** The account that a conflict concerns; null where that is none, or several. */
export function subjectOf(facts: ConflictFacts): string | null {
  return "account" in facts ? facts.account : null;
}

/** Ends by an act alone: somebody's e-mail has to be changed, or a manager to be there again. */
const endsByAnAct: readonly ConflictKind[] = ["same-email", "same-two-factor-id", "no-manager"];

/** Whether a manager may settle it by keeping what is in force. */
export function mayBeKept({ what }: ConflictFacts): boolean {
  return !endsByAnAct.includes(what);
}
