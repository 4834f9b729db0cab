import type { LockedUntil } from "../../preload/refusals";
import { type Refused, refuse } from "../../preload/result";
import { strangerDigest } from "../domain/keys";
import { emailKey } from "../domain/names";
import { type Account, findAccount, findAccountByEmail } from "../store/accounts";
import { type Counted, type Failed, lockedRefusal, refuseAttempt, refuseStranger } from "./attempts";
import { pretendToVerifyOnce, verifyAccountOnce } from "./integrity";
import { oneAtATime, type World } from "./world";

/** Who an e-mail stands for in an attempt. */
export type Claimant = {
  readonly account: Account | undefined;
  /** False where the account's records are damaged. It is then counted like a stranger: a new entry must not hide the damage. */
  readonly sound: boolean;
  readonly stranger: string;
};

/**
 * Runs an attempt that begins with an e-mail: alone for its account, after that account was verified, and refused while
 * it is locked. Everything takes the same course for an e-mail that belongs to nobody.
 */
export function attemptByEmail<R>(
  world: World,
  email: string,
  attempt: (claimant: Claimant) => Promise<R>,
  lockOf = lockedRefusal,
): Promise<R | Refused<LockedUntil>> {
  const key = emailKey(email);
  const stranger = strangerDigest(world.keys.strangers, key);
  const id = findAccountByEmail(world.db, key)?.id;
  return oneAtATime(world, id ?? stranger, async () => {
    const account = id === undefined ? undefined : findAccount(world.db, id);
    const sound = account !== undefined && verifyAccountOnce(world, account.id);
    if (account === undefined) pretendToVerifyOnce(world, stranger);
    const claimant = { account, sound, stranger };
    const locked = lockOf(world, { id: countedUnder(claimant) });
    return locked === null ? attempt(claimant) : refuse(locked);
  });
}

/** Counts a failed attempt of whoever it was, inside the caller's transaction. */
export function refuseClaimant(world: World, claimant: Claimant, failed: Failed): Counted {
  const { account, sound, stranger } = claimant;
  return account !== undefined && sound
    ? refuseAttempt(world, account, failed)
    : refuseStranger(world, stranger, failed);
}

function countedUnder({ account, sound, stranger }: Claimant): string {
  return account !== undefined && sound ? account.id : stranger;
}
