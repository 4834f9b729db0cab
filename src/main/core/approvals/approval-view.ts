import { readAskedAct } from "../../../contract/approvals/asked-acts";
import { askedWithReason, noticeSentences } from "../../../contract/approvals/messages";
import type { ApprovalView, WaitingAct } from "../../../contract/approvals/views";
import type { PersonRef } from "../../../contract/person-ref";
import { type ApprovedAct, NOTICE_ACTS, type NoticeAct } from "../../../contract/vocabulary";
import { ruleTime, type VaultContext } from "../context";
import { type ApprovalVerdict, mayDecline } from "../domain/approvals";
import type { Caller } from "../session/session";
import { findAccount, findAccountName, isActive } from "../store/accounts";
import { type Approval, listOpenApprovals } from "../store/approvals";
import { parametersOf } from "./answerer";
import type { AskedActs } from "./asked-act";
import { isForNobodyElse, noticeOf, verdictOn } from "./second-manager";

/** What was asked, as the caller sees it. */
export function approvalView(context: VaultContext, caller: Caller, approval: Approval, acts: AskedActs): ApprovalView {
  const { id, act, subject, asker, askedAt, endsAt, approvedBy, approvedUntil, digest } = approval;
  const mine = asker === caller.account;
  const verdict = verdictOn(context, approval, { user: asker, digest });
  return {
    ...{ id, act, askedAt, endsAt, approvedUntil, mine },
    expectedAt: noticeOf(context, approval).expectedAt,
    sentence: sentenceOf(context, approval, acts),
    asker: refTo(context, asker) ?? { id: asker, name: "" },
    subject: refTo(context, subject),
    approvedBy: refTo(context, approvedBy),
    state: states[verdict],
    objection: objectionOf(context, approval),
    parameters: mine ? parametersToGoOn(approval) : null,
    alone: isForNobodyElse(context, approval),
    mayDecline: mayCallerDecline(context, caller, approval),
  };
}

/** What the asker goes on with; a gateway's new token is kept nowhere: it is left out, and typed again. */
function parametersToGoOn(approval: Approval): ApprovalView["parameters"] {
  const { token, ...rest } = parametersOf(approval);
  return approval.act === "saveGateway" && token === null ? { ...rest, token } : rest;
}

const states = {
  approval: "approved",
  waiting: "waited",
  "manager-recovery": "settled",
  asked: "asked",
  objected: "objected",
  void: "asked",
} as const satisfies Record<ApprovalVerdict, ApprovalView["state"]>;

function objectionOf(
  context: VaultContext,
  { state, declinedBy, declinedBecause }: Approval,
): ApprovalView["objection"] {
  return state === "declined" ? { by: refTo(context, declinedBy), reason: declinedBecause ?? "" } : null;
}

/** What waits, for every screen. */
export function waitingActs(context: VaultContext, caller: Caller, acts: AskedActs): readonly WaitingAct[] {
  return listOpenApprovals(context.db, ruleTime(context)).map((approval) => {
    const alone = isForNobodyElse(context, approval);
    const mine = alone && isSignedIn(caller) && approval.subject === caller.account;
    return {
      id: approval.id,
      sentence: waitingSentence(context, caller, approval, acts),
      state: states[verdictOn(context, approval, { user: approval.asker, digest: approval.digest })],
      expectedAt: noticeOf(context, approval).expectedAt,
      alone,
      mine: mine
        ? { by: refTo(context, approval.asker)?.name ?? "", mayObject: mayCallerDecline(context, caller, approval) }
        : null,
    };
  });
}

/** With everything in it for whoever may see people, and for the person concerned. */
function waitingSentence(context: VaultContext, caller: Caller, approval: Approval, acts: AskedActs): string | null {
  const { act, subject } = approval;
  const sees = caller.sessionState === "manager" || caller.sessionState === "auditor";
  const alone = isForNobodyElse(context, approval);
  if (sees || (alone && isSignedIn(caller) && subject === caller.account)) return sentenceOf(context, approval, acts);
  // Everybody can warn the person: what is done and to whom, without numbers, e-mails and reasons.
  return alone && isNoticeAct(act) ? noticeSentences[act](refTo(context, subject)?.name ?? "") : null;
}

function isNoticeAct(act: ApprovedAct): act is NoticeAct {
  return NOTICE_ACTS.some((one) => one === act);
}

/** As themselves, with all that is theirs in reach. */
function isSignedIn({ sessionState }: Caller): boolean {
  return (
    sessionState === "member" || sessionState === "support" || sessionState === "auditor" || sessionState === "manager"
  );
}

export function refTo(context: VaultContext, id: string | null): PersonRef | null {
  const name = id === null ? undefined : findAccountName(context.db, id);
  return id === null || name === undefined ? null : { id, name };
}

function mayCallerDecline(context: VaultContext, caller: Caller, approval: Approval): boolean {
  const account = caller.account === null ? undefined : findAccount(context.db, caller.account);
  if (account === undefined || (approval.state === "declined" && approval.asker !== account.id)) return false;
  const alone = isForNobodyElse(context, approval) ? approval.subject : null;
  return mayDecline({ ...account, isActive: isActive(account) }, approval.asker, alone) === true;
}

function sentenceOf(context: VaultContext, approval: Approval, acts: AskedActs): string {
  const parameters = parametersOf(approval);
  const read = readAskedAct(approval.act, parameters);
  // Its schema read it when it was asked; a later version may ask for more.
  if (!read.ok) return approval.act;
  const reason = parameters["reason"];
  return askedWithReason(acts.sentenceOf(context, read.asked), typeof reason === "string" ? reason : null);
}
