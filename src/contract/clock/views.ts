import type { PersonRef } from "../person-ref";

export type ClockState =
  | { readonly is: "fine" }
  /** The computer's clock stands before the newest entry of the audit log. */
  | { readonly is: "behind"; readonly byMs: number }
  /** What several phones agree on: positive, this workstation is fast. */
  | { readonly is: "workstation-off"; readonly byMs: number };

export type ClockView = {
  readonly state: ClockState;
  /** What is added to the computer's clock, ms. */
  readonly correctionMs: number;
  readonly correctedAt: number | null;
  readonly now: number;
  /** Phones, by how far each is off, the farthest first; the newest look of each within 30 days. */
  readonly phones: readonly { readonly person: PersonRef; readonly byMs: number; readonly seenAt: number }[];
};
