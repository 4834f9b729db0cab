import type { NotNow } from "../../../contract/refusals";
import type { Session } from "../session/session";
import type { Account } from "../store/accounts";

/**
 * Why nothing new may stand for somebody's second factor now; null where it may. A workstation that is remembered took
 * the place of a token at this sign-in: on a shared one, whoever knows the password would own the account for good
 * (NIST SP 800-63B-4 §4.1.2.1).
 */
export function bindingRefusal({ signedIn }: Session, { id, twoFactor }: Account): NotNow | null {
  // The emergency codes are the practice's: whoever has them and a password binds nothing to the account that outlives
  // the shift.
  if (signedIn?.account === id && signedIn.emergency !== null)
    return { code: "not-now", because: "second-factor-needed" };
  if (twoFactor === "none" || signedIn?.account !== id) return null;
  const proven = signedIn.factors.filter((factor) => factor !== "password");
  // A token by text binds nothing where the app is set up: the weaker one must not replace it (SETUP-9).
  const weak = twoFactor === "app" ? ["remembered-sign-in", "text-token"] : ["remembered-sign-in"];
  const byLess = proven.length > 0 && proven.every((factor) => weak.includes(factor));
  return byLess ? { code: "not-now", because: "second-factor-needed" } : null;
}

/**
 * Why a session on the way back without the phone changes nothing else yet: it is there to bring the new phone in. null
 * in every other session, and once the new phone works.
 */
export function unfinishedRefusal({ signedIn }: Session, { id }: Account): NotNow | null {
  const unfinished = signedIn?.account === id && signedIn.rebinding !== null;
  return unfinished ? { code: "not-now", because: "wrong-step" } : null;
}
