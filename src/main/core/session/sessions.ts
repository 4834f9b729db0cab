import type { Caller, Session } from "./session";
import { ok, type Result } from "../../../contract/result";
import type { PhoneLoss } from "../../../contract/vocabulary";
import { noteShown } from "../approvals/notice-period";
import { recordEvent, type VaultContext } from "../context";
import type { DomainEvent, EventData, ProvenFactor } from "../domain/events";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";

/*
 * The main process holds the one session. What takes rights away happens first and is recorded then; what gives them is
 * recorded first (`beginSession` comes after the commit), so that a full disk lets nobody in and keeps nobody in.
 */

const MINUTE_MS = 60_000;
/** A session ends after this, however busy it is (SIGNIN-7). */
export const SESSION_MS = 12 * 60 * MINUTE_MS;
/** For so long a typed password counts for what changes one's own security (SIGNIN-9). */
const RECENT_MS = 5 * MINUTE_MS;
/** A right password waits for its token no longer than this. */
const PENDING_MS = 10 * MINUTE_MS;

/** Starts the session of an account whose sign-in is recorded. `passwordTyped` is by the clock's `elapsed`. */
export function beginSession(
  context: VaultContext,
  account: string,
  factors: Session["factors"],
  how: {
    readonly setUpOnly?: boolean;
    readonly passwordTyped?: number;
    readonly rebinding?: PhoneLoss;
    readonly recoveryCode?: string | undefined;
    readonly breakGlass?: Session["breakGlass"];
  } = {},
): void {
  const now = context.clock.elapsed();
  context.memory.pending = null;
  context.memory.papers.clear();
  context.memory.reopened = false;
  context.memory.draftsOf = null;
  if (context.memory.drafts?.account !== account) context.memory.drafts = null;
  context.memory.session = {
    account,
    startedAt: context.clock.now(),
    started: now,
    factors,
    passwordTyped: how.passwordTyped ?? now,
    active: now,
    locked: false,
    setUpOnly: how.setUpOnly ?? false,
    rebinding: how.rebinding ?? null,
    recoveryCode: how.recoveryCode ?? null,
    breakGlass: how.breakGlass ?? null,
  };
}

/** Records a sign-in inside the caller's transaction; another session ends with it. */
export function recordSignIn(
  context: VaultContext,
  account: string,
  factors: readonly ProvenFactor[],
  { setUpOnly = false }: { readonly setUpOnly?: boolean } = {},
): void {
  const other = context.memory.session?.account;
  if (other !== undefined) {
    recordEvent(context, null, { kind: "session-ended", subject: other, data: { cause: "switch-user" } });
  }
  const data = setUpOnly ? { factors, setUpOnly } : { factors };
  recordEvent(context, account, { kind: "signed-in", subject: account, data });
  context.changed(["getSupportQueue", "getSupportCase"]);
}

/** Whether the account's session is open: there, and not locked. */
export function isOpen(context: VaultContext, account: string): boolean {
  const { session } = context.memory;
  return session !== null && session.account === account && !session.locked;
}

/** Whether the caller's own password was typed within five minutes; an unlock does not count. */
export function passwordIsRecent(context: VaultContext): boolean {
  const { session } = context.memory;
  if (session === null || session.locked || session.passwordTyped === null) return false;
  return context.clock.elapsed() - session.passwordTyped <= RECENT_MS;
}

/** The sign-in that waits for its token; undefined once ten minutes have passed. */
export function pendingSignIn(context: VaultContext) {
  const { pending } = context.memory;
  const alive = pending !== null && context.clock.elapsed() - pending.since < PENDING_MS;
  return alive ? pending : undefined;
}

/**
 * Every few seconds, and before every call: idle time, the longest session, the longest wait for a token, and what every
 * screen has shown.
 */
export function tick(context: VaultContext): void {
  const { pending, session } = context.memory;
  if (pending !== null && pendingSignIn(context) === undefined) {
    context.memory.pending = null;
    context.changed(["getAppState"]);
  }
  noteShown(context);
  if (session === null) return;
  const now = context.clock.elapsed();
  if (now - session.started >= SESSION_MS || isShiftOver(context, session)) endSession(context, "too-long");
  else if (!session.locked && now - session.active >= idleMs(context)) lockBecause(context, "idle");
}

/** A clock that was set back makes a shift no longer, and a computer that slept does not either. */
function isShiftOver({ clock }: VaultContext, { breakGlass }: Session): boolean {
  return breakGlass !== null && clock.elapsed() >= breakGlass.until;
}

/** Whether somebody who is signed in came in with the emergency codes. */
export function hasEmergencyAccess(context: VaultContext, account: string): boolean {
  const { session } = context.memory;
  return session !== null && session.account === account && session.breakGlass !== null;
}

/** After how much idle time a session locks. */
export function idleMs(context: VaultContext): number {
  return thePractice(context.db).idleMinutes * MINUTE_MS;
}

/** A key or the mouse was used in the window. */
export function noteActivity(context: VaultContext): void {
  const { session } = context.memory;
  if (session !== null && !session.locked) session.active = context.clock.elapsed();
}

/**
 * Locks the open session: what the page held is gone, papers too. A sign-in that waits for its token ends. Where there is
 * neither, nothing happens and nothing is told.
 */
export function lockBecause(context: VaultContext, cause: EventData["session-locked"]["cause"]): void {
  const { session, pending } = context.memory;
  context.memory.pending = null;
  if (pending !== null) context.changed(["getAppState"]);
  if (session === null || session.locked) return;
  session.locked = true;
  session.passwordTyped = null;
  context.memory.papers.clear();
  context.memory.import = null;
  context.sessionClosed();
  context.changed(["getAppState"]);
  const actor = cause === "person" ? session.account : null;
  note(context, actor, { kind: "session-locked", subject: session.account, data: { cause } });
}

/** The window's page is gone, with all that was on it: whoever was signed in is locked, and every screen says so. */
export function pageStopped(context: VaultContext): void {
  context.memory.reopened = true;
  lockBecause(context, "page-stopped");
}

/** Ends the session at once. */
export function endSession(context: VaultContext, cause: EventData["session-ended"]["cause"]): void {
  const { session } = context.memory;
  if (session === null) return;
  forget(context);
  // Twelve hours are over, but it is still the same person who comes back.
  if (cause !== "too-long") context.memory.drafts = null;
  else if (!session.locked) context.memory.draftsOf = session.account;
  context.changed(["getAppState"]);
  note(context, null, { kind: "session-ended", subject: session.account, data: { cause } });
}

/** The app is closed: whoever was signed in is so no longer. */
export function endSessionAtQuit(context: VaultContext): void {
  endSession(context, "quit");
}

/** Locks one's own session. */
export function lock(context: VaultContext, _caller: Caller): Result<null> {
  lockBecause(context, "person");
  return ok(null);
}

/** Answers "Still there?". */
export function stayUnlocked(context: VaultContext, _caller: Caller): Result<null> {
  noteActivity(context);
  return ok(null);
}

/** Somebody else presses this on the locked screen: the session ends. */
export function switchUser(context: VaultContext, _caller: Caller): Result<null> {
  endSession(context, "switch-user");
  return ok(null);
}

/** Ends one's own session. On a locked screen nobody knows who pressed it. */
export function signOut(context: VaultContext, _caller: Caller): Result<null> {
  const { session } = context.memory;
  if (session === null) return ok(null);
  const { account, locked } = session;
  forget(context);
  context.memory.drafts = null;
  note(context, locked ? null : account, { kind: "signed-out", subject: account, data: {} });
  return ok(null);
}

function forget(context: VaultContext): void {
  context.sessionClosed();
  // Long work is done for whoever began it.
  context.memory.job?.stop.abort();
  context.memory.session = null;
  context.memory.pending = null;
  context.memory.papers.clear();
  context.memory.import = null;
}

function note(context: VaultContext, actor: string | null, event: DomainEvent): void {
  immediately(context.db, () => recordEvent(context, actor, event));
}
