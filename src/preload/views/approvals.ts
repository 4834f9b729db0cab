import type { PersonRef } from "../views";
import type { ApprovedAct } from "../words";

/** What somebody asked a second manager for. */
export type ApprovalView = {
  readonly id: string;
  readonly act: ApprovedAct;
  /** "Make Marcus Webb a manager." */
  readonly sentence: string;
  readonly asker: PersonRef;
  readonly subject: PersonRef | null;
  readonly askedAt: number;
  /** From then on the asker may do it without an answer. */
  readonly proceedsAt: number;
  readonly approvedBy: PersonRef | null;
  /** Until when the approval may be used; null where there is none. */
  readonly approvedUntil: number | null;
  readonly state: "asked" | "approved" | "waited";
  /** The caller asked for it. */
  readonly mine: boolean;
};

/** What this very act takes now. */
export type ApprovalState =
  | { readonly is: "not-needed" }
  | { readonly is: "needed" }
  /** Of the caller's own asking for exactly this. */
  | { readonly is: "asked"; readonly approval: ApprovalView };
