import { createHash } from "node:crypto";
import type { ApprovedAct, Role } from "../../preload/words";
import { canonicalText } from "./canonical";
import type { Hindrance } from "./may";

/* Two managers (product.md 6): one asks, another one approves exactly this act, and the one who asked performs it. */

const HOUR_MS = 60 * 60_000;
/** For so long an approval may be used. */
export const APPROVAL_USE_MS = HOUR_MS / 4;
/** After so long without an answer the act may be performed. */
export const APPROVAL_WAIT_MS = 72 * HOUR_MS;
/** And for so long then. */
export const WAITED_USE_MS = 7 * 24 * HOUR_MS;

/** What is open, as far as it decides. */
export type ApprovalRequest = {
  readonly asker: string;
  readonly digest: string;
  readonly state: "open" | "declined" | "used" | "void";
  /** Epoch ms; from then on without an answer, and until when at all. */
  readonly proceedsAt: number;
  readonly endsAt: number;
  readonly approvedBy: string | null;
  readonly approvedUntil: number | null;
};

/** Who is about to perform what, and whether the one who approved it still may. */
export type ApprovalFacts = { readonly user: string; readonly digest: string; readonly approverMay: boolean };

/** "approval", "waiting": it may be performed, and why; "asked": not yet; "void": never with this. */
export type ApprovalVerdict = "approval" | "waiting" | "asked" | "void";

/** What an approval is bound to: this act with exactly these parameters, in lower-case hexadecimal. */
export function actDigest(act: ApprovedAct, parameters: object): string {
  return createHash("sha256").update(canonicalText({ act, parameters })).digest("hex");
}

/**
 * What a request is worth for this act of this person at `now` (epoch ms, never before the newest entry). An approval that
 * was not used in time, or whose giver may not give it any more, leaves the request waiting as if nobody had answered.
 */
export function approvalVerdict(request: ApprovalRequest, facts: ApprovalFacts, now: number): ApprovalVerdict {
  if (request.state !== "open" || now >= request.endsAt) return "void";
  if (request.asker !== facts.user || request.digest !== facts.digest) return "void";
  const { approvedBy, approvedUntil } = request;
  const isApproved = approvedBy !== null && approvedBy !== request.asker && facts.approverMay;
  if (isApproved && approvedUntil !== null && now < approvedUntil) return "approval";
  return now >= request.proceedsAt ? "waiting" : "asked";
}

/** Somebody who would answer what was asked. */
export type Answerer = {
  readonly id: string;
  readonly role: Role;
  readonly deactivatedAt: number | null;
  /** Accounts with a phone in common count as one person. */
  readonly sharesPhone: { readonly withAsker: boolean; readonly withConcerned: boolean };
};

/** What was asked, as far as it decides who may answer: whom it concerns, and whether it takes something from them. */
export type Asked = { readonly asker: string; readonly concerned: string | null; readonly takes: boolean };

/**
 * Whether somebody may approve: true, or why not. Another manager in office does; the person concerned only what takes
 * something from them, since nobody helps themselves.
 */
export function mayApprove(who: Answerer, { asker, concerned, takes }: Asked): true | Hindrance {
  if (who.role !== "manager" || who.deactivatedAt !== null) return "not-a-manager";
  if (who.id === asker) return "own-asking";
  if (who.sharesPhone.withAsker) return "same-person";
  if (takes) return true;
  if (who.id === concerned) return "own-asking";
  return who.sharesPhone.withConcerned ? "same-person" : true;
}

/**
 * Whether somebody may refuse it, or withdraw what they asked themselves: true, or why not. The person concerned knows best
 * whether a new phone is theirs, and cannot refuse what takes something from them.
 */
export function mayDecline(who: Answerer, { asker, concerned, takes }: Asked): true | Hindrance {
  if (who.id === asker) return true;
  if (who.role !== "manager" || who.deactivatedAt !== null) return "not-a-manager";
  if (!takes) return true;
  if (who.id === concerned) return "own-asking";
  return who.sharesPhone.withConcerned ? "same-person" : true;
}

/** Whether an act takes something from the manager concerned, and gives nobody anything. */
export function takesFromConcerned(act: ApprovedAct, parameters: Readonly<Record<string, unknown>>): boolean {
  return act === "deactivatePerson" || (act === "changeRole" && parameters["role"] !== "manager");
}
