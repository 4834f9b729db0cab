import { ok, type Result } from "../../../contract/result";
import type { PhoneLoss } from "../../../contract/vocabulary";
import { recordEvent, type VaultContext } from "../context";
import type { DomainEvent, EventData, ProvenFactor } from "../domain/events";
import { findAccount, isOpenToSignIn } from "../store/accounts";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import type { Caller, PendingSignIn, Session, SignedIn } from "./session";

/*
 * How a session begins, locks and ends. What takes rights away happens first and is recorded then; what gives them is
 * recorded first (`beginSession` comes after the commit), so that a full disk lets nobody in and keeps nobody in.
 */

const MINUTE_MS = 60_000;
/** A session ends after this, however busy it is (SIGNIN-7). */
export const SESSION_MS = 12 * 60 * MINUTE_MS;
/** For so long a typed password counts for what changes one's own security (SIGNIN-9). */
const RECENT_MS = 5 * MINUTE_MS;
/** A right password waits for its token no longer than this. */
const PENDING_MS = 10 * MINUTE_MS;

/** Signs an account in whose sign-in is recorded. `passwordTyped` is by the clock's `elapsed`. */
export function beginSession(
  context: VaultContext,
  session: Session,
  account: string,
  factors: SignedIn["factors"],
  how: {
    readonly setupOnly?: boolean;
    readonly passwordTyped?: number;
    readonly rebinding?: PhoneLoss;
    readonly recoveryCode?: string | undefined;
    readonly emergency?: SignedIn["emergency"];
  } = {},
): void {
  const now = context.clock.elapsed();
  session.pending = null;
  session.papers.clear();
  session.reopened = false;
  session.draftsOf = null;
  if (session.drafts?.account !== account) session.drafts = null;
  session.signedIn = {
    account,
    startedAt: context.clock.now(),
    started: now,
    factors,
    passwordTyped: how.passwordTyped ?? now,
    active: now,
    locked: false,
    setupOnly: how.setupOnly ?? false,
    factorsRevoked: context.memory.factorsRevoked.get(account) ?? 0,
    rebinding: how.rebinding ?? null,
    recoveryCode: how.recoveryCode ?? null,
    emergency: how.emergency ?? null,
  };
}

/** Records a sign-in inside the caller's transaction; whoever was signed in in this session is so no longer. */
export function recordSignIn(
  context: VaultContext,
  session: Session,
  account: string,
  factors: readonly ProvenFactor[],
  { setupOnly = false }: { readonly setupOnly?: boolean } = {},
): void {
  const other = session.signedIn?.account;
  if (other !== undefined) {
    recordEvent(context, null, { kind: "session-ended", subject: other, data: { cause: "switch-user" } });
  }
  const data = setupOnly ? { factors, setupOnly: true } : { factors };
  recordEvent(context, account, { kind: "signed-in", subject: account, data });
  context.changed(["getSupportQueue", "getSupportCase"]);
}

/** Whether the account is signed in in this session, and the session is not locked. */
export function isOpen({ signedIn }: Session, account: string): boolean {
  return signedIn !== null && signedIn.account === account && !signedIn.locked;
}

/** Whether the caller's own password was typed within five minutes; an unlock does not count. */
export function passwordIsRecent(context: VaultContext, { signedIn }: Session): boolean {
  if (signedIn === null || signedIn.locked || signedIn.passwordTyped === null) return false;
  return context.clock.elapsed() - signedIn.passwordTyped <= RECENT_MS;
}

/** The sign-in that waits for its token; undefined once ten minutes have passed, or its account is closed. */
export function pendingSignIn(context: VaultContext, { pending }: Session): PendingSignIn | undefined {
  if (pending === null || context.clock.elapsed() - pending.since >= PENDING_MS) return undefined;
  const account = findAccount(context.db, pending.account);
  return account !== undefined && isOpenToSignIn(context.db, account) ? pending : undefined;
}

/** Every few seconds, and before every call: idle time, the longest session, the longest wait for a token. */
export function tick(context: VaultContext, session: Session): void {
  const { pending, signedIn } = session;
  if (pending !== null && pendingSignIn(context, session) === undefined) {
    session.pending = null;
    session.host.changed(["getAppState"]);
  }
  if (signedIn === null) return;
  const now = context.clock.elapsed();
  if (now - signedIn.started >= SESSION_MS || isShiftOver(context, signedIn)) endSession(context, session, "too-long");
  else if (!signedIn.locked && now - signedIn.active >= idleMs(context)) lockBecause(context, session, "idle");
}

/** A clock that was set back makes a shift no longer, and a computer that slept does not either. */
function isShiftOver({ clock }: VaultContext, { emergency }: SignedIn): boolean {
  return emergency !== null && clock.elapsed() >= emergency.until;
}

/** After how much idle time a session locks. */
export function idleMs(context: VaultContext): number {
  return thePractice(context.db).idleMinutes * MINUTE_MS;
}

/** A key or the mouse was used in front of it. */
export function noteActivity(context: VaultContext, { signedIn }: Session): void {
  if (signedIn !== null && !signedIn.locked) signedIn.active = context.clock.elapsed();
}

/**
 * Locks an open session: what the page held is gone, papers too. A sign-in that waits for its token ends. Where there is
 * neither, nothing happens and nothing is told.
 */
export function lockBecause(
  context: VaultContext,
  session: Session,
  cause: EventData["session-locked"]["cause"],
): void {
  const { signedIn, pending } = session;
  session.pending = null;
  if (pending !== null) session.host.changed(["getAppState"]);
  if (signedIn === null || signedIn.locked) return;
  signedIn.locked = true;
  signedIn.passwordTyped = null;
  session.papers.clear();
  session.import = null;
  session.host.closed();
  session.host.changed(["getAppState"]);
  const actor = cause === "person" ? signedIn.account : null;
  note(context, actor, { kind: "session-locked", subject: signedIn.account, data: { cause } });
}

/** The window's page is gone, with all that was on it: whoever was signed in is locked, and every screen says so. */
export function pageStopped(context: VaultContext, session: Session): void {
  session.reopened = true;
  lockBecause(context, session, "page-stopped");
}

/** Ends the session at once. */
export function endSession(context: VaultContext, session: Session, cause: EventData["session-ended"]["cause"]): void {
  const { signedIn } = session;
  if (signedIn === null) return;
  forget(session);
  // Twelve hours are over, but it is still the same person who comes back.
  if (cause !== "too-long") session.drafts = null;
  else if (!signedIn.locked) session.draftsOf = signedIn.account;
  session.host.changed(["getAppState"]);
  note(context, null, { kind: "session-ended", subject: signedIn.account, data: { cause } });
}

/** Locks one's own session. */
export function lock(context: VaultContext, { session }: Caller): Result<null> {
  lockBecause(context, session, "person");
  return ok(null);
}

/** Answers "Still there?". */
export function stayUnlocked(context: VaultContext, { session }: Caller): Result<null> {
  noteActivity(context, session);
  return ok(null);
}

/** Somebody else presses this on the locked screen: the session ends. */
export function switchUser(context: VaultContext, { session }: Caller): Result<null> {
  endSession(context, session, "switch-user");
  return ok(null);
}

/** Ends one's own session. On a locked screen nobody knows who pressed it. */
export function signOut(context: VaultContext, { session }: Caller): Result<null> {
  const { signedIn } = session;
  if (signedIn === null) return ok(null);
  const { account, locked } = signedIn;
  forget(session);
  session.drafts = null;
  note(context, locked ? null : account, { kind: "signed-out", subject: account, data: {} });
  return ok(null);
}

function forget(session: Session): void {
  session.host.closed();
  // Long work is done for whoever began it.
  session.job?.stop.abort();
  session.signedIn = null;
  session.pending = null;
  session.papers.clear();
  session.import = null;
}

function note(context: VaultContext, actor: string | null, event: DomainEvent): void {
  immediately(context.db, () => recordEvent(context, actor, event));
}
