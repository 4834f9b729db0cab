import type { LockedUntil, RecordsDamaged } from "../../../contract/refusals";
import { type Refused, refuse } from "../../../contract/result";
import { oneAtATime, type World } from "../context";
import { strangerDigest } from "../domain/keys";
import { emailKey } from "../domain/names";
import { type Account, findAccount, findAccountByEmail } from "../store/accounts";
import { pretendToVerifyOnce, verifyAccountOnce } from "../vault/integrity";
import { type Failed, lockedRefusal, refuseAttempt, refuseStranger } from "./attempts";

/** Who an e-mail stands for in an attempt. */
export type Claimant = {
  readonly account: Account | undefined;
  /** The keyed digest of the e-mail. */
  readonly stranger: string;
};

/**
 * Runs an attempt that begins with an e-mail: after everything was checked, alone for its account, and refused while it is
 * locked. Everything takes the same course for an e-mail that belongs to nobody.
 */
export function attemptByEmail<R>(
  world: World,
  email: string,
  attempt: (claimant: Claimant) => Promise<R>,
  lockOf = lockedRefusal,
): Promise<R | Refused<LockedUntil | RecordsDamaged>> {
  const key = emailKey(email);
  const stranger = strangerDigest(world.keys.strangers, key);
  const id = findAccountByEmail(world.db, key)?.id;
  return oneAtATime(world, id ?? stranger, async () => {
    if (!(await world.ledgerCheck.done())) return refuse({ code: "records-damaged" });
    const account = id === undefined ? undefined : findAccount(world.db, id);
    if (account === undefined) pretendToVerifyOnce(world, stranger);
    else verifyAccountOnce(world, account.id);
    const claimant = { account, stranger };
    const locked = lockOf(world, { id: soundAccount(world, claimant)?.id ?? stranger });
    return locked === null ? attempt(claimant) : refuse(locked);
  });
}

/** The account whose password was right, as it is now; undefined where it is another password by now, or it has left. */
export function stillThere(world: World, { account: before }: Claimant): Account | undefined {
  const account = before === undefined ? undefined : findAccount(world.db, before.id);
  const same = account !== undefined && account.passwordSecret === before?.passwordSecret;
  return same && account.deactivatedAt === null ? account : undefined;
}

/**
 * Counts a failed attempt of whoever it was, inside the caller's transaction, and refuses it: as `code`, or as locked where
 * it was one too many.
 */
export function refuseClaimant<const C extends string>(
  world: World,
  claimant: Claimant,
  failed: Failed,
  code: C,
): Refused<LockedUntil | { readonly code: C }> {
  const account = soundAccount(world, claimant);
  const counted =
    account === undefined ? refuseStranger(world, claimant.stranger, failed) : refuseAttempt(world, account, failed);
  return refuse(counted.code === "locked" ? counted : { code });
}

/** The account; undefined where it is damaged: it is counted like a stranger then, since a new entry would hide the damage. */
function soundAccount(world: World, { account }: Claimant): Account | undefined {
  return account === undefined || world.memory.damaged.has(account.id) ? undefined : account;
}
