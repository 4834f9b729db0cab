import type { VaultContext } from "../context";
import { numberForTokens } from "../domain/phones";
import { whyNoText } from "../session/enforcement";
import type { Account } from "../store/accounts";
import { thePractice } from "../store/practice";

/**
 * Whether a token by text stands in for the app's at the sign-in: where the practice has chosen so, which it does not at
 * first, the policy allows text messages, and the number on file is the one that was confirmed (SIGNIN-5). Asked when
 * a token is sent, and again when it is typed.
 */
export function mayTextDespiteApp(context: VaultContext, account: Account): boolean {
  if (account.twoFactor !== "app" || !thePractice(context.db).textForApp) return false;
  const proven = numberForTokens(account) === account.cellPhone && account.cellPhone !== null;
  return proven && whyNoText(context, account) === null;
}
