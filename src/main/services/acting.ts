import type { MayNot, NoSuchPerson, RecordsDamaged } from "../../preload/refusals";
import { type Refusal, type Result, refuse } from "../../preload/result";
import { isLocked } from "../domain/lockout";
import {
  ACTIVE_MANAGER_MS,
  type Act,
  type ActCaller,
  type ActTarget,
  type Hindrance,
  type ManagerFacts,
  mayAct,
} from "../domain/may";
import { isExempt } from "../domain/requirement";
import { type Account, findAccount } from "../store/accounts";
import { readFailures } from "../store/failures";
import { immediately } from "../store/open";
import { countManagers } from "../store/people";
import { verifyAccountOnce } from "./integrity";
import { findRemembered } from "./remembered";
import { type Caller, recordEvent, ruleTime, type World } from "./world";

/** The methods with which a manager acts on somebody else, and what `mayAct` calls the act. */
const acts = {
  editPerson: "edit",
  changeRole: "change-role",
  deactivatePerson: "deactivate",
  reactivatePerson: "reactivate",
  issueSetUpCode: "issue-set-up-code",
  issueBypassCode: "issue-bypass-code",
  startTwoFactor: "start-two-factor",
  unlockAccount: "unlock",
  resetTwoFactor: "reset-two-factor",
  forgetWorkstation: "forget-workstation",
  exemptPerson: "exempt",
  endExemption: "end-exemption",
} as const satisfies Record<string, Act>;
type ActMethod = keyof typeof acts;

/** All that decides whether somebody may act on an account. */
export type Situation = { readonly caller: ActCaller; readonly target: ActTarget; readonly managers: ManagerFacts };

export type Acting<V, R extends Refusal = never> = {
  readonly method: ActMethod;
  /** Whom it is done to. */
  readonly account: string;
  /** In place of `mayAct`, where more than the act decides. */
  readonly may?: (situation: Situation) => true | Hindrance;
  /** Records what is done, in the transaction of the decision. */
  readonly perform: (target: Account, actor: string) => Result<V, R>;
};

/** Does something to somebody else's account in one transaction; where that may not be, the refusal is recorded. */
export function actOn<V, R extends Refusal = never>(
  world: World,
  caller: Caller,
  { method, account, may, perform }: Acting<V, R>,
): Result<V, R | NoSuchPerson | MayNot | RecordsDamaged> {
  // A new entry would write over a row that somebody edited, and hide it.
  if (findAccount(world.db, account) !== undefined && !verifyAccountOnce(world, account)) {
    return refuse({ code: "records-damaged" });
  }
  return immediately(world.db, () => {
    const target = findAccount(world.db, account);
    if (target === undefined) return refuse({ code: "no-such-person" });
    const situation = situationOf(world, caller, target);
    const { caller: actor, managers } = situation;
    const verdict = may?.(situation) ?? mayAct(acts[method], actor, situation.target, managers);
    if (verdict === true) return perform(target, actor.id);
    return recordRefusal(world, actor.id, { act: method, because: verdict, subject: target.id });
  });
}

/** Records that somebody tried what they may not, inside the caller's transaction. */
export function recordRefusal(
  world: World,
  actor: string | null,
  refused: { readonly act: string; readonly because: Hindrance; readonly subject: string | null },
): Result<never, MayNot> {
  const { act, because, subject } = refused;
  recordEvent(world, actor, { kind: "act-refused", subject, data: { act, because } });
  return refuse({ code: "may-not", because });
}

/** Reads all that decides, as it is now. */
export function situationOf(world: World, caller: Caller, account: Account): Situation {
  if (caller.account === null || caller.role === null) throw new Error("an act without somebody who acts");
  const { id, role, deactivatedAt, twoFactor, passwordSecret, passwordFitsManager } = account;
  const now = ruleTime(world);
  const locked = isLocked(readFailures(world.db, id), now);
  const remembered = findRemembered(world, id) !== undefined;
  const exempt = isExempt(account, now);
  return {
    caller: { id: caller.account, role: caller.role },
    target: {
      ...{ id, role, deactivatedAt, twoFactor, hasPassword: passwordSecret !== null, passwordFitsManager },
      ...{ locked, remembered, exempt },
    },
    managers: managersNow(world),
  };
}

/** The practice's managers, and how many of them are active. */
export function managersNow(world: World): ManagerFacts {
  return countManagers(world.db, ruleTime(world) - ACTIVE_MANAGER_MS);
}
