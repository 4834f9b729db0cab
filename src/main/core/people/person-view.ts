import type { AuthenticatorView } from "../../../contract/enrollment/views";
import type { Person, PersonRow } from "../../../contract/people/views";
import { type PersonAct, WINDOWS } from "../../../contract/vocabulary";
import { actFactsOf } from "../approvals/act-on-account";
import { rememberedView } from "../authentication/remembered";
import { ruleTime, type VaultContext } from "../context";
import { mayAct } from "../domain/may";
import { isExpired } from "../domain/one-time-codes";
import { policyOf, ruleLabelsNow } from "../policy/account-policy";
import { needsSetupCode } from "../session/enforcement";
import type { Caller } from "../session/session";
import { type Account, findAccountName } from "../store/accounts";
import { findAuthenticator } from "../store/authenticators";
import { countCodes, listCodes } from "../store/codes";
import { readFailures } from "../store/failures";
import { findPerson, type PersonInList } from "../store/people";

/** A person as a row of the list; `labels` by the ids of the rules in force. */
export function personRow(
  { lastSignInAt, lockedUntilAt, decidedBy, ...person }: PersonInList,
  labels: ReadonlyMap<string, string>,
): PersonRow {
  const requiredBy = decidedBy === null ? null : (labels.get(decidedBy) ?? null);
  return { ...person, lastUsedAt: lastSignInAt, lockedUntil: lockedUntilAt, requiredBy };
}

/** A person as their page shows them to the caller. */
export function personView(context: VaultContext, caller: Caller, account: Account): Person {
  const { id, createdAt, deactivatedAt, passwordSecret, confirmedPhone, startedBy } = account;
  const row = findPerson(context.db, id, ruleTime(context));
  if (row === undefined) throw new Error("an account that is in no list");
  return {
    ...personRow(row, ruleLabelsNow(context)),
    createdAt,
    deactivatedAt,
    hasPassword: passwordSecret !== null,
    confirmedPhone,
    setupCodeUntil: setupCodeUntil(context, id),
    startedBy: startedBy === null ? null : (findAccountName(context.db, startedBy) ?? null),
    setupCodeNeeded: needsSetupCode(context, account),
    failures: readFailures(context.db, id, WINDOWS, ruleTime(context)).count,
    authenticator: authenticatorView(context, account),
    recoveryCodesLeft: countCodes(context.db, id, "recovery-code", "open"),
    numberWaits: account.phoneWaits,
    backupPassword: account.backupSecret !== null,
    workstation: rememberedView(context, id),
    policy: policyOf(context, account),
    may: whatCallerMay(context, caller, account),
  };
}

/** When the open setup code dies; null where there is none that still works. */
function setupCodeUntil(context: VaultContext, account: string): number | null {
  const [code] = listCodes(context.db, account, "setup-code", "open");
  return code === undefined || isExpired(code.expiresAt, ruleTime(context)) ? null : code.expiresAt;
}

function whatCallerMay(context: VaultContext, caller: Caller, account: Account): Person["may"] {
  const { caller: actor, target, managers } = actFactsOf(context, caller, account);
  const may = (act: PersonAct) => mayAct(act, actor, target, managers);
  return {
    edit: may("edit"),
    "change-role": may("change-role"),
    deactivate: may("deactivate"),
    reactivate: may("reactivate"),
    "issue-setup-code": may("issue-setup-code"),
    "issue-bypass-code": may("issue-bypass-code"),
    "start-two-factor": may("start-two-factor"),
    unlock: may("unlock"),
    "reset-two-factor": may("reset-two-factor"),
    "forget-remembered-sign-in": may("forget-remembered-sign-in"),
    "replace-phone": may("replace-phone"),
    "fall-back-to-text": may("fall-back-to-text"),
    "confirm-number": may("confirm-number"),
    confirm: may("confirm"),
    exempt: may("exempt"),
    "end-exemption": may("end-exemption"),
  };
}

/** The authenticator in use, without its secret; null where there is none. */
export function authenticatorView(context: VaultContext, account: Account): AuthenticatorView | null {
  const active = findAuthenticator(context.db, account.id, "active");
  if (active === undefined || active.enabledAt === null) return null;
  const { digits, enabledAt, lastUsedAt, phoneVerified } = active;
  return { digits, enabledAt, lastUsedAt, phoneVerified };
}
