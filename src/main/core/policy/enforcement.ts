import type { NotNow } from "../../../contract/refusals";
import type { SessionView } from "../../../contract/views";
import type { Method } from "../../../contract/vocabulary";
import { ruleTime, type World } from "../context";
import { decide, isExempt, isSatisfied } from "../domain/policy";
import type { Account } from "../store/accounts";
import { findRequirement } from "../store/policy";
import { thePractice } from "../store/practice";

/*
 * What the requirement does to whoever signs in (product.md 5). It is in force at the next sign-in: a session that began
 * before a deadline goes on after it.
 */

/** By when the account has to act, and whether only the app will do, for whoever is signed in with it. */
export function whatIsDue(world: World, account: Account): Pick<SessionView, "deadlineAt" | "appOnly"> {
  const { deadlineAt, allowed } = decide(findRequirement(world.db), account);
  return { deadlineAt, appOnly: allowed === "app-only" && !isExempt(account, ruleTime(world)) };
}

/** Whether the account has not done by its deadline what the requirement asks. */
export function isOverdue(world: World, account: Account): boolean {
  const { deadlineAt } = decide(findRequirement(world.db), account);
  return deadlineAt !== null && deadlineAt <= ruleTime(world);
}

/** Whether a sign-in reaches nothing but the set-up. */
export function mustSetUp(world: World, account: Account): boolean {
  return (account.twoFactor === "none" && account.setUpDue) || isOverdue(world, account);
}

/**
 * Whether the set-up, which is all that a sign-in reaches, takes a set-up code besides: after a reset or a revocation, and
 * once it is overdue, until such a code was typed. A token by text that is not enough any more does not stand for it.
 */
export function needsSetUpCode(world: World, account: Account): boolean {
  if (!mustSetUp(world, account)) return false;
  return account.setUpCodeNeeded || (!account.enrolmentOpen && isOverdue(world, account));
}

/**
 * The same for the session of the account: one that began within the grace enrols without a code until it ends, and
 * whoever came back without the phone has proven more than a code would.
 */
export function needsSetUpCodeNow(world: World, account: Account): boolean {
  const { session } = world.memory;
  if (session?.account === account.id && session.rebinding !== null) return false;
  const late = session?.account === account.id && session.setUpOnly;
  return late ? needsSetUpCode(world, account) : account.setUpCodeNeeded;
}

/** Why tokens cannot come by text to an account; null where they can, to a number that is confirmed. */
export function whyNoText(world: World, account: Account): "no-gateway" | "text-not-allowed" | null {
  if (thePractice(world.db).gateway === null) return "no-gateway";
  return forbids(world, account, "text") === null ? null : "text-not-allowed";
}

/** Why somebody may not go over to a method, or to none; null where no rule that has begun forbids it. */
export function forbids(world: World, account: Account, method: Method): NotNow | null {
  const now = ruleTime(world);
  if (isExempt(account, now)) return null;
  const { applying } = decide(findRequirement(world.db), account);
  const broken = applying.some((rule) => rule.fromAt <= now && !isSatisfied(rule, method));
  if (!broken) return null;
  return { code: "not-now", because: method === "none" ? "required" : "text-not-allowed" };
}
