import type { Method, Status } from "../../preload/words";

/** What a person's status chip depends on. */
export type StandingFacts = {
  readonly deactivatedAt: number | null;
  readonly twoFactor: Method;
  readonly lockedUntilAt: number | null;
  readonly held: boolean;
};

/**
 * The status chip of a person at `now` (epoch ms, never before the newest entry): the next thing to do. Locked comes
 * before SMS only, that before Not set up, that before App; a deactivated account stands apart whatever else it is.
 * `store/people.ts` derives the same in SQL.
 */
export function standingOf(facts: StandingFacts, now: number): Status {
  if (facts.deactivatedAt !== null) return "deactivated";
  if (facts.held || (facts.lockedUntilAt !== null && facts.lockedUntilAt > now)) return "locked";
  if (facts.twoFactor === "text") return "sms-only";
  return facts.twoFactor === "app" ? "app" : "not-set-up";
}
