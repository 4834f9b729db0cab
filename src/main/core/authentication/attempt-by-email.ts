import type { LockedUntil, RecordsDamaged } from "../../../contract/refusals";
import { type Refused, refuse } from "../../../contract/result";
import { type SignInPoint, WINDOWS } from "../../../contract/vocabulary";
import { oneAtATime, type VaultContext } from "../context";
import { strangerDigest } from "../domain/keys";
import { emailKey } from "../domain/names";
import { pretendToVerifyOnce, verifyAccountOnce } from "../integrity";
import { type Account, findAccount, findAccountByEmail, isOpenToSignIn } from "../store/accounts";
import { type Failed, guessAtWindows, type LockOf, lockedRefusal, refuseAttempt, refuseStranger } from "./attempts";

/** Who an e-mail stands for in an attempt. */
export type EmailHolder = {
  readonly account: Account | undefined;
  /** The keyed digest of the e-mail. */
  readonly stranger: string;
};

/**
 * Runs an attempt that begins with an e-mail: after everything was checked, alone for its account, and refused while it is
 * locked. Everything takes the same course for an e-mail that belongs to nobody.
 */
export function attemptByEmail<R>(
  context: VaultContext,
  email: string,
  attempt: (holder: EmailHolder) => Promise<R>,
  lockOf: LockOf = guessAtWindows,
): Promise<R | Refused<LockedUntil | RecordsDamaged>> {
  const key = emailKey(email);
  const stranger = strangerDigest(context.keys.strangers, key);
  const id = findAccountByEmail(context.db, key)?.id;
  return oneAtATime(context, id ?? stranger, async () => {
    if (!(await context.ledgerCheck.done())) return refuse({ code: "records-damaged" });
    const account = id === undefined ? undefined : findAccount(context.db, id);
    if (account === undefined) pretendToVerifyOnce(context, stranger);
    else verifyAccountOnce(context, account.id);
    const holder = { account, stranger };
    const locked = lockOf(context, soundAccount(context, holder) ?? { stranger });
    return locked === null ? attempt(holder) : refuse(locked);
  });
}

/**
 * The account whose password was right, as it is now, inside the caller's transaction; undefined where it is another password
 * by now, it has left, or what came from another workstation while the password was looked at has locked it.
 */
export function stillThere(
  context: VaultContext,
  { account: before }: EmailHolder,
  point: SignInPoint = WINDOWS,
): Account | undefined {
  const account = before === undefined ? undefined : findAccount(context.db, before.id);
  const same = account !== undefined && account.passwordSecret === before?.passwordSecret;
  if (!same || !isOpenToSignIn(context.db, account)) return undefined;
  return lockedRefusal(context, account, point) === null ? account : undefined;
}

/**
 * Counts a failed attempt of whoever it was, inside the caller's transaction, and refuses it: as `code`, or as locked where
 * it was one too many.
 */
export function refuseHolder<const C extends string>(
  context: VaultContext,
  holder: EmailHolder,
  failed: Failed,
  code: C,
): Refused<LockedUntil | { readonly code: C }> {
  const account = soundAccount(context, holder);
  const counted =
    account === undefined ? refuseStranger(context, holder.stranger, failed) : refuseAttempt(context, account, failed);
  return refuse(counted.code === "locked" ? counted : { code });
}

/** The account; undefined where it is damaged: it is counted like a stranger then, since a new entry would hide the damage. */
function soundAccount(context: VaultContext, { account }: EmailHolder): Account | undefined {
  return account === undefined || context.memory.damaged.has(account.id) ? undefined : account;
}
