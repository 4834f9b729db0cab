import type { SessionState } from "../../../contract/session-state";
import type { Role } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import { type Account, findAccount } from "../store/accounts";
import { findPractice } from "../store/practice";
import { mustSetup, reachesSetupOnly } from "./enforcement";
import type { Caller, Session, SignedIn } from "./session";
import { endSession, pendingSignIn, tick } from "./sessions";

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
  else if (account.heldAt !== null) endSession(context, session, "held");
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
export function roleIn({ emergency }: SignedIn, account: Account): Role {
  return emergency === null ? account.role : "manager";
}
