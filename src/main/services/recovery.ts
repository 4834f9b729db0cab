import type { InputOf } from "../../preload/inputs";
import type {
  BadPassword,
  LockedUntil,
  RecordsDamaged,
  RecoveryRefused,
  SendRefusal,
  WrongKey,
} from "../../preload/refusals";
import { ok, type Result, refuse } from "../../preload/result";
import type { TokenSent } from "../../preload/views";
import { afterUnlock } from "../domain/lockout";
import { parseRecoveryKey } from "../domain/recovery-key";
import { type Account, countActiveManagers, findAccount } from "../store/accounts";
import { readFailures } from "../store/failures";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { lockedRefusalDespiteHold } from "./attempts";
import { attemptByEmail, type Claimant, refuseClaimant } from "./claimants";
import { judgeCode } from "./codes";
import { markDamaged } from "./integrity";
import { badPassword, contextOf, type HashedPassword, hashNewPassword, setPassword } from "./passwords";
import { type Caller, recordEvent, type World } from "./world";

type Input = InputOf<"recoverOnlyManager">;
type Refusals = RecoveryRefused | WrongKey | LockedUntil | BadPassword | RecordsDamaged;

/**
 * A practice's only manager who lost everything (product.md 6): the recovery kit and a recovery code of their own give
 * them a new password. Nobody is signed in by it (NIST SP 800-63B-4 §4.2): the next sign-in asks for the new password and
 * reaches nothing before two-factor is set up anew. The answer is the same for every other e-mail.
 */
export async function recoverOnlyManager(world: World, _caller: Caller, input: Input): Promise<Result<null, Refusals>> {
  world.memory.pending = null;
  const typo = parseRecoveryKey(input.recoveryKey);
  // By its check characters alone; nothing was compared with the real key.
  if (typo.kind === "mistyped") return refuse({ code: "wrong-key", group: typo.group });
  const { email, password } = input;
  const anybody = { name: "", email, practiceName: thePractice(world.db).name, isManager: true };
  const bad = await badPassword(world.hashing, { ...anybody, password });
  if (bad !== undefined) return bad;
  return attemptByEmail(world, email, (claimant) => recover(world, claimant, input), lockedRefusalDespiteHold);
}

async function recover(world: World, claimant: Claimant, input: Input): Promise<Result<null, Refusals>> {
  const keyOpens = world.recoveryKeyOpens(input.recoveryKey);
  const found = immediately(world.db, () => takeProofs(world, claimant, keyOpens, codeOf(input)));
  if (!found.ok) return found;
  const bad = await badPassword(world.hashing, { ...contextOf(world, found.value.account), password: input.password });
  if (bad !== undefined) return bad;
  const password = await hashNewPassword(world.hashing, input.password);
  return immediately(world.db, () => {
    const still = takeProofs(world, claimant, keyOpens, codeOf(input));
    if (!still.ok) return still;
    comeBack(world, still.value, password);
    return ok(null);
  });
}

/** NOT-BUILT (recovery): backup password and token in its place. */
function codeOf({ by }: Input): string {
  return by.factor === "recovery-code" ? by.code : "";
}

type Proven = { readonly account: Account; readonly code: string };

/** The only active manager, the kit's key and an open recovery code of theirs; anything less is counted as a failure. */
function takeProofs(world: World, claimant: Claimant, keyOpens: boolean, typed: string): Result<Proven, Refusals> {
  const account = claimant.account === undefined ? undefined : findAccount(world.db, claimant.account.id);
  const verdict = account === undefined ? undefined : judgeCode(world, account.id, "recovery-code", typed);
  if (account !== undefined && isOnlyManager(world, account) && keyOpens && verdict?.kind === "right") {
    if (world.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
    return ok({ account, code: verdict.code.id });
  }
  if (account !== undefined && verdict?.kind === "damaged") markDamaged(world, account.id);
  const cause = keyOpens && verdict?.kind === "refused" ? verdict.cause : "wrong";
  const factor = keyOpens ? "recovery-code" : "recovery-key";
  const counted = refuseClaimant(world, claimant, { factor, during: "recovery", cause });
  return refuse(counted.code === "locked" ? counted : { code: "recovery-refused" });
}

function isOnlyManager(world: World, account: Account): boolean {
  return account.role === "manager" && account.deactivatedAt === null && countActiveManagers(world.db) === 1;
}

function comeBack(world: World, { account, code }: Proven, password: HashedPassword): void {
  const factors = [{ factor: "recovery-code", code }] as const;
  const data = { factors, failures: afterUnlock(readFailures(world.db, account.id)) };
  const cause = recordEvent(world, account.id, { kind: "recovery-kit-used", subject: account.id, data });
  setPassword(world, account, { password, by: "recovery", cause });
}

/** Sends the token that goes with the backup password, once kit and backup password were right. */
export function sendOnlyManagerToken(
  _world: World,
  _caller: Caller,
  _input: InputOf<"sendOnlyManagerToken">,
): Promise<Result<TokenSent, RecoveryRefused | WrongKey | SendRefusal>> {
  throw new Error("NOT-BUILT (recovery)");
}
