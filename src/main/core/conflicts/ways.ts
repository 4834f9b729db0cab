import type { AccountWay, ConflictWay } from "../../../contract/conflicts/views";
import type { PersonRef } from "../../../contract/person-ref";
import type { PersonAct } from "../../../contract/vocabulary";
import { type ActFacts, actFactsOf } from "../approvals/act-on-account";
import type { VaultContext } from "../context";
import { type Conflict, mayBeKept, subjectOf } from "../domain/conflicts";
import { type ActCaller, mayAct, maySettle } from "../domain/may";
import type { PracticeSettings } from "../domain/practice-facts";
import { mayLift } from "../people/emails";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { type Account, findAccount, readManagerFacts } from "../store/accounts";
import { listEmailHolders } from "../store/shared-names";

/* What settles a conflict: the ordinary acts of a manager, by their own rules, or to keep what is in force. */

/** None for whoever may only read. */
export function waysOf(context: VaultContext, caller: Caller, conflict: Conflict): readonly ConflictWay[] {
  if (caller.sessionState !== "manager") return [];
  return [...actsOf(context, caller, conflict), ...keeping(context, caller, conflict)];
}

function keeping(context: VaultContext, caller: Caller, conflict: Conflict): readonly ConflictWay[] {
  return mayBeKept(conflict) ? [{ is: "keep", may: mayKeep(context, caller, conflict) }] : [];
}

/** Whether the caller may settle it by keeping what is in force. */
export function mayKeep(context: VaultContext, caller: Caller, conflict: Conflict): ReturnType<typeof maySettle> {
  const { id, role } = ownAccount(context, caller);
  const actor: ActCaller = { id, role, emergency: caller.sessionState === "emergency-access" };
  return maySettle(subjectOf(conflict), actor, readManagerFacts(context.db));
}

function actsOf(context: VaultContext, caller: Caller, conflict: Conflict): readonly ConflictWay[] {
  switch (conflict.what) {
    case "same-email":
      return [
        ...lifts(context, caller, conflict),
        ...deactivations(context, caller, conflict),
        ...otherEmails(context, caller, conflict),
      ];
    case "same-two-factor-id":
      return deactivations(context, caller, conflict);
    case "policy":
      return [{ is: "change-policy" }];
    case "settings":
      return [{ is: "change-settings", section: sections[conflict.field] }];
    case "gateway":
      return [{ is: "change-gateway" }];
    case "demoted-each-other":
    case "no-manager":
      return [...new Set(conflict.sides.map(({ value }) => value))].flatMap((account) =>
        ofAccount(context, caller, { is: "change-role", act: "change-role", account }),
      );
    case "removed-each-other":
      return [];
    case "two-factor":
      // What was taken out of use is reset already.
      return ofAccount(context, caller, {
        ...(conflict.inForce === "none" ? acts.password : acts["two-factor"]),
        account: conflict.account,
      });
    case "code-used-twice":
      return ofAccount(context, caller, {
        ...(conflict.sort === "setup-code" ? acts.password : acts["two-factor"]),
        account: conflict.account,
      });
    default: {
      const { is, act } = acts[conflict.what];
      return ofAccount(context, caller, { is, act, account: conflict.account });
    }
  }
}

/** Where in Settings a field is set. */
const sections = {
  name: "practice",
  region: "practice",
  timeZone: "practice",
  stillStuck: "practice",
  textTokenMinutes: "sign-in",
  digits: "sign-in",
  idleMinutes: "sign-in",
  rememberDays: "sign-in",
  textForApp: "sign-in",
} as const satisfies Readonly<Record<keyof PracticeSettings, "practice" | "sign-in">>;

/** What is done to the account of a conflict about one person. */
const acts = {
  role: { is: "change-role", act: "change-role" },
  "account-status": { is: "reactivate", act: "reactivate" },
  "two-factor": { is: "reset-two-factor", act: "reset-two-factor" },
  password: { is: "give-setup-code", act: "issue-setup-code" },
  exemption: { is: "change-exemption", act: "exempt" },
  profile: { is: "edit-profile", act: "edit" },
} as const satisfies Readonly<Record<string, { readonly is: AccountWay; readonly act: PersonAct }>>;

type OfAccount = { readonly is: AccountWay; readonly act: PersonAct; readonly account: string };

function ofAccount(context: VaultContext, caller: Caller, { is, act, account: id }: OfAccount): readonly ConflictWay[] {
  const account = findAccount(context.db, id);
  if (account === undefined) return [];
  return [{ is, person: refOf(account), may: mayDo(act, context, caller, account) }];
}

type Shared = Extract<Conflict, { readonly accounts: readonly string[] }>;

/** An account that has what it shares with others now, and its place among the sides. */
type Sharing = { readonly account: Account; readonly side: number };

/** Of accounts that share something, each that does not keep it may go: whoever is left has it. */
function deactivations(context: VaultContext, caller: Caller, conflict: Shared): readonly ConflictWay[] {
  const going = sharing(context, conflict).filter(({ account }) => account.id !== conflict.keeper);
  // Of two the way is called by the one that stays: A comes first.
  return (conflict.accounts.length === 2 ? going.toReversed() : going).map(({ account, side }) => ({
    ...({ is: "deactivate", person: refOf(account), side, keeps: keeps(context, conflict, account) } as const),
    may: mayDo("deactivate", context, caller, account),
  }));
}

function otherEmails(context: VaultContext, caller: Caller, conflict: Shared): readonly ConflictWay[] {
  return sharing(context, conflict)
    .filter(({ account }) => account.id !== conflict.keeper)
    .map(({ account, side }) => ({
      ...({ is: "change-email", person: refOf(account), side, keeps: keeps(context, conflict, account) } as const),
      may: mayDo("edit", context, caller, account),
    }));
}

/** Who signed in under the e-mail, and has it no more, keeps it from the others until a manager lets one have it. */
function lifts(context: VaultContext, caller: Caller, conflict: Shared): readonly ConflictWay[] {
  const now = sharing(context, conflict);
  const former = conflict.accounts
    .filter((id) => now.every(({ account }) => account.id !== id))
    .flatMap((id) => findAccount(context.db, id) ?? []);
  return former.flatMap((owner) =>
    now.map(({ account: to, side }) => ({
      ...({ is: "lift-email", person: refOf(owner), to: refOf(to), email: to.email, side } as const),
      may: mayLift(context, actFactsOf(context, caller, owner), owner, { email: to.email, to: to.id }),
    })),
  );
}

function sharing(context: VaultContext, { what, name, accounts }: Shared): readonly Sharing[] {
  return accounts.flatMap((id, side) => {
    const account = findAccount(context.db, id);
    if (account === undefined || account.deactivatedAt !== null) return [];
    return what === "same-email" && account.emailKey !== name ? [] : [{ account, side }];
  });
}

/** Whether it keeps the e-mail from others also once it is closed, or has another one. */
function keeps(context: VaultContext, { what, name }: Shared, { id }: Account): boolean {
  return what === "same-email" && listEmailHolders(context.db, name).some((one) => one.account === id && one.isUsed);
}

function mayDo(act: PersonAct, context: VaultContext, caller: Caller, account: Account) {
  const facts: ActFacts = actFactsOf(context, caller, account);
  return mayAct(act, facts.caller, facts.target, facts.managers);
}

const refOf = ({ id, name }: Account): PersonRef => ({ id, name });
