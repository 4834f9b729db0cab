import type { InputOf, Method } from "../../../contract/methods";
import type { LockedUntil, NotAllowed, TokenRefusal, TwoFactorNeeded, WrongPassword } from "../../../contract/refusals";
import { ok, type Refusal, type Result, refuse } from "../../../contract/result";
import { WINDOWS } from "../../../contract/vocabulary";
import { oneAtATime, recordEvent, type VaultContext } from "../context";
import type { AttemptPlace, ProvenFactor } from "../domain/events";
import type { Caller, Session } from "../session/session";
import { type Account, findAccount } from "../store/accounts";
import { immediately } from "../store/open";
import { guessWhileLocked, lockedRefusal, refuseAttempt, wrongPassword } from "./attempts";
import { passwordIsRight } from "./passwords";
import { proveToken } from "./token-proof";

/* What somebody who is signed in proves again: the password (step-up, unlock), or password and token (for an act). */

/** What may be read of a `proof` in a method's input. */
export type Proof = { readonly password: string; readonly token: string | null };

/**
 * One attempt at the session's own password, alone in its turn. With the right one `accept` decides in the same
 * transaction; undefined where the session ended, or locked, meanwhile.
 */
function withOwnPassword<R extends Refusal>(
  context: VaultContext,
  session: Session,
  attempt: {
    readonly typed: string;
    readonly during: AttemptPlace;
    readonly accept: (account: Account) => Result<null, R>;
  },
): Promise<Result<null, R | WrongPassword | LockedUntil> | undefined> {
  const { typed, during, accept } = attempt;
  const { signedIn } = session;
  if (signedIn === null) return Promise.resolve(undefined);
  const id = signedIn.account;
  return oneAtATime(context, id, async () => {
    const locked = guessWhileLocked(context, { id }, WINDOWS);
    if (locked !== null) return refuse(locked);
    const right = await passwordIsRight(context, findAccount(context.db, id), typed);
    if (session.signedIn !== signedIn || context.memory.damaged.has(id)) return undefined;
    if (signedIn.locked && during !== "unlock") return undefined;
    return immediately(context.db, () => {
      const account = findAccount(context.db, id);
      if (account === undefined) return undefined;
      // A lock may have come from another workstation meanwhile.
      if (right && lockedRefusal(context, account, WINDOWS) === null) return accept(account);
      return wrongPassword(
        refuseAttempt(context, account, { point: WINDOWS, factor: "password", during, cause: "wrong" }),
      );
    });
  });
}

/** The own password again, before what changes one's own security: it then counts for five minutes. */
export async function stepUp(
  context: VaultContext,
  { session }: Caller,
  { password }: InputOf<"stepUp">,
): Promise<Result<null, WrongPassword | LockedUntil | NotAllowed>> {
  const { signedIn } = session;
  if (signedIn === null) return refuse({ code: "not-allowed" });
  const accept = (account: Account) => recordProof(context, account, [{ factor: "password" }], "stepUp");
  const proven = await withOwnPassword(context, session, { typed: password, during: "step-up", accept });
  if (proven === undefined) return refuse({ code: "not-allowed" });
  if (proven.ok) signedIn.passwordTyped = context.clock.elapsed();
  return proven;
}

/** Opens one's own locked session. What asks for the password afterwards asks for it again. */
export async function unlock(
  context: VaultContext,
  { session }: Caller,
  { password }: InputOf<"unlock">,
): Promise<Result<null, WrongPassword | LockedUntil | NotAllowed>> {
  const { signedIn } = session;
  if (signedIn === null) return refuse({ code: "not-allowed" });
  const accept = ({ id }: Account): Result<null, never> => {
    recordEvent(context, id, { kind: "session-unlocked", subject: id, data: {} });
    return ok(null);
  };
  const proven = await withOwnPassword(context, session, { typed: password, during: "unlock", accept });
  if (proven === undefined) return refuse({ code: "not-allowed" });
  if (proven.ok) {
    signedIn.locked = false;
    signedIn.active = context.clock.elapsed();
    session.reopened = false;
  }
  return proven;
}

/**
 * Own password and own token, for every act on somebody else, every export, every change of the 2FA policy. The token
 * is used up. Refused without two-factor: such an account proves nothing (SIGNIN-9).
 */
export async function checkProof(
  context: VaultContext,
  { session }: Caller,
  proof: Proof,
  act: Method,
): Promise<Result<null, WrongPassword | TokenRefusal | TwoFactorNeeded>> {
  const { signedIn } = session;
  const account = signedIn === null ? undefined : findAccount(context.db, signedIn.account);
  if (signedIn === null || account === undefined) return refuse({ code: "sign-in-ended" });
  if (signedIn.emergency !== null) return proveInEmergency(context, session, signedIn.emergency.access, { proof, act });
  if (account.twoFactor === "none") return refuse({ code: "two-factor-needed" });
  const accept = (now: Account): Result<null, TokenRefusal> => {
    // A missing token is a wrong one: it counts.
    const proven = proveToken(context, now, proof.token ?? "", { during: "proof", point: WINDOWS });
    if (proven.ok) return recordProof(context, now, [{ factor: "password" }, proven.value], act);
    return proven.refusal.code === "records-damaged" ? refuse({ code: "sign-in-ended" }) : refuse(proven.refusal);
  };
  const proven = await withOwnPassword(context, session, { typed: proof.password, during: "proof", accept });
  if (proven === undefined) return refuse({ code: "sign-in-ended" });
  if (proven.ok) signedIn.passwordTyped = context.clock.elapsed();
  return proven;
}

/** In emergency access the emergency codes stand for the second factor, which may be what is out of reach. */
async function proveInEmergency(
  context: VaultContext,
  session: Session,
  access: string,
  { proof, act }: { readonly proof: Proof; readonly act: Method },
): Promise<Result<null, WrongPassword | LockedUntil | TokenRefusal>> {
  const factors = [{ factor: "password" }, { factor: "emergency-access", access }] as const;
  const accept = (account: Account) => recordProof(context, account, factors, act);
  const proven = await withOwnPassword(context, session, { typed: proof.password, during: "proof", accept });
  if (proven === undefined) return refuse({ code: "sign-in-ended" });
  if (proven.ok && session.signedIn !== null) session.signedIn.passwordTyped = context.clock.elapsed();
  return proven;
}

function recordProof(
  context: VaultContext,
  { id }: Account,
  factors: readonly ProvenFactor[],
  act: Method,
): Result<null, never> {
  recordEvent(context, id, { kind: "proof-accepted", subject: id, data: { factors, act } });
  return ok(null);
}
