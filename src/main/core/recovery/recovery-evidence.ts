import { WINDOWS } from "../../../contract/vocabulary";
import { ruleTime, type VaultContext } from "../context";
import type { ProvenFactor } from "../domain/events";
import { triesBeforeLock } from "../domain/lockout";
import { isExpired } from "../domain/one-time-codes";
import type { Evidence, PendingSignIn } from "../session/session";
import type { Account } from "../store/accounts";
import { findCode } from "../store/codes";
import { readFailures } from "../store/failures";

/**
 * What was proven and still holds: codes that are open, not expired and not replaced, the backup password as it was; and
 * nothing that was proven before the account was locked.
 */
export function stillProven(context: VaultContext, account: Account, { recovery }: PendingSignIn): readonly Evidence[] {
  const failures = readFailures(context.db, account.id, WINDOWS, ruleTime(context));
  const locks = triesBeforeLock(failures) === null;
  return recovery.proven.filter((evidence) => {
    // A lock that is over, or was lifted, leaves the count as it is.
    const lockedSince = locks && failures.count > evidence.failures;
    return !lockedSince && holds(context, account, evidence);
  });
}

function holds(context: VaultContext, account: Account, evidence: Evidence): boolean {
  if (evidence.by === "backup-password") return account.backupSecret === evidence.secret;
  const code = findCode(context.db, evidence.code);
  return code?.state === "open" && code.account === account.id && !isExpired(code.expiresAt, ruleTime(context));
}

/** What was proven as the entry carries it, with the password that came before. */
export function factorsOf(proven: readonly Evidence[]): readonly ProvenFactor[] {
  const after = proven.map(
    (evidence): ProvenFactor =>
      evidence.by === "backup-password" ? { factor: "backup-password" } : { factor: evidence.by, code: evidence.code },
  );
  return [{ factor: "password" }, ...after];
}
