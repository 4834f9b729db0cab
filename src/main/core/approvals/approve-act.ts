import type { ApprovalView } from "../../../contract/approvals/views";
import type { InputOf } from "../../../contract/methods";
import type {
  LockedUntil,
  MayNot,
  NotNow,
  RecordsDamaged,
  TokenRefusal,
  WrongCredentials,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { WINDOWS } from "../../../contract/vocabulary";
import { attemptByEmail, type EmailHolder, refuseHolder, stillThere } from "../authentication/attempt-by-email";
import { passwordIsRight } from "../authentication/passwords";
import { proveToken } from "../authentication/token-proof";
import { recordEvent, recordRefusal, ruleTime, type VaultContext } from "../context";
import { APPROVAL_USE_MS, mayApprove } from "../domain/approvals";
import type { Caller } from "../session/session";
import type { Account } from "../store/accounts";
import { type Approval, findApproval } from "../store/approvals";
import { immediately } from "../store/open";
import { answererOf, whatWasAsked } from "./answerer";
import { approvalView } from "./approval-view";
import type { AskedActs } from "./asked-act";

type Refusal = WrongCredentials | LockedUntil | TokenRefusal | MayNot | NotNow | RecordsDamaged;

/**
 * A second manager approves exactly what was asked, at the same workstation: their own e-mail, password and token, never the
 * session that asked. It is an attempt on their account like a sign-in, counted and locked like one, with one answer in the
 * same time for an unknown e-mail and a wrong password. Who may approve is said only to whoever has proven both factors.
 */
export async function approveAct(
  context: VaultContext,
  caller: Caller,
  { approval: id, email, password, token }: InputOf<"approveAct">,
  acts: AskedActs,
): Promise<Result<ApprovalView, Refusal>> {
  if (findOpen(context, id) === undefined) return refuse({ code: "not-now", because: "no-approval" });
  return attemptByEmail<Result<ApprovalView, Refusal>>(context, email, async (holder) => {
    const right = await passwordIsRight(context, holder.account, password);
    const decided = immediately(context.db, () => {
      const account = right ? stillThere(context, holder) : undefined;
      return account === undefined ? refusePassword(context, holder) : prove(context, account, { id, token });
    });
    return decided.ok ? ok(approvalView(context, caller, decided.value, acts)) : decided;
  });
}

function refusePassword(context: VaultContext, holder: EmailHolder): Result<never, Refusal> {
  const failed = { point: WINDOWS, factor: "password", during: "approval", cause: "wrong" } as const;
  return refuseHolder(context, holder, failed, "wrong-credentials");
}

type Typed = { readonly id: string; readonly token: string };

/** The second factor, and then whether this account may approve this; inside the caller's transaction. */
function prove(context: VaultContext, account: Account, { id, token }: Typed): Result<Approval, Refusal> {
  if (context.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  if (account.twoFactor === "none") return refuse({ code: "not-now", because: "two-factor-off" });
  const proven = proveToken(context, account, token, { during: "approval", point: WINDOWS });
  if (!proven.ok) return proven;
  const data = { factors: [{ factor: "password" }, proven.value], act: "approveAct" } as const;
  // Recorded whatever follows: the token is used up.
  const proof = recordEvent(context, account.id, { kind: "proof-accepted", subject: account.id, data });
  const approval = findOpen(context, id);
  if (approval === undefined) return refuse({ code: "not-now", because: "no-approval" });
  const { subject } = approval;
  const may = mayApprove(answererOf(context, account, approval), whatWasAsked(approval));
  if (may !== true) return recordRefusal(context, account.id, { act: "approveAct", because: may, subject });
  const until = ruleTime(context) + APPROVAL_USE_MS;
  const given = { kind: "approval-given", subject, data: { approval: id, until } } as const;
  recordEvent(context, account.id, given, { cause: proof });
  return ok(findApproval(context.db, id) ?? approval);
}

function findOpen(context: VaultContext, id: string): Approval | undefined {
  const approval = findApproval(context.db, id);
  const waits = approval?.state === "open" || approval?.state === "declined";
  return waits && ruleTime(context) < approval.endsAt ? approval : undefined;
}
