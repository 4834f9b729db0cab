import type { JudgedLater } from "../../../contract/approvals/asked-acts";
import { type ApprovedAct, NOTICE_ACTS } from "../../../contract/vocabulary";
import { recordEvent, ruleTime, type VaultContext } from "../context";
import { type ApprovalVerdict, actDigest, approvalVerdict, mayApprove, type PassedBy } from "../domain/approvals";
import { tokenDigest } from "../domain/keys";
import { needsSecondManager } from "../domain/may";
import { NOBODY_ELSE, UNANSWERED } from "../domain/notice-period";
import type { Caller } from "../session/session";
import { findAccount, readManagerFacts } from "../store/accounts";
import { type Approval, listApprovalsFor } from "../store/approvals";
import { answererOf, whatWasAsked } from "./answerer";
import { type NoticeState, noticeState } from "./notice-period";

/* Every act that takes a second manager where there are two passes through here, in its own transaction. */

export type AboutToAct = {
  readonly act: ApprovedAct;
  /** The account that the act concerns; null for the practice itself. */
  readonly subject: string | null;
  /** The act's input without its proof. */
  readonly parameters: object;
};

/** How an act gets past: nobody else is needed, or with this approval. */
export type Pass = { readonly by: "oneself" } | { readonly by: PassedBy; readonly approval: Approval };

/** What stands in the way; in emergency access, that no second manager can be asked. */
type Missing = "second-manager" | "emergency";

/**
 * Whether a weakening, an act on a manager or the whole ledger may pass now: true, with the approval used up and that
 * recorded, or what is missing. Comes last in the act's own transaction, when nothing else can refuse it any more.
 */
export function passSecondManager(
  context: VaultContext,
  caller: Caller,
  actor: string,
  about: AboutToAct,
): true | Missing {
  if (caller.sessionState === "emergency-access") return "emergency";
  const pass = findPass(context, caller, actor, about);
  if (pass === undefined) return "second-manager";
  usePass(context, actor, pass);
  return true;
}

/**
 * What of an act's input an approval is bound to and the ledger keeps: a gateway's token as its keyed digest, since
 * nothing that lets anybody in stands in the ledger.
 */
export function boundParameters(context: VaultContext, act: ApprovedAct, parameters: object): object {
  if (act !== "saveGateway") return parameters;
  const { token, ...rest } = parameters as { readonly token: string | null };
  return { ...rest, token: token === null ? null : tokenDigest(context.keys.commitments, token) };
}

/** How an act may pass now, without using anything up; undefined where a second manager is missing. */
export function findPass(
  context: VaultContext,
  caller: Caller,
  actor: string,
  { act, parameters }: AboutToAct,
): Pass | undefined {
  // Emergency access gives what one manager has; an approval that somebody got as a manager is not for it.
  if (caller.sessionState === "emergency-access") return undefined;
  if (!needsSecondManager(readManagerFacts(context.db))) return { by: "oneself" };
  const digest = actDigest(act, boundParameters(context, act, parameters));
  for (const approval of listApprovalsFor(context.db, actor, digest)) {
    const by = verdictOn(context, approval, { user: actor, digest });
    if (by === "approval" || by === "waiting" || by === "manager-recovery") return { by, approval };
  }
  return undefined;
}

/** Where there is nobody else: an asking that everybody could see for a day, and to which nobody objected. */
export function findNotice(context: VaultContext, actor: string, { act, parameters }: AboutToAct): Pass | undefined {
  const digest = actDigest(act, parameters);
  // Whoever would approve it is no other person.
  const isOver = (one: Approval) => verdictOn(context, one, { user: actor, digest }) === "waiting";
  const approval = listApprovalsFor(context.db, actor, digest).find(isOver);
  return approval === undefined ? undefined : { by: "waiting", approval };
}

/**
 * Whether it was asked for because there is nobody else: help for somebody who is no manager takes no second one, and
 * an e-mail is lifted by two wherever there are two.
 */
export function isForNobodyElse(context: VaultContext, { act, subject }: Pick<Approval, "act" | "subject">): boolean {
  const mayWait: readonly string[] = NOTICE_ACTS;
  if (subject === null || !mayWait.includes(act)) return false;
  if (act === "liftEmail") return !needsSecondManager(readManagerFacts(context.db));
  return findAccount(context.db, subject)?.role !== "manager";
}

/** Records that an approval was used, inside the transaction in which the act is recorded. Each works once. */
export function usePass(context: VaultContext, actor: string, pass: Pass): void {
  if (pass.by === "oneself") return;
  const { id, subject } = pass.approval;
  const still = listApprovalsFor(context.db, actor, pass.approval.digest).find((one) => one.id === id);
  if (still?.state !== "open" && still?.state !== "declined")
    throw new Error("an approval that was used, refused or withdrawn meanwhile");
  recordEvent(context, actor, { kind: "approval-used", subject, data: { approval: id, by: pass.by } });
}

/** What an asking is worth for somebody's act now. */
export function verdictOn(
  context: VaultContext,
  approval: Approval,
  about: { readonly user: string; readonly digest: string },
): ApprovalVerdict {
  const giver = approval.approvedBy === null ? undefined : findAccount(context.db, approval.approvedBy);
  const approverMay =
    giver !== undefined && mayApprove(answererOf(context, giver, approval), whatWasAsked(approval)) === true;
  const { isSettled } = approval;
  const noticeIsOver = noticeOf(context, approval).isOver;
  return approvalVerdict(approval, { ...about, approverMay, noticeIsOver, isSettled }, ruleTime(context));
}

/** How far the notice is after which what was asked goes ahead without an answer. */
export function noticeOf(context: VaultContext, approval: Approval): NoticeState {
  const { asker, askedAt, asked } = approval;
  const rule = isForNobodyElse(context, approval) ? NOBODY_ELSE : UNANSWERED;
  return noticeState(context, { rule, began: asked, beganAt: askedAt, by: asker });
}

/** What an approval is bound to of an act's input: the rest is judged when the act is done. */
export function withoutProof<I extends { readonly proof: unknown }>(input: I): Omit<I, JudgedLater> {
  const { proof: _, identity: __, typed: ___, ...parameters } = input as I & { readonly [K in JudgedLater]?: unknown };
  return parameters;
}
