import type { AccountType, Method, Role } from "../../../contract/vocabulary";
import type { GatewayFacts, PracticeSettings } from "./events";
import type { Written } from "./order";
import type { Policy } from "./policy";

/** One of the entries that were written apart, and what it says. */
export type Side<V> = Written & { readonly at: number; readonly actor: string | null; readonly value: V };

/**
 * What two workstations recorded while they were apart, and cannot both hold; with what is in force until somebody settles
 * it. `id`: the same on every workstation, whichever found it first.
 */
export type Conflict = { readonly id: string } & (
  | SameName
  | OneOf<"role", Role>
  | OneOf<"account-status", "active" | "deactivated">
  | ProfileConflict
  | OneOf<"two-factor", Method>
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
type ProfileFields = { name: string; email: string; cellPhone: string | null; accountType: AccountType };

/** `number`: of a recovery code, the one that stands before it on paper. */
type CodeUsedTwice = {
  readonly what: "code-used-twice";
  readonly account: string;
  readonly sort: string;
  readonly number: number | null;
  readonly sides: readonly Side<null>[];
};

type SettingsConflict = {
  readonly [F in keyof PracticeSettings]-?: {
    readonly what: "settings";
    readonly field: F;
    readonly sides: readonly Side<PracticeSettings[F]>[];
    readonly inForce: PracticeSettings[F];
  };
}[keyof PracticeSettings];
