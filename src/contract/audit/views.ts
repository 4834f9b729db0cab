import type { PersonRef } from "../person-ref";
import type { Alarm } from "../vault/views";

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
  | { readonly is: "wrong"; readonly alarm: Alarm; readonly at: number };
