import type { SignInNext } from "../../../contract/authentication/views";
import type { InputOf } from "../../../contract/methods";
import type { LockedUntil, RecordsDamaged, TokenRefusal, WrongCredentials } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { WINDOWS } from "../../../contract/vocabulary";
import { oneAtATime, type VaultContext } from "../context";
import type { ProvenFactor } from "../domain/events";
import { recoveryCodeIn } from "../domain/recovery-codes";
import { mustSetup } from "../session/enforcement";
import type { Caller, Session } from "../session/session";
import { beginSession, pendingSignIn, recordSignIn } from "../session/sessions";
import { type Account, findAccount, isOpenToSignIn } from "../store/accounts";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { guessWhileLocked } from "./attempts";
import { authenticate } from "./authenticate";
import { rememberWorkstation, useWorkstation } from "./remember-sign-in";
import { proveCode, proveToken } from "./token-proof";

type SignInRefusal = WrongCredentials | LockedUntil | RecordsDamaged;

/** E-mail and password. Where two-factor is on, the token is still due; where it is off, somebody is signed in. */
export async function signIn(
  context: VaultContext,
  { session }: Caller,
  { email, password }: InputOf<"signIn">,
): Promise<Result<SignInNext, SignInRefusal>> {
  session.pending = null;
  const accept = (account: Account): Result<Passed, RecordsDamaged> =>
    passWithWorkstation(context, session, account) ??
    ok(passPassword(context, session, account, [{ factor: "password" }]));
  const passed = await authenticate(context, { point: WINDOWS, email, password, accept });
  return passed.ok ? ok(enter(context, session, passed.value)) : passed;
}

/**
 * This workstation in the place of a token, where it is remembered for the account; undefined where it is not. Never for
 * whoever has to set something up: that takes a factor of their own.
 */
function passWithWorkstation(
  context: VaultContext,
  session: Session,
  account: Account,
): Result<Passed, RecordsDamaged> | undefined {
  if (account.twoFactor === "none" || mustSetup(context, account)) return undefined;
  const used = useWorkstation(context, account);
  if (used === undefined || !used.ok) return used;
  const factors = [{ factor: "password" }, used.value.factor] as const;
  recordSignIn(context, session, account.id, factors);
  used.value.rotate();
  return ok({ account, factors, tokenDue: false, setupOnly: false });
}

/** What was proven so far; `tokenDue` where the second factor still is, `setupOnly` where nothing else is reached. */
export type Passed = {
  readonly account: Account;
  readonly factors: readonly ProvenFactor[];
  readonly tokenDue: boolean;
  readonly setupOnly: boolean;
};

/**
 * The first factor is proven: where two-factor is off the sign-in is complete, and is recorded in the caller's
 * transaction. `enter` follows after the commit.
 */
export function passPassword(
  context: VaultContext,
  session: Session,
  account: Account,
  factors: readonly ProvenFactor[],
): Passed {
  if (account.twoFactor !== "none") return { account, factors, tokenDue: true, setupOnly: false };
  return recordPassed(context, session, account, factors);
}

function recordPassed(
  context: VaultContext,
  session: Session,
  account: Account,
  factors: readonly ProvenFactor[],
): Passed {
  // As it is after the sign-in, with which a grace may begin.
  const firstSignInAt = account.firstSignInAt ?? context.clock.now();
  const setupOnly = mustSetup(context, { ...account, firstSignInAt });
  recordSignIn(context, session, account.id, factors, { setupOnly });
  return { account, factors, tokenDue: false, setupOnly };
}

/** After the commit: the session, or the wait for the token. */
export function enter(
  context: VaultContext,
  session: Session,
  { account, factors, tokenDue, setupOnly }: Passed,
  passwordTyped?: number,
): SignInNext {
  const typed = passwordTyped ?? context.clock.elapsed();
  if (tokenDue) {
    session.pending = { account: account.id, since: typed, lastSent: null, recovery: { proven: [], lastSent: null } };
    return { next: "token" };
  }
  const names = factors.map(({ factor }) => factor);
  const recoveryCode = recoveryCodeIn(factors);
  beginSession(context, session, account.id, names, { setupOnly, passwordTyped: typed, recoveryCode });
  if (thePractice(context.db).setUpAt === null) return { next: "practice-setup" };
  return { next: setupOnly ? "setup" : "signed-in" };
}

/** The app's token or the one that was sent. `remember`: this workstation stands in for it from now on, where it may. */
export function submitToken(
  context: VaultContext,
  { session }: Caller,
  { token, remember }: InputOf<"submitToken">,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  return completeSignIn(
    context,
    session,
    (account) => proveToken(context, account, token, { during: "sign-in", point: WINDOWS }),
    remember,
  );
}

/** One of the ten codes on paper in the place of the token; it is spent with the sign-in. */
export function useRecoveryCode(
  context: VaultContext,
  { session }: Caller,
  { code }: InputOf<"useRecoveryCode">,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  return completeSignIn(context, session, (account) => proveCode(context, account, "recovery-code", code));
}

/** A bypass code in the place of the token; it is spent with the sign-in. */
export function useBypassCode(
  context: VaultContext,
  { session }: Caller,
  { code }: InputOf<"useBypassCode">,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  return completeSignIn(context, session, (account) => proveCode(context, account, "bypass-code", code));
}

/** Back to the first screen; nothing is counted. */
export function cancelSignIn(_context: VaultContext, { session }: Caller): Result<null> {
  session.pending = null;
  return ok(null);
}

/**
 * The second factor of the sign-in that waits for it. Judged, counted and accepted in one transaction, alone in its turn:
 * of fifty right tokens at once one gets in, and the others find the sign-in over.
 */
export async function completeSignIn(
  context: VaultContext,
  session: Session,
  prove: (account: Account) => Result<ProvenFactor, TokenRefusal | RecordsDamaged>,
  remember = false,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  const pending = pendingSignIn(context, session);
  if (pending === undefined) {
    session.pending = null;
    return refuse({ code: "sign-in-ended" });
  }
  return oneAtATime(context, pending.account, async () => {
    if (pendingSignIn(context, session) !== pending) return refuse({ code: "sign-in-ended" });
    const decided = immediately(context.db, () => {
      const passed = takeToken(context, session, pending.account, prove);
      if (passed.ok && remember) rememberWorkstation(context, passed.value.account);
      return passed;
    });
    if (decided.ok) return ok(enter(context, session, decided.value, pending.since));
    if (decided.refusal.code === "sign-in-ended" || decided.refusal.code === "records-damaged") session.pending = null;
    return decided;
  });
}

function takeToken(
  context: VaultContext,
  session: Session,
  id: string,
  prove: (account: Account) => Result<ProvenFactor, TokenRefusal | RecordsDamaged>,
): Result<Passed, TokenRefusal | RecordsDamaged> {
  const account = findAccount(context.db, id);
  // Too many failures may have revoked the factor that was due: the password alone is not enough then either.
  if (account === undefined || !isOpenToSignIn(context.db, account) || account.twoFactor === "none") {
    return refuse({ code: "sign-in-ended" });
  }
  const locked = guessWhileLocked(context, account, WINDOWS);
  if (locked !== null) return refuse(locked);
  const proven = prove(account);
  if (!proven.ok) return proven;
  const factors = [{ factor: "password" }, proven.value] as const;
  return ok(recordPassed(context, session, account, factors));
}
