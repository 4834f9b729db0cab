import type { Caller, Session } from "./session";
import type { SignInView } from "../../../contract/authentication/views";
import type { SessionView } from "../../../contract/session/views";
import type { SessionState } from "../../../contract/session-state";
import type { Role } from "../../../contract/vocabulary";
import { mayTextDespiteApp } from "../authentication/text-for-app";
import { tokenDigits, tokenSentView } from "../authentication/tokens";
import type { VaultContext } from "../context";
import { maskPhone } from "../domain/phones";
import { numberForTokens } from "../enrollment/changed-number";
import { mustSetup, needsSetupCodeNow, whatIsDue } from "../policy/enforcement";
import { recoveryView } from "../recovery/phone-recovery";
import { findCodeToReplace, recoveryCodesLow } from "../recovery/recovery-code-state";
import { type Account, findAccount, findAccountName } from "../store/accounts";
import { findAuthenticator } from "../store/authenticators";
import { countCodes } from "../store/codes";
import { findPractice, thePractice } from "../store/practice";
import { endSession, idleMs, pendingSignIn, SESSION_MS, tick } from "./sessions";

const nobody: Caller = { sessionState: "signed-out", account: null, role: null };

/**
 * Who calls, and what may be called: from main's session and the account as it is now. A session that has become too old,
 * or whose account was deactivated or found damaged, ends here.
 */
export function callerNow(context: VaultContext): Caller {
  tick(context);
  const { session } = context.memory;
  if (session === null) return waitingForToken(context);
  const account = findAccount(context.db, session.account);
  if (account === undefined || context.memory.damaged.has(account.id)) endSession(context, "records-damaged");
  else if (account.deactivatedAt !== null) endSession(context, "deactivated");
  else
    return {
      sessionState: sessionStateOf(context, session, account),
      account: account.id,
      role: roleIn(session, account),
    };
  return nobody;
}

function waitingForToken(context: VaultContext): Caller {
  const pending = pendingSignIn(context);
  const account = pending === undefined ? undefined : findAccount(context.db, pending.account);
  return account === undefined ? nobody : { sessionState: "password-passed", account: account.id, role: account.role };
}

function sessionStateOf(context: VaultContext, session: Session, account: Account): SessionState {
  if (session.locked) return "locked";
  if (session.rebinding !== null) return "setup-only";
  if (account.role === "manager" && findPractice(context.db)?.foundedAt == null) return "practice-setup";
  if (session.breakGlass !== null) return "emergency-access";
  // A rule that was lifted meanwhile opens the rest; one that came since waits for the next sign-in.
  if (session.setUpOnly && mustSetup(context, account)) return "setup-only";
  return account.role;
}

/** With the envelope everybody counts as a manager, as far as the contract and may.ts leave that. */
function roleIn(session: Session, account: Account): Role {
  return session.breakGlass === null ? account.role : "manager";
}

/** Who is signed in, for the window; null where nobody is. */
export function sessionView(context: VaultContext): SessionView | null {
  const { session } = context.memory;
  const account = session === null ? undefined : findAccount(context.db, session.account);
  if (session === null || account === undefined) return null;
  const { id, name, kind, twoFactor, startedBy } = account;
  const [wall, now] = [context.clock.now(), context.clock.elapsed()];
  return {
    account: { id, name },
    kind,
    role: roleIn(session, account),
    signedInAt: session.startedAt,
    locksAt: session.locked ? null : wall + idleMs(context) - (now - session.active),
    endsAt: wall + SESSION_MS - (now - session.started),
    twoFactor,
    setupCodeNeeded: needsSetupCodeNow(context, account),
    startedBy: startedBy === null ? null : (findAccountName(context.db, startedBy) ?? null),
    ...whatIsDue(context, account),
    emergencyUntil: session.breakGlass === null ? null : wall + session.breakGlass.until - now,
    recoveryCodeUsed: findCodeToReplace(context, account) !== undefined,
    recoveryCodesLow: recoveryCodesLow(context, account),
    rebinding: session.rebinding,
  };
}

/** What the token screen shows to whoever has given the right password; null where nobody has. */
export function signInView(context: VaultContext): SignInView | null {
  const pending = pendingSignIn(context);
  const account = pending === undefined ? undefined : findAccount(context.db, pending.account);
  if (pending === undefined || account === undefined) return null;
  const { id, twoFactor } = account;
  const number = numberForTokens(account);
  const practice = thePractice(context.db);
  const byText = twoFactor === "text" || mayTextDespiteApp(context, account);
  const bySending = byText && number !== null && practice.gateway !== null;
  return {
    method: twoFactor,
    digits: twoFactor === "app" ? (findAuthenticator(context.db, id, "active")?.digits ?? null) : null,
    maskedPhone: number === null ? null : maskPhone(number),
    channels: bySending ? ["text", "call"] : [],
    textTokenDigits: tokenDigits(context, account),
    lastSent: pending.lastSent === null ? null : tokenSentView(context, pending.lastSent),
    recoveryCodes: countCodes(context.db, id, "recovery-code", "open") > 0,
    rememberDays: practice.rememberDays,
    recovery: recoveryView(context, account, pending),
    askedForHelp: account.helpAskedAt !== null,
  };
}
