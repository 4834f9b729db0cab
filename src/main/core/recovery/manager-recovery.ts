import type { InputOf } from "../../../contract/methods";
import { managerAgain } from "../../../contract/recovery/manager-recovery-messages";
import type { ManagerRecovery as ManagerRecoveryView } from "../../../contract/recovery/views";
import type {
  BadInput,
  BadPassword,
  LockedUntil,
  NotNow,
  RecordsDamaged,
  RecoveryRefused,
  WrongKey,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { SessionState } from "../../../contract/session-state";
import { WINDOWS } from "../../../contract/vocabulary";
import { noticeState, recordShown } from "../approvals/notice-period";
import { attemptByEmail, type EmailHolder, refuseHolder } from "../authentication/attempt-by-email";
import { guessAtRecovery } from "../authentication/attempts";
import { badPassword, contextOf, type HashedPassword, hashNewPassword, setPassword } from "../authentication/passwords";
import { newId, recordEvent, ruleTime, type VaultContext } from "../context";
import { MANAGER_RECOVERY } from "../domain/notice-period";
import { judgeHalves, mistypedHalves } from "../emergency/typed-codes";
import type { Caller } from "../session/session";
import { type Account, findAccount, findAccountName } from "../store/accounts";
import type { EmergencyCodes } from "../store/emergency-codes";
import { isLastManager } from "../store/manager-endings";
import { findManagerRecovery, hadManagerRecovery, type ManagerRecovery } from "../store/manager-recoveries";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { dropClosedSecrets } from "../store/secrets";
import { mistypedKey } from "./only-manager-proofs";

/*
 * A practice whose managers all lost everything (RECOVER-7): recovery kit and both halves of the emergency codes
 * give one of them a new password, after a notice on every screen (domain/notice-period.ts).
 */

/** The emergency codes are used up by asking, so that it must be possible to be on holiday and still come back. */
const LIFETIME_MS = 30 * 24 * 60 * 60_000;

/** Who may see people, and so whom it is about. */
const seesPeople: readonly SessionState[] = ["support", "auditor", "manager", "emergency-access"];

/** What waits, for every screen; null where nothing does. */
export function managerRecoveryView(context: VaultContext, { sessionState }: Caller): ManagerRecoveryView | null {
  const waits = findWaiting(context);
  if (waits === undefined) return null;
  const { id, account, endsAt } = waits;
  const name = seesPeople.includes(sessionState) ? (findAccountName(context.db, account) ?? null) : null;
  const { isOver, expectedAt } = stateOf(context, waits);
  return { id, name, isOver, expectedAt, endsAt };
}

/** The one that waits, or may be finished; it dies when the manager is demoted or deactivated. */
function findWaiting(context: VaultContext): ManagerRecovery | undefined {
  const waits = findManagerRecovery(context.db, ruleTime(context));
  const account = waits === undefined ? undefined : findAccount(context.db, waits.account);
  return isForThem(context, account) ? waits : undefined;
}

/**
 * Managers may be given a new password by it; and where workstations recorded apart what left the practice no manager,
 * those who were the last ones (CONFLICT-5).
 */
function isForThem(context: VaultContext, account: Account | undefined): account is Account {
  if (account === undefined) return false;
  return isActiveManager(account) || isLastManager(context.db, account.id);
}

function isActiveManager({ role, deactivatedAt }: Account): boolean {
  return role === "manager" && deactivatedAt === null;
}

/** How far its notice is; whoever has kit and emergency codes stands for the manager whom it is for. */
function stateOf(context: VaultContext, { account, askedAt, asked }: ManagerRecovery) {
  return noticeState(context, { rule: MANAGER_RECOVERY, began: asked, beganAt: askedAt, by: account });
}

type AskRefusals = RecoveryRefused | WrongKey | LockedUntil | NotNow | RecordsDamaged;

/**
 * Asks for manager recovery, with the recovery kit and both halves of the emergency codes, which are used up by it.
 * What is missing is counted on that account, and answered alike for every e-mail.
 */
export async function askManagerRecovery(
  context: VaultContext,
  { session }: Caller,
  input: InputOf<"askManagerRecovery">,
): Promise<Result<null, AskRefusals | BadInput>> {
  session.pending = null;
  const slip = mistypedKey(input.recoveryKey) ?? mistypedHalves(input);
  if (slip !== undefined) return slip;
  const { email } = input;
  return attemptByEmail<Result<null, AskRefusals>>(
    context,
    email,
    async (holder) => {
      const keyOpens = context.recoveryKeyOpens(input.recoveryKey);
      return immediately(context.db, () => ask(context, holder, keyOpens, input));
    },
    guessAtRecovery,
  );
}

function ask(
  context: VaultContext,
  holder: EmailHolder,
  keyOpens: boolean,
  input: InputOf<"askManagerRecovery">,
): Result<null, AskRefusals> {
  const account = accountNow(context, holder);
  const halves = judgeHalves(context, input);
  if (!keyOpens) return refuseProof(context, holder, "recovery-key");
  if (halves.kind === "damaged") return refuse({ code: "records-damaged" });
  if (halves.kind !== "right" || !isForThem(context, account)) return refuseProof(context, holder, "emergency-access");
  if (context.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  if (findWaiting(context) !== undefined) return refuse({ code: "not-now", because: "already-asked" });
  recordAsking(context, account, halves.codes, input.reason);
  return ok(null);
}

function accountNow(context: VaultContext, { account }: EmailHolder): Account | undefined {
  return account === undefined ? undefined : findAccount(context.db, account.id);
}

function refuseProof(
  context: VaultContext,
  holder: EmailHolder,
  factor: "recovery-key" | "emergency-access",
): Result<never, RecoveryRefused | LockedUntil> {
  return refuseHolder(
    context,
    holder,
    { point: WINDOWS, factor, during: "recovery", cause: "wrong" },
    "recovery-refused",
  );
}

/** By nobody known: whoever has the kit and the emergency codes need not be that manager. */
function recordAsking(
  context: VaultContext,
  { id }: Account,
  { id: emergencyCodes, number }: EmergencyCodes,
  reason: string,
): void {
  recordShown(context);
  const spent = { emergencyCodes, number, for: "manager-recovery" } as const;
  const cause = recordEvent(context, null, { kind: "emergency-codes-opened", subject: null, data: spent });
  const data = { recovery: newId(context), emergencyCodes, endsAt: ruleTime(context) + LIFETIME_MS, reason };
  recordEvent(context, null, { kind: "manager-recovery-asked", subject: id, data }, { cause });
}

type FinishRefusals = RecoveryRefused | WrongKey | LockedUntil | BadPassword | NotNow | RecordsDamaged;

/**
 * Lets the manager back in once everybody could see it for 24 hours: with the kit again, a new password, and two-factor
 * off. Nobody is signed in by it; the next sign-in asks for the new password and reaches nothing before two-factor is
 * set up.
 */
export async function finishManagerRecovery(
  context: VaultContext,
  { session }: Caller,
  input: InputOf<"finishManagerRecovery">,
): Promise<Result<null, FinishRefusals>> {
  session.pending = null;
  const slip = mistypedKey(input.recoveryKey);
  if (slip !== undefined) return slip;
  const { email, password } = input;
  const anybody = { name: "", email, practiceName: thePractice(context.db).name, isManager: true };
  const bad = await badPassword(context.hashing, { ...anybody, password });
  if (bad !== undefined) return bad;
  return attemptByEmail(context, email, (holder) => finish(context, holder, input), guessAtRecovery);
}

async function finish(
  context: VaultContext,
  holder: EmailHolder,
  { recoveryKey, password: typed }: InputOf<"finishManagerRecovery">,
): Promise<Result<null, FinishRefusals>> {
  const keyOpens = context.recoveryKeyOpens(recoveryKey);
  const due = immediately(context.db, () => takeDue(context, holder, keyOpens));
  if (!due.ok) return due;
  const bad = await badPassword(context.hashing, { ...contextOf(context, due.value.account), password: typed });
  if (bad !== undefined) return bad;
  const password = await hashNewPassword(context.hashing, typed);
  return immediately(context.db, () => {
    const still = takeDue(context, holder, keyOpens);
    if (!still.ok) return still;
    completeRecovery(context, still.value, password);
    return ok(null);
  });
}

type Due = { readonly account: Account; readonly recovery: string };

/** The manager whose time has come; that it has not, or never will, is said only to whoever holds the kit. */
function takeDue(context: VaultContext, holder: EmailHolder, keyOpens: boolean): Result<Due, FinishRefusals> {
  const account = accountNow(context, holder);
  if (!keyOpens || account === undefined || !hadManagerRecovery(context.db, account.id)) {
    return refuseProof(context, holder, "recovery-key");
  }
  if (context.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  const waits = findWaiting(context);
  if (waits?.account !== account.id) return refuse({ code: "not-now", because: "no-manager-recovery" });
  if (!stateOf(context, waits).isOver) return refuse({ code: "not-now", because: "not-yet" });
  return ok({ account, recovery: waits.id });
}

function completeRecovery(context: VaultContext, { account, recovery }: Due, password: HashedPassword): void {
  if (!isActiveManager(account)) makeManagerAgain(context, account);
  const event = { kind: "manager-recovery-finished", subject: account.id, data: { recovery } } as const;
  const cause = recordEvent(context, account.id, event);
  // Whoever holds kit and emergency codes says by it that this is the practice's manager (HELD-4).
  if (account.heldAt !== null) {
    const data = { by: "manager-recovery", reason: null } as const;
    recordEvent(context, account.id, { kind: "account-confirmed", subject: account.id, data }, { cause });
  }
  setPassword(context, account, { password, by: "recovery", cause });
  dropClosedSecrets(context.db, account.id, 0);
}

/** Whoever was among the last managers, and has the practice's kit and emergency codes, is its manager again. */
function makeManagerAgain(context: VaultContext, { id, role, deactivatedAt }: Account): void {
  const reason = managerAgain;
  if (deactivatedAt !== null) {
    recordEvent(context, id, { kind: "account-reactivated", subject: id, data: { reason } });
  }
  if (role !== "manager") {
    const data = { before: role, after: "manager", reason } as const;
    recordEvent(context, id, { kind: "role-changed", subject: id, data });
  }
}
