import type { LockedUntil, NotNow, RecordsDamaged, TokenRefusal } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { type Factor, WINDOWS } from "../../../contract/vocabulary";
import { oneAtATime, type VaultContext } from "../context";
import { markDamaged } from "../integrity";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import type { Account } from "../store/accounts";
import { type Code, countCodes } from "../store/codes";
import { immediately } from "../store/open";
import { guessWhileLocked } from "./attempts";
import { judgeCode } from "./codes";
import { misplacedIn, refuseCode, refuseMisplacedToken } from "./token-proof";

export type OwnCode = {
  readonly sort: "phone-proof" | "setup-code";
  readonly typed: string;
  /** Why no code is expected at all; nothing is evaluated or counted then. */
  readonly notNow: (account: Account) => NotNow | null;
  /** Records what the right code brings about. */
  readonly accept: (account: Account, code: Code) => void;
  /** Runs once that is committed. */
  readonly done?: (account: Account) => void;
};

type Outcome = Result<null, NotNow | LockedUntil | TokenRefusal | RecordsDamaged>;

/**
 * Takes a code that somebody types for the setup of their own account. One attempt at a time; refused without a look at
 * it while the account is locked; a wrong, old or used code counts as a failure.
 */
export function takeOwnCode(context: VaultContext, caller: Caller, own: OwnCode): Promise<Outcome> {
  const { id } = ownAccount(context, caller);
  return oneAtATime(context, id, async () => {
    const outcome = immediately(context.db, () => judge(context, ownAccount(context, caller), own));
    if (outcome.ok) own.done?.(ownAccount(context, caller));
    else if (outcome.refusal.code === "records-damaged") markDamaged(context, id);
    return outcome;
  });
}

function judge(context: VaultContext, account: Account, { sort, typed, notNow, accept }: OwnCode): Outcome {
  const early = notNow(account) ?? guessWhileLocked(context, account, WINDOWS);
  if (early !== null) return refuse(early);
  const where = { point: WINDOWS, factor: factorOf(sort), during: "enrollment" } as const;
  const misplaced = misplacedIn(sort === "phone-proof" ? "token" : sort, typed);
  if (misplaced !== undefined && sort !== "phone-proof") return refuse(misplaced);
  if (misplaced !== undefined) return refuseMisplacedToken(context, account, misplaced, typed, where);
  const verdict = judgeCode(context, account.id, sort, typed);
  if (verdict.kind === "damaged") return refuse({ code: "records-damaged" });
  if (verdict.kind === "right") {
    accept(account, verdict.code);
    return ok(null);
  }
  const { cause } = verdict;
  if (cause === "wrong" && sort === "phone-proof" && countCodes(context.db, account.id, sort, "open") === 0) {
    return refuse({ code: "no-token-sent" });
  }
  return refuseCode(context, account, { ...where, cause });
}

function factorOf(sort: OwnCode["sort"]): Factor {
  return sort === "phone-proof" ? "text-token" : sort;
}
