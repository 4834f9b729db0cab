import type { InputOf } from "../../../contract/methods";
import type { BadPassword, NotAllowed, NotNow } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { badPassword, contextOf, hashNewPassword, passwordIsRight } from "../authentication/passwords";
import { newId, oneAtATime, recordEvent, type VaultContext } from "../context";
import { bindingRefusal, unfinishedRefusal } from "../enrollment/binding";
import { ownAccount } from "../session/own-account";
import type { Caller, Session } from "../session/session";
import { isOpen } from "../session/sessions";
import type { Account } from "../store/accounts";
import { immediately } from "../store/open";
import { dropSecret } from "../store/secrets";

/*
 * A second password of one's own, that helps a new phone take the place of a lost one (SETUP-8). It signs nobody
 * in, and is kept like the account password: as an Argon2id hash with its parameters.
 */

/** Sets one's own backup password: at least 12 characters, for everybody, and unlike the account password. */
export function setBackupPassword(
  context: VaultContext,
  caller: Caller,
  { backupPassword }: InputOf<"setBackupPassword">,
): Promise<Result<null, BadPassword | NotNow | NotAllowed>> {
  const { id } = ownAccount(context, caller);
  return oneAtATime(context, id, async () => {
    const account = ownAccount(context, caller);
    const early = obstacle(caller.session, account);
    if (early !== null) return refuse(early);
    const about = { ...contextOf(context, account), isManager: false };
    const bad = await badPassword(context.hashing, { ...about, password: backupPassword });
    if (bad !== undefined) return bad;
    if (await passwordIsRight(context, account, backupPassword)) {
      return refuse({ code: "bad-password", problem: "same-as-other" });
    }
    const { hash } = await hashNewPassword(context.hashing, backupPassword);
    if (!isOpen(caller.session, id)) return refuse({ code: "not-allowed" });
    return immediately(context.db, () => keep(context, caller, hash));
  });
}

function keep(context: VaultContext, caller: Caller, hash: string): Result<null, NotNow> {
  const account = ownAccount(context, caller);
  const early = obstacle(caller.session, account);
  if (early !== null) return refuse(early);
  const { id, backupSecret } = account;
  const secret = newId(context);
  const bytes = new TextEncoder().encode(hash);
  const secrets = [{ id: secret, account: id, kind: "backup-password", bytes }] as const;
  recordEvent(context, id, { kind: "backup-password-set", subject: id, data: { secret } }, { secrets });
  if (backupSecret !== null) dropSecret(context.db, backupSecret);
  return ok(null);
}

/** Goes on without one. That is recorded once, however often somebody is asked. */
export function skipBackupPassword(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"skipBackupPassword">,
): Result<null, NotNow> {
  return immediately(context.db, () => {
    const account = ownAccount(context, caller);
    const { id, backupSkipped, backupSecret } = account;
    const early = obstacle(caller.session, account);
    if (early !== null) return refuse(early);
    if (!backupSkipped && backupSecret === null) {
      recordEvent(context, id, { kind: "backup-password-skipped", subject: id, data: {} });
    }
    return ok(null);
  });
}

/** Takes one's own backup password out of use. */
export function removeBackupPassword(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"removeBackupPassword">,
): Result<null, NotNow> {
  return immediately(context.db, () => {
    const account = ownAccount(context, caller);
    const { id, backupSecret } = account;
    const early = obstacle(caller.session, account);
    if (early !== null) return refuse(early);
    if (backupSecret === null) return refuse({ code: "not-now", because: "no-backup-password" });
    recordEvent(context, id, { kind: "backup-password-removed", subject: id, data: {} });
    dropSecret(context.db, backupSecret);
    return ok(null);
  });
}

/** Without two-factor there is nothing that it would help back into; and it takes a second factor of one's own. */
function obstacle(session: Session, account: Account): NotNow | null {
  if (account.twoFactor === "none") return { code: "not-now", because: "two-factor-off" };
  return bindingRefusal(session, account) ?? unfinishedRefusal(session, account);
}
