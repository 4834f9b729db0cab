import type { PersonRef } from "../person-ref";
import type { ApprovedAct } from "../vocabulary";

/**
 * `sentence`: whole for whoever may see people, and for the person concerned; where there is nobody else, the act and whom
 * it is for to everybody; else null. `expectedAt`: about then it may be done without an answer.
 */
export type WaitingAct = {
  readonly id: string;
  readonly sentence: string | null;
  readonly state: AskedState;
  readonly expectedAt: number;
  /** There is nobody else: a notice of a day. */
  readonly alone: boolean;
  /** It is about the caller's own account: who asked for it, and whether the caller may object. */
  readonly mine: { readonly by: string; readonly mayObject: boolean } | null;
};

/** "waited": nobody answered for long enough; "objected": a third manager decides; "settled": kit and emergency codes did. */
export type AskedState = "asked" | "approved" | "waited" | "objected" | "settled";

/** What somebody asked a second manager for. */
export type ApprovalView = {
  readonly id: string;
  readonly act: ApprovedAct;
  /** "Make Marcus Webb a manager." */
  readonly sentence: string;
  readonly asker: PersonRef;
  readonly subject: PersonRef | null;
  readonly askedAt: number;
  /** About then the asker may do it without an answer. */
  readonly expectedAt: number;
  /** From then on it is worth nothing. */
  readonly endsAt: number;
  /** Who approved it last; the approval may be over. */
  readonly approvedBy: PersonRef | null;
  /** Until when that approval may be used; null where there is none. */
  readonly approvedUntil: number | null;
  readonly state: AskedState;
  /** Another manager objected, who and why. */
  readonly objection: { readonly by: PersonRef | null; readonly reason: string } | null;
  /** The caller asked for it. */
  readonly mine: boolean;
  /** Of what the caller asked for: the act's input without its proof, to go on with. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
  /** There is nobody else: a notice of a day, to which the person concerned may object. */
  readonly alone: boolean;
  /** The caller may object, or withdraw their own. */
  readonly mayDecline: boolean;
};

/** What this very act takes now. */
export type ApprovalState =
  | { readonly is: "not-needed" }
  | { readonly is: "needed" }
  /** There is nobody else: a day of notice, which is not given yet, and would be over about then. */
  | { readonly is: "notice-needed"; readonly expectedAt: number }
  /** Of the caller's own asking for exactly this. */
  | { readonly is: "asked"; readonly approval: ApprovalView };
