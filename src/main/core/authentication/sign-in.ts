import type { InputOf } from "../../../contract/inputs";
import type { LockedUntil, RecordsDamaged, TokenRefusal, WrongCredentials } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { SignInNext } from "../../../contract/views";
import { type Caller, oneAtATime, type World } from "../context";
import type { ProvenFactor } from "../domain/events";
import { mustSetUp } from "../policy/enforcement";
import { recoveryCodeIn } from "../recovery/rebinding";
import { nothingProven } from "../recovery/recovery-evidence";
import { beginSession, pendingSignIn, recordSignIn } from "../session/sessions";
import { type Account, findAccount } from "../store/accounts";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { attemptByEmail, type Claimant, refuseClaimant } from "./attempt-by-email";
import { lockedRefusal } from "./attempts";
import { type HashedPassword, passwordIsRight, rehashed, setPassword } from "./passwords";
import { rememberWorkstation, useWorkstation } from "./remember-sign-in";
import { proveCode, proveToken } from "./token-proof";

type SignInRefusal = WrongCredentials | LockedUntil | RecordsDamaged;

/**
 * E-mail and password. One answer, in the same time, for an unknown e-mail, a wrong password, and an account that is
 * deactivated or has no password yet; whatever it is, it counts.
 */
export function signIn(
  world: World,
  _caller: Caller,
  { email, password }: InputOf<"signIn">,
): Promise<Result<SignInNext, SignInRefusal>> {
  world.memory.pending = null;
  return attemptByEmail(world, email, async (claimant) => {
    const right = await passwordIsRight(world, claimant.account, password);
    const newHash = right && claimant.account !== undefined ? await rehashed(world, claimant.account, password) : null;
    const decided = immediately(world.db, () =>
      right ? takePassword(world, claimant, newHash) : refusePassword(world, claimant),
    );
    return decided.ok ? ok(enter(world, decided.value)) : decided;
  });
}

function refusePassword(world: World, claimant: Claimant): Result<never, SignInRefusal> {
  const failed = { factor: "password", during: "sign-in", cause: "wrong" } as const;
  return refuseClaimant(world, claimant, failed, "wrong-credentials");
}

function takePassword(world: World, claimant: Claimant, newHash: HashedPassword | null): Result<Passed, SignInRefusal> {
  const account = claimant.account === undefined ? undefined : findAccount(world.db, claimant.account.id);
  const same = account !== undefined && account.passwordSecret === claimant.account?.passwordSecret;
  if (!same || account.deactivatedAt !== null) return refusePassword(world, claimant);
  // Said only to whoever knows the password: to anybody else the account looks like any other.
  if (world.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  if (newHash !== null) setPassword(world, account, { password: newHash, by: "rehash" });
  return passWithWorkstation(world, account) ?? ok(passPassword(world, account, [{ factor: "password" }]));
}

/**
 * This workstation in the place of a token, where it is remembered for the account; undefined where it is not. Never for
 * whoever has to set something up: that takes a factor of their own.
 */
function passWithWorkstation(world: World, account: Account): Result<Passed, RecordsDamaged> | undefined {
  if (account.twoFactor === "none" || mustSetUp(world, account)) return undefined;
  const used = useWorkstation(world, account);
  if (used === undefined || !used.ok) return used;
  const factors = [{ factor: "password" }, used.value.factor] as const;
  recordSignIn(world, account.id, factors);
  used.value.rotate();
  return ok({ account, factors, tokenDue: false, setUpOnly: false });
}

/** What was proven so far; `tokenDue` where the second factor still is, `setUpOnly` where nothing else is reached. */
export type Passed = {
  readonly account: Account;
  readonly factors: readonly ProvenFactor[];
  readonly tokenDue: boolean;
  readonly setUpOnly: boolean;
};

/**
 * The first factor is proven: where two-factor is off the sign-in is complete, and is recorded in the caller's
 * transaction. `enter` follows after the commit.
 */
export function passPassword(world: World, account: Account, factors: readonly ProvenFactor[]): Passed {
  if (account.twoFactor !== "none") return { account, factors, tokenDue: true, setUpOnly: false };
  return recordPassed(world, account, factors);
}

function recordPassed(world: World, account: Account, factors: readonly ProvenFactor[]): Passed {
  // As it is after the sign-in, with which a grace may begin.
  const firstSignInAt = account.firstSignInAt ?? world.clock.now();
  const setUpOnly = mustSetUp(world, { ...account, firstSignInAt });
  recordSignIn(world, account.id, factors, { setUpOnly });
  return { account, factors, tokenDue: false, setUpOnly };
}

/** After the commit: the session, or the wait for the token. */
export function enter(
  world: World,
  { account, factors, tokenDue, setUpOnly }: Passed,
  passwordTyped?: number,
): SignInNext {
  const typed = passwordTyped ?? world.clock.elapsed();
  if (tokenDue) {
    world.memory.pending = { account: account.id, since: typed, lastSent: null, recovery: nothingProven() };
    return { next: "token" };
  }
  const names = factors.map(({ factor }) => factor);
  const recoveryCode = recoveryCodeIn(factors);
  beginSession(world, account.id, names, { setUpOnly, passwordTyped: typed, recoveryCode });
  if (thePractice(world.db).foundedAt === null) return { next: "founding" };
  return { next: setUpOnly ? "set-up" : "signed-in" };
}

/** The app's token or the one that was sent. `remember`: this workstation stands in for it from now on, where it may. */
export function submitToken(
  world: World,
  _caller: Caller,
  { token, remember }: InputOf<"submitToken">,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  return completeSignIn(world, (account) => proveToken(world, account, token, "sign-in"), remember);
}

/** One of the ten codes on paper in the place of the token; it is spent with the sign-in. */
export function useRecoveryCode(
  world: World,
  _caller: Caller,
  { code }: InputOf<"useRecoveryCode">,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  return completeSignIn(world, (account) => proveCode(world, account, "recovery-code", code));
}

/** A code from support in the place of the token; it is spent with the sign-in. */
export function useBypassCode(
  world: World,
  _caller: Caller,
  { code }: InputOf<"useBypassCode">,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  return completeSignIn(world, (account) => proveCode(world, account, "bypass-code", code));
}

/** Back to the first screen; nothing is counted. */
export function cancelSignIn(world: World, _caller: Caller): Result<null> {
  world.memory.pending = null;
  return ok(null);
}

/**
 * The second factor of the sign-in that waits for it. Judged, counted and accepted in one transaction, alone in its turn:
 * of fifty right tokens at once one gets in, and the others find the sign-in over.
 */
export async function completeSignIn(
  world: World,
  prove: (account: Account) => Result<ProvenFactor, TokenRefusal | RecordsDamaged>,
  remember = false,
): Promise<Result<SignInNext, TokenRefusal | RecordsDamaged>> {
  const pending = pendingSignIn(world);
  if (pending === undefined) return refuse({ code: "sign-in-ended" });
  return oneAtATime(world, pending.account, async () => {
    if (pendingSignIn(world) !== pending) return refuse({ code: "sign-in-ended" });
    const decided = immediately(world.db, () => {
      const passed = takeToken(world, pending.account, prove);
      if (passed.ok && remember) rememberWorkstation(world, passed.value.account);
      return passed;
    });
    if (decided.ok) return ok(enter(world, decided.value, pending.since));
    if (decided.refusal.code === "sign-in-ended" || decided.refusal.code === "records-damaged")
      world.memory.pending = null;
    return decided;
  });
}

function takeToken(
  world: World,
  id: string,
  prove: (account: Account) => Result<ProvenFactor, TokenRefusal | RecordsDamaged>,
): Result<Passed, TokenRefusal | RecordsDamaged> {
  const account = findAccount(world.db, id);
  // Too many failures may have revoked the factor that was due: the password alone is not enough then either.
  if (account === undefined || account.deactivatedAt !== null || account.twoFactor === "none") {
    return refuse({ code: "sign-in-ended" });
  }
  const locked = lockedRefusal(world, account);
  if (locked !== null) return refuse(locked);
  const proven = prove(account);
  if (!proven.ok) return proven;
  const factors = [{ factor: "password" }, proven.value] as const;
  return ok(recordPassed(world, account, factors));
}
