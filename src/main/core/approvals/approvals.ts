import { type AskedAct, readAskedAct } from "../../../contract/approvals/asked-acts";
import type { ApprovalState, ApprovalView } from "../../../contract/approvals/views";
import type { InputOf } from "../../../contract/inputs";
import type { BadInput, MayNot, NoSuchPerson, NotNow, RecordsDamaged } from "../../../contract/refusals";
import { ok, type Result, refuse } from "../../../contract/result";
import type { ApprovedAct } from "../../../contract/vocabulary";
import { type Caller, newId, recordEvent, ruleTime, type World } from "../context";
import { APPROVAL_LIFE_MS, actDigest, mayDecline } from "../domain/approvals";
import { canonicalText } from "../domain/canonical";
import { NOBODY_ELSE } from "../domain/notice-period";
import { tellManagers } from "../messaging/notify-managers";
import { recordRefusal } from "../people/act-on-account";
import { ownAccount } from "../session/own-account";
import { findAccount } from "../store/accounts";
import { type Approval, findApproval, listApprovalsFor, listOpenApprovals } from "../store/approvals";
import { immediately } from "../store/open";
import { verifyAccountOnce } from "../vault/integrity";
import { approvalView } from "./approval-view";
import { subjectOf, type Takes, whatItTakes } from "./asked-acts";
import { recordShown } from "./notice-period";
import { boundParameters, isForNobodyElse } from "./second-manager";

/* Two managers (product.md 6): asking, looking, objecting. Approving is in approve-act.ts, using in second-manager.ts. */

/** What waits for a second manager, or was approved and waits to be used; oldest first. */
export function listApprovals(
  world: World,
  caller: Caller,
  _input: InputOf<"listApprovals">,
): Result<readonly ApprovalView[]> {
  const open = listOpenApprovals(world.db, ruleTime(world));
  return ok(open.map((approval) => approvalView(world, caller, approval)));
}

/** What this very act takes of the caller now. The reason may still be missing: nothing but an asking depends on it. */
export function getApproval(
  world: World,
  caller: Caller,
  { act, parameters }: InputOf<"getApproval">,
): Result<ApprovalState> {
  const read = readAskedAct(act, parameters);
  const asked = read.ok ? read : readAskedAct(act, { ...parameters, reason: "-" });
  if (!asked.ok) return ok({ is: "not-needed" });
  const takes = whatItTakes(world, caller, asked.asked);
  if (!takes.ok || takes.value === null) return ok({ is: "not-needed" });
  return ok((read.ok && askedState(world, caller, read.asked)) || notAsked(world, takes.value));
}

/** Nobody was asked yet; the day of notice is expected to be over in a day, if Wardkey stays open. */
function notAsked(world: World, takes: Takes): ApprovalState {
  if (takes === "second-manager") return { is: "needed" };
  return { is: "notice-needed", expectedAt: ruleTime(world) + NOBODY_ELSE.openMs };
}

function askedState(world: World, caller: Caller, { act, parameters }: AskedAct): ApprovalState | undefined {
  const asker = ownAccount(world, caller).id;
  const digest = actDigest(act, boundParameters(world, act, parameters));
  const [newest] = listApprovalsFor(world.db, asker, digest);
  if (newest === undefined || !isOpen(world, newest)) return undefined;
  return { is: "asked", approval: approvalView(world, caller, newest) };
}

/** Whether it waits for an answer: also where somebody objected, and a third manager decides. */
function isOpen(world: World, { state, endsAt }: Approval): boolean {
  return (state === "open" || state === "declined") && ruleTime(world) < endsAt;
}

/**
 * Asks for a second manager for exactly this act. Refused where the caller may not do it at all, where nobody else is
 * needed, and where it was asked for already.
 */
export function askApproval(
  world: World,
  caller: Caller,
  { act, parameters }: InputOf<"askApproval">,
): Result<ApprovalView, NoSuchPerson | MayNot | NotNow | RecordsDamaged | BadInput> {
  const read = readAskedAct(act, parameters);
  if (!read.ok)
    return refuse({ code: "bad-input", fields: Object.fromEntries(read.fields.map((at) => [at, "invalid"])) });
  const { asked } = read;
  const subject = subjectOf(asked);
  if (isDamaged(world, subject)) return refuse({ code: "records-damaged" });
  return immediately(world.db, (): ReturnType<typeof askApproval> => {
    const actor = ownAccount(world, caller).id;
    const takes = whatItTakes(world, caller, asked);
    if (!takes.ok && takes.refusal.code === "may-not") {
      return recordRefusal(world, actor, { act, because: takes.refusal.because, subject });
    }
    if (!takes.ok) return takes;
    if (takes.value === null) return refuse({ code: "not-now", because: "approval-not-needed" });
    const bound = boundParameters(world, act, asked.parameters);
    const digest = actDigest(act, bound);
    if (listApprovalsFor(world.db, actor, digest).some((one) => isOpen(world, one))) {
      return refuse({ code: "not-now", because: "already-asked" });
    }
    return ok(
      approvalView(world, caller, recordAsking(world, actor, { act, bound, subject, digest, takes: takes.value })),
    );
  });
}

function isDamaged(world: World, subject: string | null): boolean {
  return subject !== null && findAccount(world.db, subject) !== undefined && !verifyAccountOnce(world, subject);
}

type Asking = {
  readonly act: ApprovedAct;
  readonly bound: object;
  readonly subject: string | null;
  readonly digest: string;
  readonly takes: Takes;
};

function recordAsking(world: World, actor: string, { act, bound, subject, digest, takes }: Asking): Approval {
  const approval = newId(world);
  recordShown(world);
  const data = {
    ...{ approval, digest, endsAt: ruleTime(world) + APPROVAL_LIFE_MS },
    act,
    parameters: canonicalText(bound),
    ...(takes === "nobody-else" && { alone: true as const }),
  };
  const cause = recordEvent(world, actor, { kind: "approval-asked", subject, data });
  tellManagers(world, "second-manager-asked", { cause });
  const recorded = findApproval(world.db, approval);
  if (recorded === undefined) throw new Error("an asking that was not kept");
  return recorded;
}

/** Objects to what another manager asked for, which stops it; or withdraws what one asked for oneself. */
export function declineAct(
  world: World,
  caller: Caller,
  { approval: id, reason }: InputOf<"declineAct">,
): Result<null, MayNot | NotNow> {
  return immediately(world.db, (): Result<null, MayNot | NotNow> => {
    const account = ownAccount(world, caller);
    const approval = findApproval(world.db, id);
    if (approval === undefined || !isOpen(world, approval)) return refuse({ code: "not-now", because: "no-approval" });
    const { subject, asker, state } = approval;
    const may = mayDecline(account, asker, isForNobodyElse(world, approval) ? subject : null);
    if (may !== true) return recordRefusal(world, account.id, { act: "declineAct", because: may, subject });
    if (state === "declined" && account.id !== asker) return refuse({ code: "not-now", because: "objected-already" });
    recordEvent(world, account.id, { kind: "approval-declined", subject, data: { approval: id, reason } });
    return ok(null);
  });
}
