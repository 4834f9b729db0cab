import type { InputOf } from "../../../contract/methods";
import type {
  BadInput,
  LockedUntil,
  MayNot,
  NotNow,
  RecordsDamaged,
  TokenRefusal,
  WrongCredentials,
  WrongEmergencyCodes,
  WrongKey,
} from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import { type DenialReason, DIGITS, WINDOWS } from "../../../contract/vocabulary";
import { isSamePerson } from "../approvals/another-person";
import { attemptByEmail, refuseHolder, stillThere } from "../authentication/attempt-by-email";
import { lockedRefusal, refuseAttempt } from "../authentication/attempts";
import { passwordIsRight } from "../authentication/passwords";
import { proveCode, proveToken } from "../authentication/token-proof";
import { recordEvent, recordRefusal, type VaultContext } from "../context";
import { withoutSeparators } from "../domain/one-time-codes";
import { judgeHalves, mistypedHalves } from "../emergency/typed-codes";
import type { Installation } from "../installation";
import { mistypedKey } from "../recovery/only-manager-proofs";
import type { Caller } from "../session/session";
import { type Account, findAccount } from "../store/accounts";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { holdEverybody, mustWait, whatIsHeld } from "./go-on";
import { renewSigningKey, takeSigningKey } from "./signing-key";

type Input = InputOf<"confirmVault">;
type Typed = Input["first"];
type ProofRefusal = WrongCredentials | LockedUntil | TokenRefusal | RecordsDamaged | NotNow;
type Refusal = ProofRefusal | MayNot | WrongKey | BadInput | WrongEmergencyCodes;

const ACT = "confirmVault";
const LONGEST_TOKEN = Math.max(...DIGITS);

/**
 * Takes a vault into use again that was closed until somebody answers for it (LEDGER-6): a manager with the
 * recovery kit, or two managers, each by e-mail, password, and token or recovery code. Attempts count like a sign-in.
 */
export async function confirmVault(
  installation: Installation,
  _caller: Caller,
  input: Input,
): Promise<Result<null, Refusal>> {
  const { context } = installation.now;
  if (context === null) return refuse({ code: "not-now", because: "wrong-step" });
  const missing = whatIsMissing(installation, context, input);
  if (missing !== undefined) return missing;
  const first = await proveManager(context, input.first);
  if (!first.ok) return first;
  // One after the other: nobody's turn waits for another's.
  const second = input.second === null ? null : await proveManager(context, input.second);
  if (second !== null && !second.ok) return second;
  const who = { first: first.value, second: second?.value ?? null };
  return immediately(context.db, () => confirm(installation, context, who, input.emergencyCodes));
}

/** What goes with the managers, before any of them is asked to prove who they are. */
function whatIsMissing(
  { now }: Installation,
  context: VaultContext,
  { recoveryKey, second, emergencyCodes }: Input,
): Refused<NotNow | WrongKey | BadInput> | undefined {
  if (now.vault.is !== "unconfirmed") return refuse({ code: "not-now", because: "wrong-step" });
  const mistyped = recoveryKey === null ? undefined : mistypedKey(recoveryKey);
  if (mistyped !== undefined) return mistyped;
  if (recoveryKey !== null && !context.recoveryKeyOpens(recoveryKey)) return refuse({ code: "wrong-key" });
  const withKit = recoveryKey !== null || now.vault.kitTyped;
  if (!withKit && second === null) return refuse({ code: "bad-input", fields: { recoveryKey: "missing" } });
  if (emergencyCodes !== null) return mistypedHalves(emergencyCodes);
  return mustWait(context, now.goingOn) ? refuse({ code: "not-now", because: "not-yet" }) : undefined;
}

function confirm(
  installation: Installation,
  context: VaultContext,
  { first, second }: { readonly first: Account; readonly second: Account | null },
  emergencyCodes: Input["emergencyCodes"],
): Result<null, Refusal> {
  const { vault, goingOn } = installation.now;
  if (vault.is !== "unconfirmed") return refuse({ code: "not-now", because: "wrong-step" });
  const confirmers = second === null ? ([first] as const) : ([first, second] as const);
  for (const one of confirmers) {
    const locked = lockedRefusal(context, one, WINDOWS);
    if (locked !== null) return refuse(locked);
  }
  const denial = denialOf(context, first, second);
  if (denial !== null) return recordRefusal(context, first.id, { act: ACT, because: denial, subject: null });
  // As long as nothing was recorded that says that the vault is in use.
  const held = whatIsHeld(context, goingOn);
  const opened = mustWait(context, goingOn) ? openCodes(context, first, emergencyCodes) : ok(null);
  if (!opened.ok) return opened;
  const { vaultId } = thePractice(context.db);
  const key =
    takeSigningKey(installation, context, vaultId) ?? renewSigningKey(installation, context, vaultId, first.id);
  const data = {
    because: vault.because,
    by: second === null ? "recovery-kit" : "second-manager",
    with: second?.id ?? null,
    ...(held === undefined ? {} : { held }),
  } as const;
  const confirmed = recordEvent(context, first.id, { kind: "vault-confirmed", subject: null, data });
  if (held !== undefined) holdEverybody(context, confirmed, confirmers, data.by);
  installation.now.goingOn = null;
  context.memory.waitsForLost = false;
  installation.now.vault = { is: "open" };
  installation.now.seal?.release(key);
  return ok(null);
}

/** Both halves, which are used up: whoever has kit and emergency codes owns the practice (HELD-2). */
function openCodes(
  context: VaultContext,
  first: Account,
  typed: Input["emergencyCodes"],
): Result<null, LockedUntil | WrongEmergencyCodes | RecordsDamaged | NotNow> {
  if (typed === null) return refuse({ code: "not-now", because: "not-yet" });
  const halves = judgeHalves(context, typed);
  if (halves.kind === "damaged") return refuse({ code: "records-damaged" });
  if (halves.kind === "refused") {
    const failed = { point: WINDOWS, factor: "emergency-access", during: "vault", cause: halves.cause } as const;
    const counted = refuseAttempt(context, first, failed);
    return refuse(counted.code === "locked" ? counted : { code: "wrong-emergency-codes" });
  }
  const { id: emergencyCodes, number } = halves.codes;
  const data = { emergencyCodes, number, for: "restore" } as const;
  recordEvent(context, first.id, { kind: "emergency-codes-opened", subject: null, data });
  return ok(null);
}

function proveManager(
  context: VaultContext,
  { email, password, token }: Typed,
): Promise<Result<Account, ProofRefusal>> {
  return attemptByEmail<Result<Account, ProofRefusal>>(context, email, async (holder) => {
    const right = await passwordIsRight(context, holder.account, password);
    return immediately(context.db, () => {
      const account = right ? stillThere(context, holder) : undefined;
      if (account !== undefined) return proveSecondFactor(context, account, token);
      const failed = { point: WINDOWS, factor: "password", during: "vault", cause: "wrong" } as const;
      return refuseHolder(context, holder, failed, "wrong-credentials");
    });
  });
}

/** The app's token; a recovery code for whoever gets theirs by text, since nothing is sent from a closed vault. */
function proveSecondFactor(context: VaultContext, account: Account, typed: string): Result<Account, ProofRefusal> {
  if (context.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  if (account.twoFactor === "none") return refuse({ code: "not-now", because: "two-factor-off" });
  const proven =
    withoutSeparators(typed).length <= LONGEST_TOKEN
      ? proveToken(context, account, typed, { during: "vault", point: WINDOWS })
      : proveCode(context, account, "recovery-code", typed, "vault");
  if (!proven.ok) return proven;
  const data = { factors: [{ factor: "password" }, proven.value], act: ACT } as const;
  recordEvent(context, account.id, { kind: "proof-accepted", subject: account.id, data });
  return ok(account);
}

function denialOf(context: VaultContext, first: Account, second: Account | null): DenialReason | null {
  const isManager = (one: Account) => findAccount(context.db, one.id)?.role === "manager";
  if (!isManager(first)) return "role";
  if (second === null) return null;
  if (!isManager(second)) return "not-a-manager";
  if (first.id === second.id) return "own-asking";
  return isSamePerson(context, first, second) ? "same-person" : null;
}
