import type { SessionView, SignInView } from "../../../contract/views";
import type { Role, Stance } from "../../../contract/vocabulary";
import { mayTextDespiteApp } from "../authentication/text-for-app";
import { tokenDigits, tokenSentView } from "../authentication/tokens";
import type { Caller, Session, World } from "../context";
import { maskPhone } from "../domain/phones";
import { numberForTokens } from "../enrollment/changed-number";
import { mustSetUp, needsSetUpCodeNow, whatIsDue } from "../policy/enforcement";
import { recoveryView } from "../recovery/phone-recovery";
import { findCodeToReplace, recoveryCodesLow } from "../recovery/recovery-code-state";
import { type Account, findAccount, findAccountName } from "../store/accounts";
import { findAuthenticator } from "../store/authenticators";
import { countCodes } from "../store/codes";
import { findPractice, thePractice } from "../store/practice";
import { endSession, idleMs, pendingSignIn, SESSION_MS, tick } from "./sessions";

const nobody: Caller = { stance: "signed-out", account: null, role: null };

/**
 * Who calls, and what may be called: from main's session and the account as it is now. A session that has become too old,
 * or whose account was deactivated or found damaged, ends here.
 */
export function callerNow(world: World): Caller {
  tick(world);
  const { session } = world.memory;
  if (session === null) return waitingForToken(world);
  const account = findAccount(world.db, session.account);
  if (account === undefined || world.memory.damaged.has(account.id)) endSession(world, "records-damaged");
  else if (account.deactivatedAt !== null) endSession(world, "deactivated");
  else return { stance: stanceOf(world, session, account), account: account.id, role: roleIn(session, account) };
  return nobody;
}

function waitingForToken(world: World): Caller {
  const pending = pendingSignIn(world);
  const account = pending === undefined ? undefined : findAccount(world.db, pending.account);
  return account === undefined ? nobody : { stance: "password-passed", account: account.id, role: account.role };
}

function stanceOf(world: World, session: Session, account: Account): Stance {
  if (session.locked) return "locked";
  if (session.rebinding !== null) return "set-up-only";
  if (account.role === "manager" && findPractice(world.db)?.foundedAt == null) return "founding";
  if (session.breakGlass !== null) return "break-glass";
  // A rule that was lifted meanwhile opens the rest; one that came since waits for the next sign-in.
  if (session.setUpOnly && mustSetUp(world, account)) return "set-up-only";
  return account.role;
}

/** With the envelope everybody counts as a manager, as far as the contract and may.ts leave that. */
function roleIn(session: Session, account: Account): Role {
  return session.breakGlass === null ? account.role : "manager";
}

/** Who is signed in, for the window; null where nobody is. */
export function sessionView(world: World): SessionView | null {
  const { session } = world.memory;
  const account = session === null ? undefined : findAccount(world.db, session.account);
  if (session === null || account === undefined) return null;
  const { id, name, kind, twoFactor, startedBy } = account;
  const [wall, now] = [world.clock.now(), world.clock.elapsed()];
  return {
    account: { id, name },
    kind,
    role: roleIn(session, account),
    signedInAt: session.startedAt,
    locksAt: session.locked ? null : wall + idleMs(world) - (now - session.active),
    endsAt: wall + SESSION_MS - (now - session.started),
    twoFactor,
    setUpCodeNeeded: needsSetUpCodeNow(world, account),
    startedBy: startedBy === null ? null : (findAccountName(world.db, startedBy) ?? null),
    ...whatIsDue(world, account),
    breakGlassUntil: session.breakGlass === null ? null : wall + session.breakGlass.until - now,
    recoveryCodeUsed: findCodeToReplace(world, account) !== undefined,
    recoveryCodesLow: recoveryCodesLow(world, account),
    rebinding: session.rebinding,
  };
}

/** What the token screen shows to whoever has given the right password; null where nobody has. */
export function signInView(world: World): SignInView | null {
  const pending = pendingSignIn(world);
  const account = pending === undefined ? undefined : findAccount(world.db, pending.account);
  if (pending === undefined || account === undefined) return null;
  const { id, twoFactor } = account;
  const number = numberForTokens(account);
  const practice = thePractice(world.db);
  const byText = twoFactor === "text" || mayTextDespiteApp(world, account);
  const bySending = byText && number !== null && practice.gateway !== null;
  return {
    method: twoFactor,
    digits: twoFactor === "app" ? (findAuthenticator(world.db, id, "active")?.digits ?? null) : null,
    maskedPhone: number === null ? null : maskPhone(number),
    channels: bySending ? ["text", "call"] : [],
    textTokenDigits: tokenDigits(world, account),
    lastSent: pending.lastSent === null ? null : tokenSentView(world, pending.lastSent),
    recoveryCodes: countCodes(world.db, id, "recovery-code", "open") > 0,
    rememberDays: practice.rememberDays,
    recovery: recoveryView(world, account, pending),
    askedForHelp: account.helpAskedAt !== null,
  };
}
