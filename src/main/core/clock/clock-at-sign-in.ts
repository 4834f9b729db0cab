import type { InputOf } from "../../../contract/inputs";
import type {
  BadInput,
  LockedUntil,
  MayNot,
  RecordsDamaged,
  TokenRefusal,
  WrongCredentials,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { attemptByEmail, refuseClaimant, stillThere } from "../authentication/attempt-by-email";
import { lockedRefusal } from "../authentication/attempts";
import { passwordIsRight } from "../authentication/passwords";
import { proveCode } from "../authentication/token-proof";
import { type Caller, recordEvent, type World } from "../context";
import { mayCorrectBy } from "../domain/clock";
import type { Entry } from "../domain/events";
import { type Hindrance, needsSecondManager } from "../domain/may";
import { recordRefusal } from "../people/act-on-account";
import { isSamePerson } from "../people/another-person";
import { managersNow } from "../people/managers";
import { type Account, findAccount } from "../store/accounts";
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
  world: World,
  _caller: Caller,
  input: Input,
): Promise<Result<null, Refusal>> {
  const correctionMs = correctionFor(world, input.to);
  if (!mayCorrectBy(correctionMs)) return outOfRange("to");
  const first = await proveManager(world, input.first);
  if (!first.ok) return first;
  // One after the other: nobody's turn waits for another's.
  const second = input.second === null ? null : await proveManager(world, input.second);
  if (second !== null && !second.ok) return second;
  const proven = { first: first.value, second: second?.value ?? null };
  return immediately(world.db, () => correct(world, proven, { correctionMs, reason: input.reason }));
}

function proveManager(world: World, { email, password, recoveryCode }: Typed): Promise<Result<Proven, ProofRefusal>> {
  return attemptByEmail<Result<Proven, ProofRefusal>>(world, email, async (claimant) => {
    const right = await passwordIsRight(world, claimant.account, password);
    return immediately(world.db, () => {
      const account = right ? stillThere(world, claimant) : undefined;
      if (account !== undefined) return proveRecoveryCode(world, account, recoveryCode);
      const failed = { factor: "password", during: "clock", cause: "wrong" } as const;
      return refuseClaimant(world, claimant, failed, "wrong-credentials");
    });
  });
}

function proveRecoveryCode(world: World, account: Account, typed: string): Result<Proven, ProofRefusal> {
  if (world.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  const proven = proveCode(world, account, "recovery-code", typed, "clock");
  if (!proven.ok) return proven;
  return ok({ account, code: proven.value.code });
}

function correct(
  world: World,
  proven: { readonly first: Proven; readonly second: Proven | null },
  { correctionMs, reason }: { readonly correctionMs: number; readonly reason: string },
): Result<null, LockedUntil | TokenRefusal | MayNot> {
  const { first, second } = proven;
  for (const one of second === null ? [first] : [first, second]) {
    const over = whatChanged(world, one);
    if (over !== null) return refuse(over);
  }
  const hindrance = hindranceOf(world, first.account, second?.account ?? null);
  const { id } = first.account;
  if (hindrance !== null) return recordRefusal(world, id, { act: ACT, because: hindrance, subject: null });
  const cause = spend(world, first);
  if (second !== null) spend(world, second);
  const how = { where: "sign-in", with: second?.account.id ?? null, reason } as const;
  recordCorrection(world, id, { correctionMs, ...how }, cause);
  return ok(null);
}

/** Why what was proven holds no longer: another password, a code used meanwhile, a lock; null where it does. */
function whatChanged(world: World, { account: before, code }: Proven): LockedUntil | TokenRefusal | null {
  const account = findAccount(world.db, before.id);
  const same = account?.passwordSecret === before.passwordSecret && account.deactivatedAt === null;
  if (!same || findCode(world.db, code)?.state !== "open") return { code: "sign-in-ended" };
  return lockedRefusal(world, before);
}

function hindranceOf(world: World, first: Account, second: Account | null): Hindrance | null {
  const isManager = (one: Account) => findAccount(world.db, one.id)?.role === "manager";
  if (!isManager(first)) return "role";
  if (second === null) return needsSecondManager(managersNow(world)) ? "second-manager" : null;
  if (!isManager(second)) return "not-a-manager";
  if (first.id === second.id) return "own-asking";
  return isSamePerson(world, first, second) ? "same-person" : null;
}

function spend(world: World, { account: { id }, code }: Proven): Entry {
  const data = { factors: [{ factor: "password" }, { factor: "recovery-code", code }], act: ACT } as const;
  return recordEvent(world, id, { kind: "proof-accepted", subject: id, data });
}
