import type { InputOf } from "../../../contract/methods";
import type {
  BadInput,
  LockedUntil,
  MayNot,
  RecordsDamaged,
  TokenRefusal,
  WrongCredentials,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { type DenialReason, WINDOWS } from "../../../contract/vocabulary";
import { isSamePerson } from "../approvals/another-person";
import { attemptByEmail, refuseHolder, stillThere } from "../authentication/attempt-by-email";
import { lockedRefusal } from "../authentication/attempts";
import { passwordIsRight } from "../authentication/passwords";
import { proveCode } from "../authentication/token-proof";
import { recordEvent, recordRefusal, type VaultContext } from "../context";
import { mayCorrectBy } from "../domain/clock";
import type { Entry } from "../domain/events";
import { needsSecondManager } from "../domain/may";
import type { Caller } from "../session/session";
import { type Account, findAccount, isActive, readManagerFacts } from "../store/accounts";
import { findCode } from "../store/codes";
import { immediately } from "../store/open";
import { correctionFor, outOfRange, recordCorrection } from "./clock";

type Input = InputOf<"correctClockAtSignIn">;
type Typed = Input["first"];
type ProofRefusal = WrongCredentials | LockedUntil | TokenRefusal | RecordsDamaged;
type Refusal = ProofRefusal | MayNot | BadInput;

/** Who has proven password and recovery code: nothing is spent yet. */
type Proven = { readonly account: Account; readonly code: string };

const ACT = "correctClockAtSignIn";

/**
 * Corrects the clock at the sign-in screen, where no phone proves anything while it is wrong: a manager's e-mail, password
 * and recovery code, and a second manager's where two were active. Both are attempts on their accounts, counted and locked
 * like a sign-in; the recovery codes are spent by the correction.
 */
export async function correctClockAtSignIn(
  context: VaultContext,
  _caller: Caller,
  input: Input,
): Promise<Result<null, Refusal>> {
  const correctionMs = correctionFor(context, input.to);
  if (!mayCorrectBy(correctionMs)) return outOfRange("to");
  const first = await proveManager(context, input.first);
  if (!first.ok) return first;
  // One after the other: nobody's turn waits for another's.
  const second = input.second === null ? null : await proveManager(context, input.second);
  if (second !== null && !second.ok) return second;
  const proven = { first: first.value, second: second?.value ?? null };
  return immediately(context.db, () => correct(context, proven, { correctionMs, reason: input.reason }));
}

function proveManager(
  context: VaultContext,
  { email, password, recoveryCode }: Typed,
): Promise<Result<Proven, ProofRefusal>> {
  return attemptByEmail<Result<Proven, ProofRefusal>>(context, email, async (holder) => {
    const right = await passwordIsRight(context, holder.account, password);
    return immediately(context.db, () => {
      const account = right ? stillThere(context, holder) : undefined;
      if (account !== undefined) return proveRecoveryCode(context, account, recoveryCode);
      const failed = { point: WINDOWS, factor: "password", during: "clock", cause: "wrong" } as const;
      return refuseHolder(context, holder, failed, "wrong-credentials");
    });
  });
}

function proveRecoveryCode(context: VaultContext, account: Account, typed: string): Result<Proven, ProofRefusal> {
  if (context.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  const proven = proveCode(context, account, "recovery-code", typed, "clock");
  if (!proven.ok) return proven;
  return ok({ account, code: proven.value.code });
}

function correct(
  context: VaultContext,
  proven: { readonly first: Proven; readonly second: Proven | null },
  { correctionMs, reason }: { readonly correctionMs: number; readonly reason: string },
): Result<null, LockedUntil | TokenRefusal | MayNot> {
  const { first, second } = proven;
  for (const one of second === null ? [first] : [first, second]) {
    const over = whatChanged(context, one);
    if (over !== null) return refuse(over);
  }
  const denial = denialOf(context, first.account, second?.account ?? null);
  const { id } = first.account;
  if (denial !== null) return recordRefusal(context, id, { act: ACT, because: denial, subject: null });
  const cause = spend(context, first);
  if (second !== null) spend(context, second);
  const how = { where: "sign-in", with: second?.account.id ?? null, reason } as const;
  recordCorrection(context, id, { correctionMs, ...how }, cause);
  return ok(null);
}

/** Why what was proven holds no longer: another password, a code used meanwhile, a lock; null where it does. */
function whatChanged(context: VaultContext, { account: before, code }: Proven): LockedUntil | TokenRefusal | null {
  const account = findAccount(context.db, before.id);
  const same = account?.passwordSecret === before.passwordSecret && isActive(account);
  if (!same || findCode(context.db, code)?.state !== "open") return { code: "sign-in-ended" };
  return lockedRefusal(context, before, WINDOWS);
}

function denialOf(context: VaultContext, first: Account, second: Account | null): DenialReason | null {
  const isManager = (one: Account) => findAccount(context.db, one.id)?.role === "manager";
  if (!isManager(first)) return "role";
  if (second === null) return needsSecondManager(readManagerFacts(context.db)) ? "second-manager" : null;
  if (!isManager(second)) return "not-a-manager";
  if (first.id === second.id) return "own-asking";
  return isSamePerson(context, first, second) ? "same-person" : null;
}

function spend(context: VaultContext, { account: { id }, code }: Proven): Entry {
  const data = { factors: [{ factor: "password" }, { factor: "recovery-code", code }], act: ACT } as const;
  return recordEvent(context, id, { kind: "proof-accepted", subject: id, data });
}
