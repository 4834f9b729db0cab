import { type SignInPoint, WINDOWS } from "../../src/contract/vocabulary";
import { ruleTime, type VaultContext } from "../../src/main/core/context";
import type { EventData } from "../../src/main/core/domain/events";
import { type Failure, type Failures, nextFailure, withFailure } from "../../src/main/core/domain/lockout";
import { readFailures } from "../../src/main/core/store/failures";

/** What is counted for an account now. */
export function failuresNow(context: VaultContext, account: string, point: SignInPoint = WINDOWS): Failures {
  return readFailures(context.db, account, point, ruleTime(context));
}

type How = { readonly afterPassword: boolean; readonly now: number };

/** One failure more. */
export function afterFailure(before: Failures, how: How): Failures {
  return withFailure(before, nextFailure(before, { ...how, byKit: false }));
}

/** One more on the way back by recovery kit. */
export function afterRecoveryFailure(before: Failures, now: number): Failures {
  return withFailure(before, nextFailure(before, { afterPassword: false, byKit: true, now }));
}

/** What a failure counts that is said to have been decided so. */
export function countedAs(signIn: Partial<Failure["signIn"]> = {}): Failure {
  return { signIn: { afterPassword: false, lockedUntilAt: null, held: false, ...signIn }, recovery: null };
}

/** A wrong password or token at the windows, as an entry has it. */
export function refusedWith(
  factor: "password" | "app",
  counts: Failure = countedAs(),
  inARow = 1,
): EventData["attempt-refused"] {
  return { factor, during: "sign-in", cause: "wrong", inARow, counts, authenticator: null, hint: null };
}

/** The entry of a wrong password or token that comes after others. */
export function refusedAfter(before: Failures, factor: "password" | "app", now: number): EventData["attempt-refused"] {
  const counts = nextFailure(before, { afterPassword: factor === "app", byKit: false, now });
  return refusedWith(factor, counts, withFailure(before, counts).count);
}
