import type { EntryView } from "../audit/views";
import type { ShownCode } from "../enrollment/views";
import type { PersonRow } from "../people/views";
import type { PersonRef } from "../person-ref";
import type { DenialReason, HelpAct, HelpTopic, IdentityDenial, Remedy, SignInCause } from "../vocabulary";

/** `signIns`: how often it works. */
export type ShownBypassCode = ShownCode & { readonly signIns: number };

/** Who waits for support, each list with its first 100 of `total`. A person stands in the first list that fits. */
export type SupportQueue = {
  readonly locked: QueueList;
  readonly asked: QueueList;
  readonly codesLow: QueueList;
};

export type QueueList = { readonly total: number; readonly rows: readonly QueueRow[] };

export type QueueRow = {
  readonly person: PersonRow;
  /** Since when: locked, asked; null where there is no such time. */
  readonly since: number | null;
  readonly asked: HelpTopic | null;
};

/** All that the support desk shows of one person. */
export type SupportCase = {
  readonly person: PersonRow;
  readonly asked: { readonly at: number; readonly about: HelpTopic } | null;
  /** What stands in the way, the first one first; empty where nothing does. */
  readonly causes: readonly SignInCause[];
  /** The one that the first cause asks for; null where there is nothing to do for support. */
  readonly remedy: Remedy | null;
  /** The last attempts, newest first. */
  readonly attempts: readonly AttemptView[];
  readonly identity: IdentityWays;
  /** For each outcome: true, or why not. */
  readonly may: Readonly<Record<HelpAct, true | DenialReason>>;
  readonly helped: readonly EntryView[];
};

export type AttemptView = {
  readonly at: number;
  readonly ok: boolean;
  /** "A code of the phone that was replaced." */
  readonly sentence: string;
};

export type IdentityWays = {
  /** The number on file, E.164, as far as it serves. */
  readonly callBack: { readonly number: string } | { readonly refused: IdentityDenial };
};

/** Good for 15 minutes, for exactly this act on exactly this account, by the helper who was at the screen. */
export type Vouching = { readonly id: string; readonly by: PersonRef; readonly until: number };
