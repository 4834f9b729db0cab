import type { PersonRef } from "../person-ref";
import type { Alarm } from "../vault/views";
import type { FullCheckResult, RecordArea } from "../vocabulary";

export type EntryView = {
  readonly arrival: number;
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: PersonRef | null;
  readonly subject: PersonRef | null;
  readonly sentence: string;
  readonly changes: readonly { readonly what: string; readonly before: string; readonly after: string }[];
  readonly hash: string;
};

export type EntriesPage = {
  readonly entries: readonly EntryView[];
  /** Entries that fit the filter, in all. */
  readonly total: number;
  /** Pass as `before` to read on; null at the end. */
  readonly next: number | null;
};

/** One typed word that is not right: at which place (from 1), and which words it may be, the nearest first. */
export type WrongWord = { readonly place: number; readonly typed: string; readonly perhaps: readonly string[] };

/** What the audit log says to a sign-off sheet: of the entry on it, or of how its words were typed. */
export type SignOffAnswer =
  | {
      readonly is: "contained";
      readonly seq: number;
      readonly at: number;
      readonly hash: string;
      readonly workstation: string;
    }
  | { readonly is: "missing"; readonly from: number; readonly to: number; readonly workstation: string }
  /** Another entry stands under its number. */
  | { readonly is: "another"; readonly seq: number; readonly workstation: string }
  /** No workstation that is known here has written it. */
  | { readonly is: "unknown-workstation"; readonly seq: number }
  | { readonly is: "wrong-count"; readonly count: number }
  | { readonly is: "wrong-words"; readonly wrong: readonly WrongWord[] }
  /** All are words of the list, but they do not belong together, and which of them is wrong is not to be told. */
  | { readonly is: "mismatch" };

/** One thing that is not what was written. `kind`: of the entry, as it is stored. */
export type FindingView =
  | {
      readonly what: "entry-changed" | "entry-moved";
      readonly workstation: string;
      readonly seq: number;
      readonly at: number;
      readonly kind: string | null;
      readonly person: PersonRef | null;
    }
  | { readonly what: "entries-missing"; readonly workstation: string; readonly from: number; readonly to: number }
  /** `person` is null for the practice's own. */
  | { readonly what: "row" | "secret"; readonly person: PersonRef | null; readonly area: RecordArea };

/** How one full check ended. `by`: who started it, or stopped it; null where it was due. */
export type FullCheckEnd = {
  readonly at: number;
  readonly result: FullCheckResult;
  readonly entries: number;
  readonly by: string | null;
};

export type FullCheckView = {
  readonly running: { readonly done: number; readonly of: number } | null;
  readonly last: FullCheckEnd | null;
  /** The last one that came to its end. */
  readonly lastWhole: FullCheckEnd | null;
  readonly dueAt: number;
  readonly isDue: boolean;
};

export type LedgerState =
  | { readonly is: "checking"; readonly done: number; readonly of: number }
  /** `newer`: entries that have come since. */
  | {
      readonly is: "verified";
      readonly entries: number;
      readonly newer: number;
      readonly at: number;
      readonly headHash: string;
    }
  /** `findings`: the first of them; `count`: all. */
  | {
      readonly is: "wrong";
      readonly alarm: Alarm;
      readonly at: number;
      readonly findings: readonly FindingView[];
      readonly count: number;
    };
