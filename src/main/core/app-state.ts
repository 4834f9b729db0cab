import type { SignInView } from "../../contract/authentication/views";
import type { BackupState } from "../../contract/backups/views";
import { ok, type Result } from "../../contract/result";
import type { AppState, SessionView } from "../../contract/session/views";
import type { Practice } from "../../contract/settings/views";
import type { VaultState } from "../../contract/vault/views";
import { waitingActs } from "./approvals/approval-view";
import { askedActs } from "./asked-acts";
import { mayTextDespiteApp } from "./authentication/text-for-app";
import { tokenDigits, tokenSentView } from "./authentication/tokens";
import { backupState } from "./backups/backup-state";
import { clockState } from "./clock/clock";
import { conflictsForCaller } from "./conflicts/conflicts";
import type { VaultContext } from "./context";
import { maskPhone, numberForTokens } from "./domain/phones";
import type { Installation } from "./installation";
import { heldForCaller } from "./people/held-accounts";
import { managerRecoveryView } from "./recovery/manager-recovery";
import { recoveryView } from "./recovery/phone-recovery";
import { findCodeToReplace, recoveryCodesLow } from "./recovery/recovery-code-state";
import { needsSetupCodeNow, whatIsDue } from "./session/enforcement";
import type { Caller, Session } from "./session/session";
import { roleIn } from "./session/session-state";
import { idleMs, pendingSignIn, SESSION_MS } from "./session/sessions";
import { findAccount, findAccountName } from "./store/accounts";
import { findAuthenticator } from "./store/authenticators";
import { countCodes } from "./store/codes";
import { findPractice, thePractice } from "./store/practice";
import { waitForLost } from "./vault/go-on";
import { checkedPercent } from "./vault/ledger-check";
import { practiceSetupStep } from "./vault/practice-setup";

/** What the window needs to know before it can draw anything. */
export function getAppState(installation: Installation, caller: Caller): Result<AppState> {
  const { context } = installation.now;
  return ok({
    sessionState: caller.sessionState,
    version: installation.version,
    ...installation.appearance.now(),
    now: (context ?? installation).clock.now(),
    vault: vaultView(installation),
    keyStore: installation.keyStore.isThere(),
    practice: practiceView(installation),
    session: context === null ? null : sessionView(context, caller.session),
    signIn: context === null ? null : signInView(context, caller.session),
    practiceSetup: practiceSetupStep(installation, caller.session),
    alarm: context?.memory.alarm ?? null,
    checking: context === null ? null : checkedPercent(context),
    unsealed: context?.memory.unsealed ?? null,
    backgroundTrouble: context?.memory.backgroundTrouble ?? null,
    waiting: context === null ? [] : waitingActs(context, caller, askedActs),
    conflicts: context === null ? null : conflictsForCaller(context, caller),
    backups: context === null ? null : backupsForCaller(context, caller),
    held: context === null ? null : heldForCaller(context, caller),
    clock: context === null ? { is: "fine" } : clockState(context),
    reopened: caller.session.reopened,
    managerRecovery: context === null ? null : managerRecoveryView(context, caller),
  });
}

/** How long a vault that waits to be confirmed still has to, as it is now. */
function vaultView({ now: { vault, context, goingOn } }: Installation): VaultState {
  if (vault.is !== "unconfirmed" || context === null) return vault;
  return { ...vault, wait: waitForLost(context, goingOn) };
}

/** Only whoever can do something about it is told. */
function backupsForCaller(context: VaultContext, { sessionState }: Caller): BackupState | null {
  return sessionState === "manager" ? backupState(context) : null;
}

function practiceView(installation: Installation): Practice | null {
  const practice = installation.now.context === null ? undefined : findPractice(installation.now.context.db);
  if (practice === undefined) return null;
  const { name, region, timeZone, stillStuck, gateway } = practice;
  return { name, region, timeZone, stillStuck, hasGateway: gateway !== null };
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
    recoveryCodesDue: account.codesDue && twoFactor !== "none",
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
