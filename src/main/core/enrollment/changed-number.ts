import type { NotNow } from "../../../contract/refusals";
import type { VaultContext } from "../context";
import type { Session } from "../session/session";
import type { Account } from "../store/accounts";
import { countCodes } from "../store/codes";

/*
 * A changed number serves for nothing before an existing factor of the person, or two helpers, have confirmed it
 * (SETUP-10): whoever got somebody to change it would else have the tokens at once.
 */

/** Why no token that is typed back may prove the number on file now; null where it may. */
export function numberRefusal(context: VaultContext, session: Session, account: Account): NotNow | null {
  const { phoneWaits, twoFactor } = account;
  if (twoFactor === "none" && !(phoneWaits && hasOtherFactor(context, account))) return null;
  if (cameWithOwnFactor(session)) return null;
  return { code: "not-now", because: twoFactor === "none" ? "number-waits" : "second-factor-needed" };
}

/**
 * Whether a second factor is still there though two-factor is off: after a phone was taken out of use, codes on paper, the
 * backup password and the phone that tokens went to before. Where nothing is, the password is all that there is to ask.
 */
function hasOtherFactor({ db }: VaultContext, { id, backupSecret, confirmedPhone, setupDue }: Account): boolean {
  if (backupSecret !== null || countCodes(db, id, "recovery-code", "open") > 0) return true;
  return setupDue && confirmedPhone !== null;
}

/** A bypass code is nobody's own factor: with it alone, a caller who talked support round would own the number. */
function cameWithOwnFactor({ signedIn }: Session): boolean {
  const own = ["app", "text-token", "recovery-code", "recovery-token", "backup-password"];
  return signedIn?.factors.some((factor) => own.includes(factor)) ?? false;
}
