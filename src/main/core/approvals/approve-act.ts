import type { ApprovalView } from "../../../contract/approvals/views";
import type { InputOf } from "../../../contract/inputs";
import type {
  LockedUntil,
  MayNot,
  NotNow,
  RecordsDamaged,
  TokenRefusal,
  WrongCredentials,
} from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import { attemptByEmail, type Claimant, refuseClaimant, stillThere } from "../authentication/attempt-by-email";
import { passwordIsRight } from "../authentication/passwords";
import { proveToken } from "../authentication/token-proof";
import { type Caller, recordEvent, ruleTime, type World } from "../context";
import { APPROVAL_USE_MS, mayApprove } from "../domain/approvals";
import { recordRefusal } from "../people/act-on-account";
import type { Account } from "../store/accounts";
import { type Approval, findApproval } from "../store/approvals";
import { immediately } from "../store/open";
import { answererOf, whatWasAsked } from "./answerer";
import { approvalView } from "./approval-view";

type Refusal = WrongCredentials | LockedUntil | TokenRefusal | MayNot | NotNow | RecordsDamaged;

/**
 * A second manager approves exactly what was asked, at the same workstation: their own e-mail, password and token, never the
 * session that asked. It is an attempt on their account like a sign-in, counted and locked like one, with one answer in the
 * same time for an unknown e-mail and a wrong password. Who may approve is said only to whoever has proven both factors.
 */
export async function approveAct(
  world: World,
  caller: Caller,
  { approval: id, email, password, token }: InputOf<"approveAct">,
): Promise<Result<ApprovalView, Refusal>> {
  if (findOpen(world, id) === undefined) return refuse({ code: "not-now", because: "no-approval" });
  return attemptByEmail<Result<ApprovalView, Refusal>>(world, email, async (claimant) => {
    const right = await passwordIsRight(world, claimant.account, password);
    const decided = immediately(world.db, () => {
      const account = right ? stillThere(world, claimant) : undefined;
      return account === undefined ? refusePassword(world, claimant) : prove(world, account, { id, token });
    });
    return decided.ok ? ok(approvalView(world, caller, decided.value)) : decided;
  });
}

function refusePassword(world: World, claimant: Claimant): Result<never, Refusal> {
  const failed = { factor: "password", during: "approval", cause: "wrong" } as const;
  return refuseClaimant(world, claimant, failed, "wrong-credentials");
}

type Typed = { readonly id: string; readonly token: string };

/** The second factor, and then whether this account may approve this; inside the caller's transaction. */
function prove(world: World, account: Account, { id, token }: Typed): Result<Approval, Refusal> {
  if (world.memory.damaged.has(account.id)) return refuse({ code: "records-damaged" });
  if (account.twoFactor === "none") return refuse({ code: "not-now", because: "two-factor-off" });
  const proven = proveToken(world, account, token, "approval");
  if (!proven.ok) return proven;
  const data = { factors: [{ factor: "password" }, proven.value], act: "approveAct" } as const;
  // Recorded whatever follows: the token is used up.
  const proof = recordEvent(world, account.id, { kind: "proof-accepted", subject: account.id, data });
  const approval = findOpen(world, id);
  if (approval === undefined) return refuse({ code: "not-now", because: "no-approval" });
  const { subject } = approval;
  const may = mayApprove(answererOf(world, account, approval), whatWasAsked(approval));
  if (may !== true) return recordRefusal(world, account.id, { act: "approveAct", because: may, subject });
  const until = ruleTime(world) + APPROVAL_USE_MS;
  const given = { kind: "approval-given", subject, data: { approval: id, until } } as const;
  recordEvent(world, account.id, given, { cause: proof });
  return ok(findApproval(world.db, id) ?? approval);
}

function findOpen(world: World, id: string): Approval | undefined {
  const approval = findApproval(world.db, id);
  const waits = approval?.state === "open" || approval?.state === "declined";
  return waits && ruleTime(world) < approval.endsAt ? approval : undefined;
}
