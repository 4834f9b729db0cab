import type { InputOf } from "../../../contract/inputs";
import type {
  BadPassword,
  LockedUntil,
  RecordsDamaged,
  RecoveryRefused,
  SendRefusal,
  WrongKey,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { TokenSent } from "../../../contract/views";
import { attemptByEmail, type Claimant } from "../authentication/attempt-by-email";
import { lockedRecovery } from "../authentication/attempts";
import {
  badPassword,
  contextOf,
  type HashedPassword,
  hashNewPassword,
  sameAsBackup,
  setPassword,
} from "../authentication/passwords";
import { issueToken, sentView } from "../authentication/tokens";
import { type Caller, recordEvent, type World } from "../context";
import { afterRecovery } from "../domain/lockout";
import { numberForTokens } from "../enrollment/changed-number";
import { tellManagers } from "../messaging/notify-managers";
import type { Account } from "../store/accounts";
import { readFailures } from "../store/failures";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { compareProofs, mistypedKey, type OnlyManager, takeProofs } from "./only-manager-proofs";

type Input = InputOf<"recoverOnlyManager">;
type Refusals = RecoveryRefused | WrongKey | LockedUntil | BadPassword | RecordsDamaged;

/**
 * A manager who lost everything, the only one or beside whom no two others can act (product.md 6): the recovery kit with a
 * recovery code of their own, or with their backup password and a texted token, gives them a new password. Nobody is signed
 * in by it (NIST SP 800-63B-4 §4.2): the next sign-in asks for the new password and reaches nothing before two-factor is
 * set up anew. The other managers are told, since whoever found the kit may have found a code too. The answer is the same
 * for every other e-mail.
 */
export async function recoverOnlyManager(world: World, _caller: Caller, input: Input): Promise<Result<null, Refusals>> {
  world.memory.pending = null;
  const slip = mistypedKey(input.recoveryKey);
  if (slip !== undefined) return slip;
  const { email, password } = input;
  const anybody = { name: "", email, practiceName: thePractice(world.db).name, isManager: true };
  const bad = await badPassword(world.hashing, { ...anybody, password });
  if (bad !== undefined) return bad;
  return attemptByEmail(world, email, (claimant) => recover(world, claimant, input), lockedRecovery);
}

async function recover(world: World, claimant: Claimant, input: Input): Promise<Result<null, Refusals>> {
  const compared = await compareProofs(world, claimant, input);
  const found = immediately(world.db, () => takeProofs(world, claimant, compared));
  if (!found.ok) return found;
  const { account } = found.value;
  const bad = await badPassword(world.hashing, { ...contextOf(world, account), password: input.password });
  if (bad !== undefined) return bad;
  const same = await sameAsBackup(world, account, input.password);
  if (same !== undefined) return same;
  const password = await hashNewPassword(world.hashing, input.password);
  return immediately(world.db, () => {
    const still = takeProofs(world, claimant, compared);
    if (!still.ok) return still;
    comeBack(world, still.value, password);
    return ok(null);
  });
}

function comeBack(world: World, { account, factors }: OnlyManager, password: HashedPassword): void {
  const data = { factors, failures: afterRecovery(readFailures(world.db, account.id)) };
  const cause = recordEvent(world, account.id, { kind: "recovery-kit-used", subject: account.id, data });
  setPassword(world, account, { password, by: "recovery", cause });
  tellManagers(world, "manager-recovered", { cause, except: account.id });
  dropClosedSecrets(world.db, account.id, 0);
}

type SendRefusals = RecoveryRefused | WrongKey | SendRefusal | RecordsDamaged;

/**
 * Sends the token that goes with the backup password, once kit and backup password were right: to nobody else does it
 * answer anything but that it was refused, and each refusal counts.
 */
export async function sendOnlyManagerToken(
  world: World,
  _caller: Caller,
  input: InputOf<"sendOnlyManagerToken">,
): Promise<Result<TokenSent, SendRefusals>> {
  const slip = mistypedKey(input.recoveryKey);
  if (slip !== undefined) return slip;
  // Of the practice, and so the same for everybody.
  if (thePractice(world.db).gateway === null) return refuse({ code: "no-gateway" });
  const attempt = async (claimant: Claimant): Promise<Result<TokenSent, SendRefusals>> => {
    const by = { factor: "backup-password", backupPassword: input.backupPassword, token: null } as const;
    const compared = await compareProofs(world, claimant, { recoveryKey: input.recoveryKey, by });
    return immediately(world.db, () => {
      const proven = takeProofs(world, claimant, compared);
      return proven.ok ? send(world, proven.value.account, input.channel) : proven;
    });
  };
  return attemptByEmail(world, input.email, attempt, lockedRecovery);
}

function send(world: World, account: Account, channel: "text" | "call"): Result<TokenSent, SendRefusal> {
  const cellPhone = numberForTokens(account);
  if (cellPhone === null) return refuse({ code: "no-phone" });
  const wanted = { use: "recovery-token", channel, cellPhone } as const;
  const issued = issueToken(world, account, wanted, lockedRecovery);
  return issued.ok ? sentView(world, issued.value) : issued;
}
