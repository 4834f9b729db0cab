import type { RememberedWorkstation } from "../../../contract/authentication/views";
import { ruleTime, type VaultContext } from "../context";
import { isExpired } from "../domain/one-time-codes";
import { type Code, findSeriesStart, listCodes } from "../store/codes";
import { thePractice } from "../store/practice";

const DAY_MS = 86_400_000;

/** The open secret of this workstation for an account, with the instant from which it is good no more. */
export type Remembered = { readonly code: Code; readonly since: number; readonly until: number };

/**
 * Whether this workstation is remembered for an account. What the practice allows is asked now: days that were lowered
 * since end the remembering earlier, and where it is not allowed any more nothing is remembered.
 */
export function findRemembered(context: VaultContext, account: string): Remembered | undefined {
  const open = listCodes(context.db, account, "remembered-sign-in", "open");
  const code = open.find(({ workstation }) => workstation === context.workstation);
  if (code === undefined || code.expiresAt === null) return undefined;
  const since = findSeriesStart(context.db, code);
  const until = Math.min(code.expiresAt, since + thePractice(context.db).rememberDays * DAY_MS);
  return isExpired(until, ruleTime(context)) ? undefined : { code, since, until };
}

/** Since when and until when this workstation is remembered for an account, to be shown; null where it is not. */
export function rememberedView(context: VaultContext, account: string): RememberedWorkstation | null {
  const found = findRemembered(context, account);
  return found === undefined ? null : { since: found.since, until: found.until, lastUsedAt: found.code.issuedAt };
}
