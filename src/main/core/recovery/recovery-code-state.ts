import type { VaultContext } from "../context";
import type { Session } from "../session/session";
import type { Account } from "../store/accounts";
import { type CodeOnSheet, codesOnSheet, countCodes } from "../store/codes";

/** How few left are worth a warning, while there still are some. */
const LOW = 3;

/** How many recovery codes an account has left, where they run low; null where there are enough, or two-factor is off. */
export function recoveryCodesLow(context: VaultContext, { id, twoFactor }: Account): number | null {
  if (twoFactor === "none") return null;
  const left = countCodes(context.db, id, "recovery-code", "open");
  return left <= LOW ? left : null;
}

/**
 * The spent recovery code that a new one may take the place of: the one with which the account's session came in, while it
 * is on the sheet in force and none has taken its place.
 */
export function findCodeToReplace(
  context: VaultContext,
  { signedIn }: Session,
  { id, twoFactor }: Account,
): CodeOnSheet | undefined {
  if (twoFactor === "none" || signedIn?.account !== id || signedIn.rebinding !== null) return undefined;
  return codesOnSheet(context.db, id).find((code) => code.id === signedIn.recoveryCode && code.state === "spent");
}
