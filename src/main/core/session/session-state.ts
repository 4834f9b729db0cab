import type { SignInView } from "../../../contract/authentication/views";
import type { SessionView } from "../../../contract/session/views";
import type { SessionState } from "../../../contract/session-state";
import type { Role } from "../../../contract/vocabulary";
import { mayTextDespiteApp } from "../authentication/text-for-app";
import { tokenDigits, tokenSentView } from "../authentication/tokens";
import type { VaultContext } from "../context";
import { maskPhone } from "../domain/phones";
import { numberForTokens } from "../enrollment/changed-number";
import { mustSetup, needsSetupCodeNow, reachesSetupOnly, whatIsDue } from "../policy/enforcement";
import { recoveryView } from "../recovery/phone-recovery";
import { findCodeToReplace, recoveryCodesLow } from "../recovery/recovery-code-state";
import { type Account, findAccount, findAccountName } from "../store/accounts";
import { findAuthenticator } from "../store/authenticators";
import { countCodes } from "../store/codes";
import { findPractice, thePractice } from "../store/practice";
import type { Caller, Session, SignedIn } from "./session";
import { endSession, idleMs, pendingSignIn, SESSION_MS, tick } from "./sessions";

const nobodyIn = (session: Session): Caller => ({ session, sessionState: "signed-out", account: null, role: null });

/**
 * Who calls, and what may be called: from main's session and the account as it is now. A session that has become too
 * old, or whose account was deactivated or found damaged, ends here.
 */
export function callerNow(context: VaultContext, session: Session): Caller {
  tick(context, session);
  const { signedIn } = session;
  if (signedIn === null) return waitingForToken(context, session);
  const account = findAccount(context.db, signedIn.account);
  if (account === undefined || context.memory.damaged.has(account.id)) endSession(context, session, "records-damaged");
  else if (account.deactivatedAt !== null) endSession(context, session, "deactivated");
  else
    return {
      session,
      sessionState: sessionStateOf(context, signedIn, account),
      account: account.id,
      role: roleIn(signedIn, account),
    };
  return nobodyIn(session);
}

function waitingForToken(context: VaultContext, session: Session): Caller {
  const pending = pendingSignIn(context, session);
  const account = pending === undefined ? undefined : findAccount(context.db, pending.account);
  if (account === undefined) return nobodyIn(session);
  return { session, sessionState: "password-passed", account: account.id, role: account.role };
}

function sessionStateOf(context: VaultContext, signedIn: SignedIn, account: Account): SessionState {
  if (signedIn.locked) return "locked";
  if (signedIn.rebinding !== null) return "setup-only";
  if (account.role === "manager" && findPractice(context.db)?.setUpAt == null) return "practice-setup";
  if (signedIn.emergency !== null) return "emergency-access";
  // A rule that was lifted meanwhile opens the rest; one that came since waits for the next sign-in.
  if (reachesSetupOnly(context, signedIn) && mustSetup(context, account)) return "setup-only";
  return account.role;
}

/** In emergency access everybody counts as a manager, as far as the contract and may.ts leave that. */
function roleIn({ emergency }: SignedIn, account: Account): Role {
  return emergency === null ? account.role : "manager";
}

/** Who is signed in, for the window; null where nobody is. */
export function sessionView(context: VaultContext, session: Session): SessionView | null {
  const { signedIn } = session;
  const account = signedIn === null ? undefined : findAccount(context.db, signedIn.account);
  if (signedIn === null || account === undefined) return null;
  const { id, name, accountType, twoFactor, startedBy } = account;
  const [wall, now] = [context.clock.now(), context.clock.elapsed()];
  return {
    account: { id, name },
    accountType,
    role: roleIn(signedIn, account),
    signedInAt: signedIn.startedAt,
    locksAt: signedIn.locked ? null : wall + idleMs(context) - (now - signedIn.active),
    endsAt: wall + SESSION_MS - (now - signedIn.started),
    twoFactor,
    setupCodeNeeded: needsSetupCodeNow(context, session, account),
    startedBy: startedBy === null ? null : (findAccountName(context.db, startedBy) ?? null),
    ...whatIsDue(context, account),
    emergencyUntil: signedIn.emergency === null ? null : wall + signedIn.emergency.until - now,
    recoveryCodeUsed: findCodeToReplace(context, session, account) !== undefined,
    recoveryCodesLow: recoveryCodesLow(context, account),
    rebinding: signedIn.rebinding,
  };
}

/** What the token screen shows to whoever has given the right password; null where nobody has. */
export function signInView(context: VaultContext, session: Session): SignInView | null {
  const pending = pendingSignIn(context, session);
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
