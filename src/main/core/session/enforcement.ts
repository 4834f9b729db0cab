import type { NotNow } from "../../../contract/refusals";
import type { SessionView } from "../../../contract/session/views";
import type { Method } from "../../../contract/vocabulary";
import { ruleTime, type VaultContext } from "../context";
import { decide, isExempt, isSatisfied } from "../domain/policy";
import type { Account } from "../store/accounts";
import { findPolicy } from "../store/policy";
import { thePractice } from "../store/practice";
import type { Session, SignedIn } from "./session";

/*
 * What the 2FA policy does to whoever signs in (POLICY-4). It is in force at the next sign-in: a session that began
 * before a deadline goes on after it.
 */

/** By when the account has to act, and whether only the app will do, for whoever is signed in with it. */
export function whatIsDue(context: VaultContext, account: Account): Pick<SessionView, "deadlineAt" | "appOnly"> {
  const { deadlineAt, allowed } = decide(findPolicy(context.db), account);
  return { deadlineAt, appOnly: allowed === "app-only" && !isExempt(account, ruleTime(context)) };
}

/** Whether the account has not done by its deadline what the 2FA policy asks. */
export function isOverdue(context: VaultContext, account: Account): boolean {
  const { deadlineAt } = decide(findPolicy(context.db), account);
  return deadlineAt !== null && deadlineAt <= ruleTime(context);
}

/** Whether a sign-in reaches nothing but the setup. */
export function mustSetup(context: VaultContext, account: Account): boolean {
  return (account.twoFactor === "none" && account.setupDue) || isOverdue(context, account);
}

/**
 * Whether the setup, which is all that a sign-in reaches, takes a setup code besides: after a reset or a revocation, and
 * once it is overdue, until such a code was typed. A token by text that is not enough any more does not stand for it.
 */
export function needsSetupCode(context: VaultContext, account: Account): boolean {
  if (!mustSetup(context, account)) return false;
  return account.setupCodeNeeded || (!account.enrollmentOpen && isOverdue(context, account));
}

/**
 * Whether the setup takes a setup code besides in the account's present session. One that began within the grace needs
 * none until it ends, and whoever came back without the phone has proven more than a code would.
 */
export function needsSetupCodeNow(context: VaultContext, { signedIn }: Session, account: Account): boolean {
  if (signedIn?.account === account.id && signedIn.rebinding !== null) return false;
  const late = signedIn?.account === account.id && reachesSetupOnly(context, signedIn);
  return late ? needsSetupCode(context, account) : account.setupCodeNeeded;
}

/** Whether a sign-in reaches the setup alone as long as something is due: from its begin, or since its factor was revoked. */
export function reachesSetupOnly({ memory }: VaultContext, { account, setupOnly, factorsRevoked }: SignedIn): boolean {
  return setupOnly || (memory.factorsRevoked.get(account) ?? 0) > factorsRevoked;
}

/** Why tokens cannot come by text to an account; null where they can, to a number that is confirmed. */
export function whyNoText(context: VaultContext, account: Account): "no-gateway" | "text-not-allowed" | null {
  if (thePractice(context.db).gateway === null) return "no-gateway";
  return forbids(context, account, "text") === null ? null : "text-not-allowed";
}

/** Why somebody may not go over to a method, or to none; null where no rule that has begun forbids it. */
export function forbids(context: VaultContext, account: Account, method: Method): NotNow | null {
  const now = ruleTime(context);
  if (isExempt(account, now)) return null;
  const { applying } = decide(findPolicy(context.db), account);
  const broken = applying.some((rule) => rule.fromAt <= now && !isSatisfied(rule, method));
  if (!broken) return null;
  return { code: "not-now", because: method === "none" ? "required" : "text-not-allowed" };
}
