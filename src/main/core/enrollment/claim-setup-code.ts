import type { SignInNext } from "../../../contract/authentication/views";
import type { InputOf } from "../../../contract/methods";
import type {
  BadPassword,
  LockedUntil,
  MisplacedCode,
  NotNow,
  RecordsDamaged,
  WrongSetupCode,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { WINDOWS } from "../../../contract/vocabulary";
import { attemptByEmail, type EmailHolder, refuseHolder } from "../authentication/attempt-by-email";
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
import { recordEvent, type VaultContext } from "../context";
import { markDamaged } from "../integrity";
import type { Caller, Session } from "../session/session";
import { type Account, findAccount, isActive } from "../store/accounts";
import type { Code } from "../store/codes";
import { immediately } from "../store/open";
import { thePractice } from "../store/practice";

type ClaimRefusal = WrongSetupCode | MisplacedCode | LockedUntil | BadPassword | RecordsDamaged | NotNow;
type Input = InputOf<"claimSetupCode">;

/**
 * A new or reset member starts: e-mail, setup code, and a password of their own choice. A bad password neither spends the
 * code nor counts. The answer to a wrong code is the same as to an e-mail that belongs to nobody.
 */
export async function claimSetupCode(
  context: VaultContext,
  { session }: Caller,
  input: Input,
): Promise<Result<SignInNext, ClaimRefusal>> {
  const misplaced = misplacedIn("setup-code", input.code);
  if (misplaced !== undefined) return refuse(misplaced);
  // Judged without the account first: what only its owner may learn is said once the code was right.
  const { email, password } = input;
  const anybody = { name: "", email, practiceName: thePractice(context.db).name, isManager: false };
  const bad = await badPassword(context.hashing, { ...anybody, password });
  return bad ?? attemptByEmail(context, email, (holder) => claim(context, session, holder, input));
}

async function claim(
  context: VaultContext,
  session: Session,
  holder: EmailHolder,
  input: Input,
): Promise<Result<SignInNext, ClaimRefusal>> {
  const found = immediately(context.db, () => takeCode(context, holder, input.code));
  if (!found.ok) return found;
  const { account } = found.value;
  const bad = await badPassword(context.hashing, { ...contextOf(context, account), password: input.password });
  if (bad !== undefined) return bad;
  const same = await sameAsBackup(context, account, input.password);
  if (same !== undefined) return same;
  const password = await hashNewPassword(context.hashing, input.password);
  const decided = immediately(context.db, () => {
    const still = takeCode(context, holder, input.code);
    return still.ok ? ok(takeAccount(context, session, still.value, password)) : still;
  });
  return decided.ok ? ok(enter(context, session, decided.value)) : decided;
}

type Claimed = { readonly account: Account; readonly code: Code };

/** The account's open setup code, if that is what was typed; a wrong one is counted. */
function takeCode(context: VaultContext, holder: EmailHolder, typed: string): Result<Claimed, ClaimRefusal> {
  const account = holder.account === undefined ? undefined : findAccount(context.db, holder.account.id);
  const verdict = account === undefined ? undefined : judgeCode(context, account.id, "setup-code", typed);
  if (account !== undefined && isActive(account) && verdict?.kind === "right") {
    if (context.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
    // A code for enrolling gives no password: who reset the phone must not be able to replace both factors with it.
    if (verdict.code.use !== "password") return refuse({ code: "not-now", because: "sign-in-first" });
    return ok({ account, code: verdict.code });
  }
  if (account !== undefined && verdict?.kind === "damaged") markDamaged(context, account.id);
  const cause = verdict?.kind === "refused" ? verdict.cause : "wrong";
  return refuseHolder(
    context,
    holder,
    { point: WINDOWS, factor: "setup-code", during: "setup-code", cause },
    "wrong-set-up-code",
  );
}

function takeAccount(
  context: VaultContext,
  session: Session,
  { account, code }: Claimed,
  password: HashedPassword,
): Passed {
  const data = { code: code.id, for: "password" } as const;
  const cause = recordEvent(context, account.id, { kind: "setup-code-claimed", subject: account.id, data });
  setPassword(context, account, { password, by: "setup-code", cause });
  return passPassword(context, session, account, [{ factor: "setup-code", code: code.id }]);
}
