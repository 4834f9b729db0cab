import type { SignInNext } from "../../../contract/authentication/views";
import type { TokenSent } from "../../../contract/messaging/views";
import type { InputOf } from "../../../contract/methods";
import type { RecoveryView } from "../../../contract/recovery/views";
import type {
  NotNow,
  RecordsDamaged,
  SendRefusal,
  TokenRefusal,
  WrongBackupPassword,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { type PhoneLoss, WINDOWS } from "../../../contract/vocabulary";
import { guessAtWindows, type LockOf, lockedAtWindows, lockedRefusal, refuseAttempt } from "../authentication/attempts";
import { backupPasswordIsRight } from "../authentication/passwords";
import { proveCode, proveRecoveryToken } from "../authentication/token-proof";
import { issueToken, sentView, tokenSentView } from "../authentication/tokens";
import { oneAtATime, recordEvent, ruleTime, type VaultContext } from "../context";
import type { ProvenFactor } from "../domain/events";
import { provesEnough } from "../domain/phone-recovery";
import { numberForTokens } from "../domain/phones";
import { recoveryCodeIn } from "../domain/recovery-codes";
import { markDamaged } from "../integrity";
import type { Caller, Evidence, PendingSignIn, Session } from "../session/session";
import { beginSession, pendingSignIn } from "../session/sessions";
import { type Account, findAccount, isActive } from "../store/accounts";
import { countCodes } from "../store/codes";
import { readFailures } from "../store/failures";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { factorsOf, stillProven } from "./recovery-evidence";

/*
 * The way back without the phone (RECOVER-1, RECOVER-2): two proofs after the password, and a new phone
 * takes the old one's place. Proofs are held in memory with the sign-in that waits for its token, and spend nothing before
 * the end, where each is judged again. What comes of them is never an ordinary session (NIST SP 800-63B-4 §4.2): one that
 * reaches the setup of the new phone, and the rest once that works.
 */

type Prove = InputOf<"proveForRecovery">;
type ProofRefusal = TokenRefusal | WrongBackupPassword | NotNow | RecordsDamaged;

/** Proves one more thing; each wrong one counts like any other failure. */
export function proveForRecovery(
  context: VaultContext,
  { session }: Caller,
  input: Prove,
): Promise<Result<null, ProofRefusal>> {
  return inPendingSignIn(context, session, async (pending) => {
    const account = findAccount(context.db, pending.account);
    const asked = input.by === "backup-password" && lockedRefusal(context, { id: pending.account }, WINDOWS) === null;
    const right = asked && (await backupPasswordIsRight(context, account, input.typed));
    if (pendingSignIn(context, session) !== pending) return refuse({ code: "sign-in-ended" });
    const proven = immediately(context.db, () => {
      const now = whoMayRecover(context, pending, guessAtWindows);
      if (!now.ok) return now;
      // The password that was compared, and not one that took its place meanwhile.
      const same = now.value.backupSecret === account?.backupSecret;
      const judged = judge(context, now.value, input, right && same);
      const event = { kind: "recovery-proven", subject: now.value.id, data: { proof: input.by } } as const;
      // Proven twice is one thing to record, and to tell.
      const before = stillProven(context, now.value, pending);
      if (judged.ok && !before.some(({ by }) => by === input.by)) recordEvent(context, null, event);
      return judged;
    });
    if (!proven.ok) return proven;
    const others = pending.recovery.proven.filter(({ by }) => by !== input.by);
    pending.recovery.proven = [...others, proven.value];
    return ok(null);
  });
}

function judge(context: VaultContext, account: Account, { by, typed }: Prove, backupIsRight: boolean) {
  const failures = readFailures(context.db, account.id, WINDOWS, ruleTime(context)).count;
  if (by === "backup-password") return judgeBackup(context, account, backupIsRight, failures);
  const proven =
    by === "recovery-token"
      ? proveRecoveryToken(context, account, typed)
      : proveCode(context, account, by, typed, "new-phone");
  if (!proven.ok) return proven;
  const evidence: Evidence = { by, code: proven.value.code, failures };
  return ok(evidence);
}

function judgeBackup(
  context: VaultContext,
  account: Account,
  right: boolean,
  failures: number,
): Result<Evidence, WrongBackupPassword | TokenRefusal | NotNow | RecordsDamaged> {
  if (account.backupSecret === null) return refuse({ code: "not-now", because: "no-backup-password" });
  if (context.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  if (right) return ok({ by: "backup-password", secret: account.backupSecret, failures });
  const counted = refuseAttempt(context, account, {
    point: WINDOWS,
    factor: "backup-password",
    during: "new-phone",
    cause: "wrong",
  });
  return refuse(counted.code === "locked" ? counted : { code: "wrong-backup-password", triesLeft: counted.triesLeft });
}

/**
 * Sends a token that proves the confirmed phone, and lets nobody in by itself: at the sign-in it is wrong. A number that
 * was changed and not confirmed yet gets none.
 */
export function sendRecoveryToken(
  context: VaultContext,
  { session }: Caller,
  { channel }: InputOf<"sendRecoveryToken">,
): Result<TokenSent, SendRefusal | NotNow> {
  const pending = pendingSignIn(context, session);
  if (pending === undefined) return refuse({ code: "sign-in-ended" });
  return immediately(context.db, () => {
    const now = whoMayRecover(context, pending);
    if (!now.ok) return now;
    const cellPhone = numberForTokens(now.value);
    if (cellPhone === null) return refuse({ code: "no-phone" });
    const issued = issueToken(context, now.value, { use: "recovery-token", channel, cellPhone });
    if (!issued.ok) return issued;
    pending.recovery.lastSent = issued.value;
    return sentView(context, issued.value);
  });
}

type FinishRefusal = TokenRefusal | NotNow | RecordsDamaged;

/**
 * With enough proven: the old phone is out of use at once, or works until the new one does. Every proof is judged again and
 * spent in one transaction; of several at once one gets through. Nothing but the setup is reachable then.
 */
export function finishRecovery(
  context: VaultContext,
  { session }: Caller,
  { how }: InputOf<"finishRecovery">,
): Promise<Result<SignInNext, FinishRefusal>> {
  return inPendingSignIn(context, session, async (pending) => {
    const finished = immediately(context.db, () => recover(context, pending, how));
    if (!finished.ok) return finished;
    const names = finished.value.map(({ factor }) => factor);
    const recoveryCode = recoveryCodeIn(finished.value);
    beginSession(context, session, pending.account, names, {
      ...{ setupOnly: true, rebinding: how, recoveryCode },
      passwordTyped: pending.since,
    });
    return ok({ next: "setup" });
  });
}

function recover(
  context: VaultContext,
  pending: PendingSignIn,
  how: PhoneLoss,
): Result<readonly ProvenFactor[], TokenRefusal | NotNow> {
  const now = whoMayRecover(context, pending);
  if (!now.ok) return now;
  const { id } = now.value;
  const proven = stillProven(context, now.value, pending);
  if (!provesEnough(proven.map(({ by }) => by))) return refuse({ code: "not-now", because: "more-proof-needed" });
  const factors = factorsOf(proven);
  recordEvent(context, id, { kind: "phone-recovered", subject: id, data: { how, factors } });
  dropClosedSecrets(context.db, id, 0);
  return ok(factors);
}

/** The account of the sign-in that waits, while its second factor is due and nothing keeps it shut. */
function whoMayRecover(
  context: VaultContext,
  { account: id }: PendingSignIn,
  lockOf: LockOf = lockedAtWindows,
): Result<Account, TokenRefusal & SendRefusal> {
  const account = findAccount(context.db, id);
  if (account === undefined || !isActive(account) || account.twoFactor === "none") {
    return refuse({ code: "sign-in-ended" });
  }
  const locked = lockOf(context, account);
  return locked === null ? ok(account) : refuse(locked);
}

/**
 * An attempt of the sign-in that waits for its token, alone in its turn; the sign-in ends where its records are damaged.
 */
async function inPendingSignIn<V, R extends { readonly code: string }>(
  context: VaultContext,
  session: Session,
  attempt: (pending: PendingSignIn) => Promise<Result<V, R | TokenRefusal>>,
): Promise<Result<V, R | TokenRefusal>> {
  const pending = pendingSignIn(context, session);
  if (pending === undefined) return refuse({ code: "sign-in-ended" });
  return oneAtATime(context, pending.account, async () => {
    if (pendingSignIn(context, session) !== pending) return refuse({ code: "sign-in-ended" });
    const outcome = await attempt(pending);
    if (outcome.ok) return outcome;
    const { code } = outcome.refusal;
    if (code === "records-damaged") markDamaged(context, pending.account);
    if (code === "records-damaged" || code === "sign-in-ended") session.pending = null;
    return outcome;
  });
}

/** What the screen shows of the way back, to whoever has given the right password. */
export function recoveryView(context: VaultContext, account: Account, pending: PendingSignIn): RecoveryView {
  const proven = stillProven(context, account, pending).map(({ by }) => by);
  const { lastSent } = pending.recovery;
  return {
    proven,
    ready: provesEnough(proven),
    backupPassword: account.backupSecret !== null,
    recoveryCodes: countCodes(context.db, account.id, "recovery-code", "open") > 0,
    token: numberForTokens(account) !== null && thePractice(context.db).gateway !== null,
    lastSent: lastSent === null ? null : tokenSentView(context, lastSent),
  };
}
