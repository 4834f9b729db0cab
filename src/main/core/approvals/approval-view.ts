import { readAskedAct } from "../../../contract/approvals/asked-acts";
import { askedWithReason, noticeSentences } from "../../../contract/approvals/messages";
import type { ApprovalView } from "../../../contract/approvals/views";
import type { PersonRef, WaitingAct } from "../../../contract/views";
import { type ApprovedAct, NOTICE_ACTS, type NoticeAct } from "../../../contract/vocabulary";
import { type Caller, ruleTime, type World } from "../context";
import { type ApprovalVerdict, mayDecline } from "../domain/approvals";
import { findAccount, findAccountName } from "../store/accounts";
import { type Approval, listOpenApprovals } from "../store/approvals";
import { parametersOf } from "./answerer";
import { askedSentence } from "./asked-acts";
import { isForNobodyElse, noticeOf, verdictOn } from "./second-manager";

/** What was asked, as the caller sees it. */
export function approvalView(world: World, caller: Caller, approval: Approval): ApprovalView {
  const { id, act, subject, asker, askedAt, endsAt, approvedBy, approvedUntil, digest } = approval;
  const mine = asker === caller.account;
  const verdict = verdictOn(world, approval, { user: asker, digest });
  return {
    ...{ id, act, askedAt, endsAt, approvedUntil, mine },
    expectedAt: noticeOf(world, approval).expectedAt,
    sentence: sentenceOf(world, approval),
    asker: refTo(world, asker) ?? { id: asker, name: "" },
    subject: refTo(world, subject),
    approvedBy: refTo(world, approvedBy),
    state: states[verdict],
    objection: objectionOf(world, approval),
    parameters: mine ? parametersToGoOn(approval) : null,
    alone: isForNobodyElse(world, approval),
    mayDecline: mayCallerDecline(world, caller, approval),
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

function objectionOf(world: World, { state, declinedBy, declinedBecause }: Approval): ApprovalView["objection"] {
  return state === "declined" ? { by: refTo(world, declinedBy), reason: declinedBecause ?? "" } : null;
}

/** What waits, for every screen. */
export function waitingActs(world: World, caller: Caller): readonly WaitingAct[] {
  return listOpenApprovals(world.db, ruleTime(world)).map((approval) => {
    const alone = isForNobodyElse(world, approval);
    const mine = alone && isSignedIn(caller) && approval.subject === caller.account;
    return {
      id: approval.id,
      sentence: waitingSentence(world, caller, approval),
      state: states[verdictOn(world, approval, { user: approval.asker, digest: approval.digest })],
      expectedAt: noticeOf(world, approval).expectedAt,
      alone,
      mine: mine
        ? { by: refTo(world, approval.asker)?.name ?? "", mayObject: mayCallerDecline(world, caller, approval) }
        : null,
    };
  });
}

/** With everything in it for whoever may see people, and for the person concerned. */
function waitingSentence(world: World, caller: Caller, approval: Approval): string | null {
  const { act, subject } = approval;
  const sees = caller.stance === "manager" || caller.stance === "auditor";
  const alone = isForNobodyElse(world, approval);
  if (sees || (alone && isSignedIn(caller) && subject === caller.account)) return sentenceOf(world, approval);
  // Everybody can warn the person: what is done and to whom, without numbers, e-mails and reasons.
  return alone && isNoticeAct(act) ? noticeSentences[act](refTo(world, subject)?.name ?? "") : null;
}

function isNoticeAct(act: ApprovedAct): act is NoticeAct {
  return NOTICE_ACTS.some((one) => one === act);
}

/** As themselves, with all that is theirs in reach. */
function isSignedIn({ stance }: Caller): boolean {
  return stance === "member" || stance === "support" || stance === "auditor" || stance === "manager";
}

export function refTo(world: World, id: string | null): PersonRef | null {
  const name = id === null ? undefined : findAccountName(world.db, id);
  return id === null || name === undefined ? null : { id, name };
}

function mayCallerDecline(world: World, caller: Caller, approval: Approval): boolean {
  const account = caller.account === null ? undefined : findAccount(world.db, caller.account);
  if (account === undefined || (approval.state === "declined" && approval.asker !== account.id)) return false;
  const alone = isForNobodyElse(world, approval) ? approval.subject : null;
  return mayDecline(account, approval.asker, alone) === true;
}

function sentenceOf(world: World, approval: Approval): string {
  const parameters = parametersOf(approval);
  const read = readAskedAct(approval.act, parameters);
  // Its schema read it when it was asked; a later version may ask for more.
  if (!read.ok) return approval.act;
  const reason = parameters["reason"];
  return askedWithReason(askedSentence(world, read.asked), typeof reason === "string" ? reason : null);
}
