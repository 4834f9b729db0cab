import { ok, type Result } from "../../../contract/result";
import type { PhoneLoss } from "../../../contract/vocabulary";
import { noteShown } from "../approvals/notice-period";
import { type Caller, recordEvent, type Session, type World } from "../context";
import type { DomainEvent, EventData, ProvenFactor } from "../domain/events";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";

/*
 * The main process holds the one session. What takes rights away happens first and is recorded then; what gives them is
 * recorded first (`beginSession` comes after the commit), so that a full disk lets nobody in and keeps nobody in.
 */

const MINUTE_MS = 60_000;
/** A session ends after this, however busy it is. */
export const SESSION_MS = 12 * 60 * MINUTE_MS;
/** For so long a typed password counts for what changes one's own security. */
const RECENT_MS = 5 * MINUTE_MS;
/** A right password waits for its token no longer than this. */
const PENDING_MS = 10 * MINUTE_MS;

/** Starts the session of an account whose sign-in is recorded. `passwordTyped` is by the clock's `elapsed`. */
export function beginSession(
  world: World,
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
  const now = world.clock.elapsed();
  world.memory.pending = null;
  world.memory.papers.clear();
  world.memory.reopened = false;
  world.memory.draftsOf = null;
  if (world.memory.drafts?.account !== account) world.memory.drafts = null;
  world.memory.session = {
    account,
    startedAt: world.clock.now(),
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
  world: World,
  account: string,
  factors: readonly ProvenFactor[],
  { setUpOnly = false }: { readonly setUpOnly?: boolean } = {},
): void {
  const other = world.memory.session?.account;
  if (other !== undefined) {
    recordEvent(world, null, { kind: "session-ended", subject: other, data: { cause: "switch-user" } });
  }
  const data = setUpOnly ? { factors, setUpOnly } : { factors };
  recordEvent(world, account, { kind: "signed-in", subject: account, data });
  world.changed(["getSupportQueue", "getSupportCase"]);
}

/** Whether the account's session is open: there, and not locked. */
export function isOpen(world: World, account: string): boolean {
  const { session } = world.memory;
  return session !== null && session.account === account && !session.locked;
}

/** Whether the caller's own password was typed within five minutes; an unlock does not count. */
export function passwordIsRecent(world: World): boolean {
  const { session } = world.memory;
  if (session === null || session.locked || session.passwordTyped === null) return false;
  return world.clock.elapsed() - session.passwordTyped <= RECENT_MS;
}

/** The sign-in that waits for its token; undefined once ten minutes have passed. */
export function pendingSignIn(world: World) {
  const { pending } = world.memory;
  const alive = pending !== null && world.clock.elapsed() - pending.since < PENDING_MS;
  return alive ? pending : undefined;
}

/**
 * Every few seconds, and before every call: idle time, the longest session, the longest wait for a token, and what every
 * screen has shown.
 */
export function tick(world: World): void {
  const { pending, session } = world.memory;
  if (pending !== null && pendingSignIn(world) === undefined) {
    world.memory.pending = null;
    world.changed(["getSituation"]);
  }
  noteShown(world);
  if (session === null) return;
  const now = world.clock.elapsed();
  if (now - session.started >= SESSION_MS || isShiftOver(world, session)) endSession(world, "too-long");
  else if (!session.locked && now - session.active >= idleMs(world)) lockBecause(world, "idle");
}

/** A clock that was set back makes a shift no longer, and a computer that slept does not either. */
function isShiftOver({ clock }: World, { breakGlass }: Session): boolean {
  return breakGlass !== null && clock.elapsed() >= breakGlass.until;
}

/** Whether somebody who is signed in came in with the break-glass envelope. */
export function hasEmergencyAccess(world: World, account: string): boolean {
  const { session } = world.memory;
  return session !== null && session.account === account && session.breakGlass !== null;
}

/** After how much idle time a session locks. */
export function idleMs(world: World): number {
  return thePractice(world.db).idleMinutes * MINUTE_MS;
}

/** A key or the mouse was used in the window. */
export function noteActivity(world: World): void {
  const { session } = world.memory;
  if (session !== null && !session.locked) session.active = world.clock.elapsed();
}

/**
 * Locks the open session: what the page held is gone, papers too. A sign-in that waits for its token ends. Where there is
 * neither, nothing happens and nothing is told.
 */
export function lockBecause(world: World, cause: EventData["session-locked"]["cause"]): void {
  const { session, pending } = world.memory;
  world.memory.pending = null;
  if (pending !== null) world.changed(["getSituation"]);
  if (session === null || session.locked) return;
  session.locked = true;
  session.passwordTyped = null;
  world.memory.papers.clear();
  world.memory.import = null;
  world.sessionClosed();
  world.changed(["getSituation"]);
  const actor = cause === "person" ? session.account : null;
  note(world, actor, { kind: "session-locked", subject: session.account, data: { cause } });
}

/** The window's page is gone, with all that was on it: whoever was signed in is locked, and every screen says so. */
export function pageStopped(world: World): void {
  world.memory.reopened = true;
  lockBecause(world, "page-stopped");
}

/** Ends the session at once. */
export function endSession(world: World, cause: EventData["session-ended"]["cause"]): void {
  const { session } = world.memory;
  if (session === null) return;
  forget(world);
  // Twelve hours are over, but it is still the same person who comes back.
  if (cause !== "too-long") world.memory.drafts = null;
  else if (!session.locked) world.memory.draftsOf = session.account;
  world.changed(["getSituation"]);
  note(world, null, { kind: "session-ended", subject: session.account, data: { cause } });
}

/** The app is closed: whoever was signed in is so no longer. */
export function endSessionAtQuit(world: World): void {
  endSession(world, "quit");
}

/** Locks one's own session. */
export function lock(world: World, _caller: Caller): Result<null> {
  lockBecause(world, "person");
  return ok(null);
}

/** Answers "Still there?". */
export function stayUnlocked(world: World, _caller: Caller): Result<null> {
  noteActivity(world);
  return ok(null);
}

/** Somebody else presses this on the locked screen: the session ends. */
export function switchUser(world: World, _caller: Caller): Result<null> {
  endSession(world, "switch-user");
  return ok(null);
}

/** Ends one's own session. On a locked screen nobody knows who pressed it. */
export function signOut(world: World, _caller: Caller): Result<null> {
  const { session } = world.memory;
  if (session === null) return ok(null);
  const { account, locked } = session;
  forget(world);
  world.memory.drafts = null;
  note(world, locked ? null : account, { kind: "signed-out", subject: account, data: {} });
  return ok(null);
}

function forget(world: World): void {
  world.sessionClosed();
  // Long work is done for whoever began it.
  world.memory.job?.stop.abort();
  world.memory.session = null;
  world.memory.pending = null;
  world.memory.papers.clear();
  world.memory.import = null;
}

function note(world: World, actor: string | null, event: DomainEvent): void {
  immediately(world.db, () => recordEvent(world, actor, event));
}
