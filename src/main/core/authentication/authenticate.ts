import type { LockedUntil, RecordsDamaged, WrongCredentials } from "../../../contract/refusals";
import { type Refusal, type Result, refuse } from "../../../contract/result";
import type { SignInPoint } from "../../../contract/vocabulary";
import type { VaultContext } from "../context";
import type { Account } from "../store/accounts";
import { immediately } from "../store/open";
import { attemptByEmail, type EmailHolder, refuseHolder, stillThere } from "./attempt-by-email";
import { guessWhileLocked } from "./attempts";
import { type HashedPassword, passwordIsRight, rehashed, setPassword } from "./passwords";

type PasswordRefusal = WrongCredentials | LockedUntil | RecordsDamaged;

/** E-mail and password as somebody typed them, wherever they stand. */
export type Attempt<V, R extends Refusal> = {
  readonly point: SignInPoint;
  readonly email: string;
  readonly password: string;
  /**
   * Goes on in the transaction in which the password was right: proves what else is due and records what comes of it. What
   * it refuses by itself it counts by itself.
   */
  readonly accept: (account: Account) => Result<V, R>;
};

/**
 * Proves who somebody is by their password, for a window, a terminal or a system that asks (LOCK-1, SIGNIN-1). No session
 * is touched: what a host with a person in front of it does next is its own. One answer, in the same time, for an unknown
 * e-mail, a wrong password, and an account that is deactivated or has no password yet; whatever it is, it counts.
 */
export function authenticate<V, R extends Refusal>(
  context: VaultContext,
  { point, email, password, accept }: Attempt<V, R>,
): Promise<Result<V, R | PasswordRefusal>> {
  const attempt = async (holder: EmailHolder): Promise<Result<V, R | PasswordRefusal>> => {
    const right = await passwordIsRight(context, holder.account, password);
    const newHash = right && holder.account !== undefined ? await rehashed(context, holder.account, password) : null;
    return immediately(context.db, () => {
      const proven = right ? takePassword(context, holder, { newHash, point }) : refusePassword(context, holder, point);
      return proven.ok ? accept(proven.value) : proven;
    });
  };
  return attemptByEmail(context, email, attempt, (there, guessed) => guessWhileLocked(there, guessed, point));
}

function refusePassword(
  context: VaultContext,
  holder: EmailHolder,
  point: SignInPoint,
): Result<never, PasswordRefusal> {
  const failed = { point, factor: "password", during: "sign-in", cause: "wrong" } as const;
  return refuseHolder(context, holder, failed, "wrong-credentials");
}

function takePassword(
  context: VaultContext,
  holder: EmailHolder,
  { newHash, point }: { readonly newHash: HashedPassword | null; readonly point: SignInPoint },
): Result<Account, PasswordRefusal> {
  const account = stillThere(context, holder, point);
  if (account === undefined) return refusePassword(context, holder, point);
  // Said only to whoever knows the password: to anybody else the account looks like any other.
  if (context.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  if (newHash !== null) setPassword(context, account, { password: newHash, by: "rehash" });
  return { ok: true, value: account };
}
