import type { AskedAct } from "../../../contract/approvals/asked-acts";
import type { BadInput, MayNot, NoSuchPerson } from "../../../contract/refusals";
import type { Result } from "../../../contract/result";
import type { VaultContext } from "../context";
import type { Caller } from "../session/session";

/** What an act takes besides whoever does it: another manager, or a day of notice where there is nobody else. */
export type Takes = "second-manager" | "nobody-else";

/**
 * What is known of the acts that a second manager is asked for. Each belongs to a capability that stands above this one,
 * so that core/routes.ts hands it in (core/asked-acts.ts).
 */
export type AskedActs = {
  /** What the caller needs for this now: null where they may do it alone, else why they may not. */
  readonly whatItTakes: (
    context: VaultContext,
    caller: Caller,
    asked: AskedAct,
  ) => Result<Takes | null, MayNot | NoSuchPerson | BadInput>;
  /** What the act would do, with the names and values of now. */
  readonly sentenceOf: (context: VaultContext, asked: AskedAct) => string;
};

type PracticeAct =
  | "updateSettings"
  | "saveGateway"
  | "removeGateway"
  | "changePolicy"
  | "exportEntries"
  | "correctClock"
  | "addBackupFolder"
  | "removeBackupFolder"
  | "changeBackupGenerations"
  | "restoreOverVault"
  | "changePassphrase"
  | "openByKeyStore"
  | "openByPassphrase"
  | "changeVaultKey"
  | "makeNewKit";
/** An act on one account. */
export type OnPerson = Exclude<AskedAct, { act: PracticeAct }>;
export type OnPractice = Exclude<AskedAct, OnPerson>;

export function isOnPerson(asked: AskedAct): asked is OnPerson {
  return "account" in asked.parameters;
}

/** The account that an act concerns; null for the practice itself. */
export function subjectOf(asked: AskedAct): string | null {
  return isOnPerson(asked) ? asked.parameters.account : null;
}
