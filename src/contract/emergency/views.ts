import type { EntryView } from "../audit/views";
import type { PersonRef } from "../person-ref";
import type { DenialReason, EmergencyHalf, Role } from "../vocabulary";

/** The emergency codes that are good now, as far as they exist. */
export type EmergencyCodesView = {
  readonly number: number;
  readonly halves: readonly { readonly half: EmergencyHalf; readonly by: PersonRef; readonly at: number }[];
  readonly endsOn: string;
  readonly endsAt: number;
};

/** One shift of emergency access. */
export type EmergencyAccesses = {
  readonly id: string;
  readonly codes: number;
  readonly by: PersonRef;
  readonly role: Role;
  readonly openedAt: number;
  readonly until: number;
  readonly reason: string;
  /** What was done meanwhile, oldest first. */
  readonly entries: readonly EntryView[];
  readonly reviewed: { readonly by: PersonRef; readonly at: number; readonly note: string } | null;
  readonly mayReview: true | DenialReason;
};
