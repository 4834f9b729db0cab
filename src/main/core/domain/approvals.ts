import { createHash } from "node:crypto";
import type { ApprovedAct, DenialReason, Role } from "../../../contract/vocabulary";
import { canonicalText } from "./canonical";

/* Two managers (DUAL-2): one asks, another one approves exactly this act, and the one who asked performs it. */

const HOUR_MS = 60 * 60_000;
/** For so long an approval may be used (DUAL-2). */
export const APPROVAL_USE_MS = HOUR_MS / 4;
/** What was asked is worth nothing after so long: until then it stands on every screen, whatever became of it. */
export const APPROVAL_LIFE_MS = 60 * 24 * HOUR_MS;

/** What is open, as far as it decides. */
export type ApprovalRequest = {
  readonly asker: string;
  readonly digest: string;
  /** "declined": another manager objected; "void": it was withdrawn, or whoever asked is no manager any more. */
  readonly state: "open" | "declined" | "used" | "void";
  /** Epoch ms; until when at all. */
  readonly endsAt: number;
  readonly approvedBy: string | null;
  readonly approvedUntil: number | null;
};

/**
 * Who is about to perform what, whether the one who approved it still may, and whether everybody could see for long
 * enough that nobody answered (domain/notice-period.ts).
 */
export type ApprovalFacts = {
  readonly user: string;
  readonly digest: string;
  readonly approverMay: boolean;
  readonly noticeIsOver: boolean;
  /** Kit and emergency codes gave the asker a way in after somebody objected. */
  readonly isSettled: boolean;
};

/** Why an act may be performed that takes two. */
export type PassedBy = "approval" | "waiting" | "manager-recovery";
/** "asked": not yet; "objected": only by a third manager, or manager recovery; "void": never with this. */
export type ApprovalVerdict = PassedBy | "asked" | "objected" | "void";

/** What an approval is bound to: this act with exactly these parameters, in lower-case hexadecimal. */
export function actDigest(act: ApprovedAct, parameters: object): string {
  return createHash("sha256").update(canonicalText({ act, parameters })).digest("hex");
}

/**
 * What a request is worth for this act of this person at `now` (epoch ms, never before the newest entry). An approval
 * that was not used in time, or whose giver may not give it any more, leaves the request waiting as if nobody had
 * answered. An objection ends the waiting; what was approved after it was approved by a third manager, who decides.
 */
export function approvalVerdict(request: ApprovalRequest, facts: ApprovalFacts, now: number): ApprovalVerdict {
  if ((request.state !== "open" && request.state !== "declined") || now >= request.endsAt) return "void";
  if (request.asker !== facts.user || request.digest !== facts.digest) return "void";
  const { approvedBy, approvedUntil } = request;
  const isApproved = approvedBy !== null && approvedBy !== request.asker && facts.approverMay;
  if (isApproved && approvedUntil !== null && now < approvedUntil) return "approval";
  if (request.state === "declined") return facts.isSettled ? "manager-recovery" : "objected";
  return facts.noticeIsOver ? "waiting" : "asked";
}

/** Somebody who would answer what was asked. */
export type Answerer = {
  readonly id: string;
  readonly role: Role;
  /** Neither deactivated nor held until somebody confirms it. */
  readonly isActive: boolean;
  /** Accounts with a phone in common count as one person. */
  readonly sharesPhone: { readonly withAsker: boolean; readonly withConcerned: boolean };
  /** A helper for less than 14 days (domain/another-person.ts). */
  readonly isNew: boolean;
};

/**
 * What was asked, as far as it decides who may answer: whom it concerns, whether it takes something from them, whether
 * it takes somebody who is no new helper, and who objected already.
 */
export type Asked = {
  readonly asker: string;
  readonly concerned: string | null;
  readonly takes: boolean;
  readonly takesKnown: boolean;
  readonly objector: string | null;
};

/**
 * Whether somebody may approve: true, or why not. Another active manager does; the person concerned only what takes
 * something from them, since nobody helps themselves. Whoever objected has answered: a third manager decides. What a
 * sole manager gives a day of notice for is approved by nobody whom they could have made a manager for it (DUAL-3).
 */
export function mayApprove(
  who: Answerer,
  { asker, concerned, takes, takesKnown, objector }: Asked,
): true | DenialReason {
  if (who.role !== "manager" || !who.isActive) return "not-a-manager";
  if (who.id === asker) return "own-asking";
  if (who.id === objector) return "third-manager";
  if (who.sharesPhone.withAsker) return "same-person";
  if (takesKnown && who.isNew) return "not-another-person";
  if (takes) return true;
  if (who.id === concerned) return "own-asking";
  return who.sharesPhone.withConcerned ? "same-person" : true;
}

/**
 * Whether somebody may object (DUAL-5), or withdraw what they asked themselves. Any other manager may, also the one
 * concerned; `alone`: whom it concerns, where it was asked for because there is nobody else.
 */
export function mayDecline(
  who: Pick<Answerer, "id" | "role" | "isActive">,
  asker: string,
  alone: string | null = null,
): true | DenialReason {
  if (who.id === asker || who.id === alone) return true;
  return who.role === "manager" && who.isActive ? true : "not-a-manager";
}

/** Whether an act takes something from the manager concerned, and gives nobody anything. */
export function takesFromConcerned(act: ApprovedAct, parameters: Readonly<Record<string, unknown>>): boolean {
  return act === "deactivatePerson" || (act === "changeRole" && parameters["role"] !== "manager");
}
