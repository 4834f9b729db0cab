import type { TokenSent } from "../../../contract/messaging/views";
import type { InputOf } from "../../../contract/methods";
import type {
  BadPassword,
  LockedUntil,
  RecordsDamaged,
  RecoveryRefused,
  SendRefusal,
  WrongKey,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { notifyManagers } from "../approvals/notify-managers";
import { attemptByEmail, type EmailHolder } from "../authentication/attempt-by-email";
import { guessAtRecovery, lockedRecovery } from "../authentication/attempts";
import {
  badPassword,
  contextOf,
  type HashedPassword,
  hashNewPassword,
  sameAsBackup,
  setPassword,
} from "../authentication/passwords";
import { issueToken, sentView } from "../authentication/tokens";
import { recordEvent, type VaultContext } from "../context";
import { numberForTokens } from "../domain/phones";
import type { Caller } from "../session/session";
import type { Account } from "../store/accounts";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { compareProofs, mistypedKey, type OnlyManager, takeProofs } from "./only-manager-proofs";

type Input = InputOf<"recoverOnlyManager">;
type Refusals = RecoveryRefused | WrongKey | LockedUntil | BadPassword | RecordsDamaged;

/**
 * A manager who lost everything, the only one or beside whom no two others can act (RECOVER-5): the recovery kit with a
 * recovery code of their own, or with their backup password and a texted token, gives them a new password. Nobody is signed
 * in by it (NIST SP 800-63B-4 §4.2): the next sign-in asks for the new password and reaches nothing before two-factor is
 * set up anew. The other managers are told, since whoever found the kit may have found a code too. The answer is the same
 * for every other e-mail.
 */
export async function recoverOnlyManager(
  context: VaultContext,
  { session }: Caller,
  input: Input,
): Promise<Result<null, Refusals>> {
  session.pending = null;
  const slip = mistypedKey(input.recoveryKey);
  if (slip !== undefined) return slip;
  const { email, password } = input;
  const anybody = { name: "", email, practiceName: thePractice(context.db).name, isManager: true };
  const bad = await badPassword(context.hashing, { ...anybody, password });
  if (bad !== undefined) return bad;
  return attemptByEmail(context, email, (holder) => recover(context, holder, input), guessAtRecovery);
}

async function recover(context: VaultContext, holder: EmailHolder, input: Input): Promise<Result<null, Refusals>> {
  const compared = await compareProofs(context, holder, input);
  const found = immediately(context.db, () => takeProofs(context, holder, compared));
  if (!found.ok) return found;
  const { account } = found.value;
  const bad = await badPassword(context.hashing, { ...contextOf(context, account), password: input.password });
  if (bad !== undefined) return bad;
  const same = await sameAsBackup(context, account, input.password);
  if (same !== undefined) return same;
  const password = await hashNewPassword(context.hashing, input.password);
  return immediately(context.db, () => {
    const still = takeProofs(context, holder, compared);
    if (!still.ok) return still;
    comeBack(context, still.value, password);
    return ok(null);
  });
}

function comeBack(context: VaultContext, { account, factors }: OnlyManager, password: HashedPassword): void {
  const event = { kind: "recovery-kit-used", subject: account.id, data: { factors } } as const;
  const cause = recordEvent(context, account.id, event);
  setPassword(context, account, { password, by: "recovery", cause });
  notifyManagers(context, "manager-recovered", { cause, except: account.id });
  dropClosedSecrets(context.db, account.id, 0);
}

type SendRefusals = RecoveryRefused | WrongKey | SendRefusal | RecordsDamaged;

/**
 * Sends the token that goes with the backup password, once kit and backup password were right: to nobody else does it
 * answer anything but that it was refused, and each refusal counts.
 */
export async function sendOnlyManagerToken(
  context: VaultContext,
  _caller: Caller,
  input: InputOf<"sendOnlyManagerToken">,
): Promise<Result<TokenSent, SendRefusals>> {
  const slip = mistypedKey(input.recoveryKey);
  if (slip !== undefined) return slip;
  // Of the practice, and so the same for everybody.
  if (thePractice(context.db).gateway === null) return refuse({ code: "no-gateway" });
  const attempt = async (holder: EmailHolder): Promise<Result<TokenSent, SendRefusals>> => {
    const by = { factor: "backup-password", backupPassword: input.backupPassword, token: null } as const;
    const compared = await compareProofs(context, holder, { recoveryKey: input.recoveryKey, by });
    return immediately(context.db, () => {
      const proven = takeProofs(context, holder, compared);
      return proven.ok ? send(context, proven.value.account, input.channel) : proven;
    });
  };
  return attemptByEmail(context, input.email, attempt, guessAtRecovery);
}

function send(context: VaultContext, account: Account, channel: "text" | "call"): Result<TokenSent, SendRefusal> {
  const cellPhone = numberForTokens(account);
  if (cellPhone === null) return refuse({ code: "no-phone" });
  const wanted = { use: "recovery-token", channel, cellPhone } as const;
  const issued = issueToken(context, account, wanted, lockedRecovery);
  return issued.ok ? sentView(context, issued.value) : issued;
}
