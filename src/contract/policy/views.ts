import type { PersonRef } from "../person-ref";
import type { AccountType, AllowedMethods, Applies, LockOutCause, PreviewGroup, Role, Weakening } from "../vocabulary";

export type RuleView = {
  readonly id: string;
  readonly applies: Applies;
  readonly fromOn: string;
  readonly fromAt: number;
  readonly graceDays: number;
  readonly methods: AllowedMethods;
  /** "Everyone", "Providers", "Managers", "Ana Ruiz and 11 others". */
  readonly label: string;
  /** Active accounts that it applies to, and how many of these satisfy it. */
  readonly covered: number;
  readonly done: number;
  /** The named people; empty for other rules. */
  readonly people: readonly PersonRef[];
};

export type Policy = {
  readonly rules: readonly RuleView[];
  readonly exempt: number;
  /** Today's date in the practice's zone. */
  readonly todayOn: string;
  readonly hasGateway: boolean;
  readonly active: number;
};

export type Preview = {
  /** Epoch ms: the instant that the numbers are about. */
  readonly at: number;
  readonly groups: Readonly<Record<PreviewGroup, number>>;
  readonly causes: Readonly<Record<LockOutCause, number>>;
  readonly weakens: readonly Weakening[];
  readonly needsSecondManager: boolean;
  /** Why it cannot be put in force; null where it can. */
  readonly refused: "last-manager" | null;
  /** Where rules overlap, which one decides and why: one sentence for each pair. */
  readonly overlaps: readonly string[];
};

export type PreviewedRow = {
  readonly person: PersonRef;
  readonly accountType: AccountType;
  readonly role: Role;
  readonly cellPhone: string | null;
  readonly causes: readonly LockOutCause[];
  readonly deadlineAt: number | null;
};

export type PreviewedPage = { readonly total: number; readonly rows: readonly PreviewedRow[] };

export type Exemption = {
  readonly person: PersonRef;
  /** The midnight after its last day. */
  readonly untilAt: number;
  readonly reason: string;
  readonly grantedBy: PersonRef | null;
  readonly grantedAt: number;
};

/** What the 2FA policy means for one person. */
export type AccountPolicy = {
  readonly applying: readonly { readonly rule: string; readonly label: string; readonly deadlineAt: number }[];
  readonly decidedBy: string | null;
  readonly deadlineAt: number | null;
  readonly allowed: AllowedMethods | null;
  readonly exemption: Exemption | null;
  /** Which rule decides and why, in words; null where none applies. */
  readonly sentence: string | null;
};
