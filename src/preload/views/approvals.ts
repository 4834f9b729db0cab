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
  /** From then on it is worth nothing. */
  readonly endsAt: number;
  /** Who approved it last; the approval may be over. */
  readonly approvedBy: PersonRef | null;
  /** Until when that approval may be used; null where there is none. */
  readonly approvedUntil: number | null;
  readonly state: "asked" | "approved" | "waited";
  /** The caller asked for it. */
  readonly mine: boolean;
  /** Of what the caller asked for: the act's input without its proof, to go on with. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
  /** The caller may refuse it, or withdraw their own. */
  readonly mayDecline: boolean;
};

/** What this very act takes now. */
export type ApprovalState =
  | { readonly is: "not-needed" }
  | { readonly is: "needed" }
  /** Of the caller's own asking for exactly this. */
  | { readonly is: "asked"; readonly approval: ApprovalView }
  /** Another manager refused exactly this; it can be asked for again. */
  | { readonly is: "declined"; readonly by: PersonRef | null; readonly reason: string };
