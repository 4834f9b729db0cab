import type { InputOf } from "../../../contract/methods";
import type { LockedUntil, RecordsDamaged, RecoveryRefused, WrongKey } from "../../../contract/refusals";
import { ok, type Refused, type Result, refuse } from "../../../contract/result";
import { type Factor, WINDOWS } from "../../../contract/vocabulary";
import { type EmailHolder, refuseHolder } from "../authentication/attempt-by-email";
import { judgeCode } from "../authentication/codes";
import { backupPasswordIsRight } from "../authentication/passwords";
import type { VaultContext } from "../context";
import type { AttemptCause, ProvenFactor } from "../domain/events";
import { parseRecoveryKey } from "../domain/recovery-key";
import { markDamaged } from "../integrity";
import { type Account, findAccount, isActive, listManagers } from "../store/accounts";
import type { CodeSort } from "../store/codes";

/*
 * What the way back takes of a practice's only manager, and of one beside whom no two others can act (RECOVER-5): the
 * recovery kit, and a recovery code of their own, or their backup password and a token sent to their phone.
 */

type Typed = {
  readonly recoveryKey: string;
  readonly by:
    | InputOf<"recoverOnlyManager">["by"]
    /** Before a token was sent. */
    | { readonly factor: "backup-password"; readonly backupPassword: string; readonly token: null };
};

/** What was typed, with what had to be compared before the transaction: the same work whoever it is. */
export type ComparedProofs = {
  readonly typed: Typed["by"];
  readonly keyOpens: boolean;
  /** The secret of the backup password that was right; null: it was not. */
  readonly backupSecret: string | null;
};

export async function compareProofs(
  context: VaultContext,
  { account }: EmailHolder,
  { recoveryKey, by }: Typed,
): Promise<ComparedProofs> {
  const asked = by.factor === "backup-password";
  const right = asked && (await backupPasswordIsRight(context, account, by.backupPassword));
  const backupSecret = right ? (account?.backupSecret ?? null) : null;
  return { typed: by, keyOpens: context.recoveryKeyOpens(recoveryKey), backupSecret };
}

/** A recovery key that cannot be one, by its check characters alone; nothing was compared with the real key. */
export function mistypedKey(typed: string): Refused<WrongKey> | undefined {
  const typo = parseRecoveryKey(typed);
  return typo.kind === "mistyped" ? refuse({ code: "wrong-key", group: typo.group }) : undefined;
}

export type OnlyManager = { readonly account: Account; readonly factors: readonly ProvenFactor[] };
type Refusals = RecoveryRefused | LockedUntil | RecordsDamaged;

/**
 * A manager whom nobody else can help, the kit's key and what has to go with it, inside the caller's transaction; anything
 * less is counted as a failure.
 */
export function takeProofs(
  context: VaultContext,
  holder: EmailHolder,
  compared: ComparedProofs,
): Result<OnlyManager, Refusals> {
  const account = holder.account === undefined ? undefined : findAccount(context.db, holder.account.id);
  const verdict = judge(context, account, compared);
  if (account !== undefined && isBeyondHelp(context, account) && "right" in verdict) {
    if (context.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
    return ok({ account, factors: verdict.right });
  }
  if (account !== undefined && "damaged" in verdict) markDamaged(context, account.id);
  const { factor, cause } = "wrong" in verdict ? verdict.wrong : wrong(compared.typed.factor).wrong;
  return refuseHolder(context, holder, { point: WINDOWS, factor, during: "recovery", cause }, "recovery-refused");
}

type Verdict =
  | { readonly right: readonly ProvenFactor[] }
  | { readonly wrong: { readonly factor: Factor; readonly cause: AttemptCause } }
  | { readonly damaged: true };

function wrong(factor: Factor, cause: AttemptCause = "wrong") {
  return { wrong: { factor, cause } } as const;
}

/** The first thing that is not right; the account has to have it all as it was compared. */
function judge(
  context: VaultContext,
  account: Account | undefined,
  { typed, keyOpens, backupSecret }: ComparedProofs,
): Verdict {
  if (!keyOpens) return wrong("recovery-key");
  if (account === undefined) return wrong(typed.factor);
  if (typed.factor === "recovery-code") return judgeTyped(context, account, "recovery-code", typed.code, []);
  if (backupSecret === null || backupSecret !== account.backupSecret) return wrong("backup-password");
  const proven = [{ factor: "backup-password" }] as const;
  return typed.token === null ? { right: proven } : judgeTyped(context, account, "recovery-token", typed.token, proven);
}

function judgeTyped(
  context: VaultContext,
  { id }: Account,
  sort: Extract<CodeSort, "recovery-code" | "recovery-token">,
  typed: string,
  before: readonly ProvenFactor[],
): Verdict {
  const verdict = judgeCode(context, id, sort, typed);
  if (verdict.kind === "damaged") return { damaged: true };
  if (verdict.kind === "right") return { right: [...before, { factor: sort, code: verdict.code.id }] };
  return wrong(sort === "recovery-token" ? "text-token" : sort, verdict.cause);
}

/**
 * Whether an account is an active manager beside whom no two others can act, so that nobody could help: acts on a manager
 * take one who asks and one who approves. Every other active manager who has chosen a password counts as able to act. Locks,
 * a revoked app and absence do not matter, or a guesser could open this way; two are one person by a phone that both have
 * proven, and not by a number that one manager alone could type in.
 */
function isBeyondHelp(context: VaultContext, account: Account): boolean {
  if (account.role !== "manager" || !isActive(account)) return false;
  const others = new Set<string>();
  for (const { id, confirmedPhone } of listManagers(context.db)) {
    const canAct = id !== account.id && findAccount(context.db, id)?.passwordSecret !== null;
    const isSomebodyElse = confirmedPhone === null || confirmedPhone !== account.confirmedPhone;
    if (canAct && isSomebodyElse) others.add(confirmedPhone ?? id);
  }
  return others.size < 2;
}
