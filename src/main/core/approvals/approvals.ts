import { type AskedAct, readAskedAct } from "../../../contract/approvals/asked-acts";
import type { ApprovalState, ApprovalView } from "../../../contract/approvals/views";
import type { InputOf } from "../../../contract/methods";
import type { BadInput, MayNot, NoSuchPerson, NotNow, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { ApprovedAct } from "../../../contract/vocabulary";
import { newId, recordEvent, recordRefusal, ruleTime, type VaultContext } from "../context";
import { APPROVAL_LIFE_MS, actDigest, mayDecline } from "../domain/approvals";
import { canonicalText } from "../domain/canonical";
import { NOBODY_ELSE } from "../domain/notice-period";
import { verifyAccountOnce } from "../integrity";
import { ownAccount } from "../session/own-account";
import type { Caller } from "../session/session";
import { findAccount, isActive } from "../store/accounts";
import { type Approval, findApproval, listApprovalsFor, listOpenApprovals } from "../store/approvals";
import { immediately } from "../store/open";
import { approvalView } from "./approval-view";
import { type AskedActs, subjectOf, type Takes } from "./asked-act";
import { recordShown } from "./notice-period";
import { notifyManagers } from "./notify-managers";
import { boundParameters, isForNobodyElse } from "./second-manager";

/* Two managers (DUAL-1): asking, looking, objecting. Approving is in approve-act.ts, using in second-manager.ts. */

/** What waits for a second manager, or was approved and waits to be used; oldest first. */
export function listApprovals(
  context: VaultContext,
  caller: Caller,
  _input: InputOf<"listApprovals">,
  acts: AskedActs,
): Result<readonly ApprovalView[]> {
  const open = listOpenApprovals(context.db, ruleTime(context));
  return ok(open.map((approval) => approvalView(context, caller, approval, acts)));
}

/** What this very act takes of the caller now. The reason may still be missing: nothing but an asking depends on it. */
export function getApproval(
  context: VaultContext,
  caller: Caller,
  { act, parameters }: InputOf<"getApproval">,
  acts: AskedActs,
): Result<ApprovalState> {
  const read = readAskedAct(act, parameters);
  const asked = read.ok ? read : readAskedAct(act, { ...parameters, reason: "-" });
  if (!asked.ok) return ok({ is: "not-needed" });
  const takes = acts.whatItTakes(context, caller, asked.asked);
  if (!takes.ok || takes.value === null) return ok({ is: "not-needed" });
  return ok((read.ok && askedState(context, caller, read.asked, acts)) || notAsked(context, takes.value));
}

/** Nobody was asked yet; the day of notice is expected to be over in a day, if Wardkey stays open. */
function notAsked(context: VaultContext, takes: Takes): ApprovalState {
  if (takes === "second-manager") return { is: "needed" };
  return { is: "notice-needed", expectedAt: ruleTime(context) + NOBODY_ELSE.openMs };
}

function askedState(
  context: VaultContext,
  caller: Caller,
  { act, parameters }: AskedAct,
  acts: AskedActs,
): ApprovalState | undefined {
  const asker = ownAccount(context, caller).id;
  const digest = actDigest(act, boundParameters(context, act, parameters));
  const [newest] = listApprovalsFor(context.db, asker, digest);
  if (newest === undefined || !isOpen(context, newest)) return undefined;
  return { is: "asked", approval: approvalView(context, caller, newest, acts) };
}

/** Whether it waits for an answer: also where somebody objected, and a third manager decides. */
function isOpen(context: VaultContext, { state, endsAt }: Approval): boolean {
  return (state === "open" || state === "declined") && ruleTime(context) < endsAt;
}

/**
 * Asks for a second manager for exactly this act. Refused where the caller may not do it at all, where nobody else is
 * needed, and where it was asked for already.
 */
export function askApproval(
  context: VaultContext,
  caller: Caller,
  { act, parameters }: InputOf<"askApproval">,
  acts: AskedActs,
): Result<ApprovalView, NoSuchPerson | MayNot | NotNow | RecordsDamaged | BadInput> {
  const read = readAskedAct(act, parameters);
  if (!read.ok)
    return refuse({ code: "bad-input", fields: Object.fromEntries(read.fields.map((at) => [at, "invalid"])) });
  const { asked } = read;
  const subject = subjectOf(asked);
  if (isDamaged(context, subject)) return refuse({ code: "records-damaged" });
  return immediately(context.db, (): ReturnType<typeof askApproval> => {
    const actor = ownAccount(context, caller).id;
    const takes = acts.whatItTakes(context, caller, asked);
    if (!takes.ok && takes.refusal.code === "may-not") {
      return recordRefusal(context, actor, { act, because: takes.refusal.because, subject });
    }
    if (!takes.ok) return takes;
    if (takes.value === null) return refuse({ code: "not-now", because: "approval-not-needed" });
    const bound = boundParameters(context, act, asked.parameters);
    const digest = actDigest(act, bound);
    if (listApprovalsFor(context.db, actor, digest).some((one) => isOpen(context, one))) {
      return refuse({ code: "not-now", because: "already-asked" });
    }
    const asking = recordAsking(context, actor, { act, bound, subject, digest, takes: takes.value });
    return ok(approvalView(context, caller, asking, acts));
  });
}

function isDamaged(context: VaultContext, subject: string | null): boolean {
  return subject !== null && findAccount(context.db, subject) !== undefined && !verifyAccountOnce(context, subject);
}

type Asking = {
  readonly act: ApprovedAct;
  readonly bound: object;
  readonly subject: string | null;
  readonly digest: string;
  readonly takes: Takes;
};

function recordAsking(context: VaultContext, actor: string, { act, bound, subject, digest, takes }: Asking): Approval {
  const approval = newId(context);
  recordShown(context);
  const data = {
    ...{ approval, digest, endsAt: ruleTime(context) + APPROVAL_LIFE_MS },
    act,
    parameters: canonicalText(bound),
    ...(takes === "nobody-else" && { alone: true as const }),
  };
  const cause = recordEvent(context, actor, { kind: "approval-asked", subject, data });
  notifyManagers(context, "second-manager-asked", { cause });
  const recorded = findApproval(context.db, approval);
  if (recorded === undefined) throw new Error("an asking that was not kept");
  return recorded;
}

/** Objects to what another manager asked for, which stops it; or withdraws what one asked for oneself. */
export function declineAct(
  context: VaultContext,
  caller: Caller,
  { approval: id, reason }: InputOf<"declineAct">,
): Result<null, MayNot | NotNow> {
  return immediately(context.db, (): Result<null, MayNot | NotNow> => {
    const account = ownAccount(context, caller);
    const approval = findApproval(context.db, id);
    if (approval === undefined || !isOpen(context, approval))
      return refuse({ code: "not-now", because: "no-approval" });
    const { subject, asker, state } = approval;
    const may = mayDecline(
      { ...account, isActive: isActive(account) },
      asker,
      isForNobodyElse(context, approval) ? subject : null,
    );
    if (may !== true) return recordRefusal(context, account.id, { act: "declineAct", because: may, subject });
    if (state === "declined" && account.id !== asker) return refuse({ code: "not-now", because: "objected-already" });
    recordEvent(context, account.id, { kind: "approval-declined", subject, data: { approval: id, reason } });
    return ok(null);
  });
}
