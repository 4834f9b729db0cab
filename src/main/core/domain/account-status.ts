import { STATUSES, type Status } from "../../../contract/vocabulary";
import { decide, isExempt, type Policy, type PolicyFacts } from "./policy";

/** All that a chip can say, in the order of precedence, which lists are sorted by. */
export const statuses: readonly Status[] = STATUSES;

/** What a person's status chip depends on, beside the 2FA policy's rules. */
export type StatusFacts = PolicyFacts & {
  readonly deactivatedAt: number | null;
  readonly lockedUntilAt: number | null;
  readonly held: boolean;
};

/**
 * The status chip of a person at `now` (epoch ms, never before the newest entry): the next thing to do, by the precedence
 * of POLICY-10. While an exemption is in force nobody is overdue or has days left, and two-factor that is off reads
 * "Exempt", not "Not set up". A deactivated account stands apart whatever else it is. `store/people.ts` derives the same
 * in SQL.
 */
export function statusOf(facts: StatusFacts, rules: Policy, now: number): Status {
  if (facts.deactivatedAt !== null) return "deactivated";
  if (facts.held || (facts.lockedUntilAt !== null && facts.lockedUntilAt > now)) return "locked";
  if (isExempt(facts, now)) return facts.twoFactor === "text" ? "sms-only" : "exempt";
  const { deadlineAt } = decide(rules, facts);
  if (deadlineAt !== null) return deadlineAt <= now ? "overdue" : "days-left";
  if (facts.twoFactor === "text") return "sms-only";
  return facts.twoFactor === "app" ? "app" : "not-set-up";
}
