import type { InputOf } from "../../../contract/inputs";
import type {
  BadPassword,
  LockedUntil,
  MisplacedCode,
  NotNow,
  RecordsDamaged,
  WrongSetUpCode,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { SignInNext } from "../../../contract/views";
import { attemptByEmail, type Claimant, refuseClaimant } from "../authentication/attempt-by-email";
import { judgeCode } from "../authentication/codes";
import {
  badPassword,
  contextOf,
  type HashedPassword,
  hashNewPassword,
  sameAsBackup,
  setPassword,
} from "../authentication/passwords";
import { enter, type Passed, passPassword } from "../authentication/sign-in";
import { misplacedIn } from "../authentication/token-proof";
import { type Caller, recordEvent, type World } from "../context";
import { type Account, findAccount } from "../store/accounts";
import type { Code } from "../store/codes";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";
import { markDamaged } from "../vault/integrity";

type ClaimRefusal = WrongSetUpCode | MisplacedCode | LockedUntil | BadPassword | RecordsDamaged | NotNow;
type Input = InputOf<"claimSetUpCode">;

/**
 * A new or reset member starts: e-mail, set-up code, and a password of their own choice. A bad password neither spends the
 * code nor counts. The answer to a wrong code is the same as to an e-mail that belongs to nobody.
 */
export async function claimSetUpCode(
  world: World,
  _caller: Caller,
  input: Input,
): Promise<Result<SignInNext, ClaimRefusal>> {
  const misplaced = misplacedIn("set-up-code", input.code);
  if (misplaced !== undefined) return refuse(misplaced);
  // Judged without the account first: what only its owner may learn is said once the code was right.
  const { email, password } = input;
  const anybody = { name: "", email, practiceName: thePractice(world.db).name, isManager: false };
  const bad = await badPassword(world.hashing, { ...anybody, password });
  return bad ?? attemptByEmail(world, email, (claimant) => claim(world, claimant, input));
}

async function claim(world: World, claimant: Claimant, input: Input): Promise<Result<SignInNext, ClaimRefusal>> {
  const found = immediately(world.db, () => takeCode(world, claimant, input.code));
  if (!found.ok) return found;
  const { account } = found.value;
  const bad = await badPassword(world.hashing, { ...contextOf(world, account), password: input.password });
  if (bad !== undefined) return bad;
  const same = await sameAsBackup(world, account, input.password);
  if (same !== undefined) return same;
  const password = await hashNewPassword(world.hashing, input.password);
  const decided = immediately(world.db, () => {
    const still = takeCode(world, claimant, input.code);
    return still.ok ? ok(takeAccount(world, still.value, password)) : still;
  });
  return decided.ok ? ok(enter(world, decided.value)) : decided;
}

type Claimed = { readonly account: Account; readonly code: Code };

/** The account's open set-up code, if that is what was typed; a wrong one is counted. */
function takeCode(world: World, claimant: Claimant, typed: string): Result<Claimed, ClaimRefusal> {
  const account = claimant.account === undefined ? undefined : findAccount(world.db, claimant.account.id);
  const verdict = account === undefined ? undefined : judgeCode(world, account.id, "set-up-code", typed);
  if (account !== undefined && account.deactivatedAt === null && verdict?.kind === "right") {
    if (world.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
    // A code for enrolling gives no password: who reset the phone must not be able to replace both factors with it.
    if (verdict.code.use !== "password") return refuse({ code: "not-now", because: "sign-in-first" });
    return ok({ account, code: verdict.code });
  }
  if (account !== undefined && verdict?.kind === "damaged") markDamaged(world, account.id);
  const cause = verdict?.kind === "refused" ? verdict.cause : "wrong";
  return refuseClaimant(world, claimant, { factor: "set-up-code", during: "claim", cause }, "wrong-set-up-code");
}

function takeAccount(world: World, { account, code }: Claimed, password: HashedPassword): Passed {
  const data = { code: code.id, for: "password" } as const;
  const cause = recordEvent(world, account.id, { kind: "set-up-code-claimed", subject: account.id, data });
  setPassword(world, account, { password, by: "set-up-code", cause });
  return passPassword(world, account, [{ factor: "set-up-code", code: code.id }]);
}
