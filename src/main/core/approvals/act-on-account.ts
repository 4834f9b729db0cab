import type { MayNot, NoSuchPerson, RecordsDamaged } from "../../../contract/refusals";
import { type Refusal, type Result, refuse } from "../../../contract/result";
import { APPROVED_ACTS, type ApprovedAct, type DenialReason, PERSON_ACTS, WINDOWS } from "../../../contract/vocabulary";
import { findRemembered } from "../authentication/remembered";
import { recordRefusal, ruleTime, type VaultContext } from "../context";
import { isLocked } from "../domain/lockout";
import { type ActCaller, type ActTarget, type ManagerFacts, mayAct } from "../domain/may";
import { isExempt } from "../domain/policy";
import { verifyAccountOnce } from "../integrity";
import type { Caller } from "../session/session";
import { type Account, findAccount, readManagerFacts } from "../store/accounts";
import { readFailures } from "../store/failures";
import { immediately } from "../store/open";
import { helpFacts } from "./help-facts";
import { findNotice, findPass, type Pass, usePass, withoutProof } from "./second-manager";

/** The methods with which somebody acts on another account, and what `mayAct` calls the act. */
const acts = {
  ...PERSON_ACTS,
  // Judged by a rule of its own (people/emails.ts).
  liftEmail: "edit",
} as const;
export type ActMethod = keyof typeof acts;

/** All that decides whether somebody may act on an account. */
export type ActFacts = { readonly caller: ActCaller; readonly target: ActTarget; readonly managers: ManagerFacts };

export type Acting<V, R extends Refusal = never> = {
  readonly method: ActMethod;
  /** The method's input: whom it is done to, and what an approval is bound to. */
  readonly input: { readonly account: string; readonly proof: unknown };
  /** In place of `mayAct`, where more than the act decides. */
  readonly may?: (facts: ActFacts, target: Account) => true | DenialReason;
  /** Records what is done, in the transaction of the decision. */
  readonly perform: (target: Account, actor: string) => Result<V, R>;
};

/**
 * Does something to somebody else's account in one transaction; where that may not be, the refusal is recorded. Where only
 * a second manager is missing, an approval of exactly this act takes their place, and is used up once the act is done.
 */
export function actOn<V, R extends Refusal = never>(
  context: VaultContext,
  caller: Caller,
  { method, input, may, perform }: Acting<V, R>,
): Result<V, R | NoSuchPerson | MayNot | RecordsDamaged> {
  const { account } = input;
  // A new entry would write over a row that somebody edited, and hide it.
  if (findAccount(context.db, account) !== undefined && !verifyAccountOnce(context, account)) {
    return refuse({ code: "records-damaged" });
  }
  return immediately(context.db, () => {
    const target = findAccount(context.db, account);
    if (target === undefined) return refuse({ code: "no-such-person" });
    const facts = actFactsOf(context, caller, target);
    const actor = facts.caller.id;
    const verdict = may?.(facts, target) ?? mayDo(method, facts);
    const pass = passOf(context, caller, verdict, { method, input });
    if (typeof pass === "string")
      return recordRefusal(context, actor, { act: method, because: pass, subject: target.id });
    const done = perform(target, actor);
    if (done.ok) usePass(context, actor, pass);
    return done;
  });
}

/** What `mayAct` says of a method. */
export function mayDo(method: ActMethod, { caller, target, managers }: ActFacts): true | DenialReason {
  return mayAct(acts[method], caller, target, managers);
}

function passOf(
  context: VaultContext,
  caller: Caller,
  verdict: true | DenialReason,
  { method, input }: Pick<Acting<never>, "method" | "input">,
): Pass | DenialReason {
  const { account: actor } = caller;
  if (verdict === true) return { by: "oneself" };
  if (actor === null || !isApproved(method)) return verdict;
  const about = { act: method, subject: input.account, parameters: withoutProof(input) };
  if (verdict === "nobody-else" && (method === "liftEmail" || wasSeen(input)))
    return findNotice(context, actor, about) ?? verdict;
  return verdict === "second-manager" ? (findPass(context, caller, actor, about) ?? verdict) : verdict;
}

/** The helper has seen the person with a photo ID. */
function wasSeen(input: Acting<never>["input"]): boolean {
  const { identity } = input as { readonly identity?: { readonly kind: string } };
  return identity?.kind === "photo-id";
}

function isApproved(method: ActMethod): method is ActMethod & ApprovedAct {
  const approved: readonly string[] = APPROVED_ACTS;
  return approved.includes(method);
}

/** Reads all that decides, as it is now. */
export function actFactsOf(context: VaultContext, caller: Caller, account: Account): ActFacts {
  if (caller.account === null || caller.role === null) throw new Error("an act without somebody who acts");
  const { id, role, deactivatedAt, heldAt, twoFactor, passwordSecret, passwordFitsManager } = account;
  const now = ruleTime(context);
  const locked = isLocked(readFailures(context.db, id, WINDOWS, now), now);
  const remembered = findRemembered(context, id) !== undefined;
  const exempt = isExempt(account, now);
  return {
    caller: { id: caller.account, role: caller.role, emergency: caller.sessionState === "emergency-access" },
    target: {
      ...{
        id,
        role,
        deactivatedAt,
        isHeld: heldAt !== null,
        twoFactor,
        hasPassword: passwordSecret !== null,
        passwordFitsManager,
      },
      ...{ locked, remembered, exempt },
      ...helpFacts(context, caller.account, account),
    },
    managers: readManagerFacts(context.db),
  };
}
