import type { EntryView } from "../audit/views";
import type { ShownCode } from "../enrollment/views";
import type { PersonRow } from "../people/views";
import type { PersonRef } from "../person-ref";
import type { IdentityRefused, MayNotCause } from "../refusals";
import type { DeliveryReason, HelpAct, HelpTopic } from "../vocabulary";

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
  readonly may: Readonly<Record<HelpAct, true | MayNotCause>>;
  readonly helped: readonly EntryView[];
};

/** Why somebody cannot sign in. `periods`: of 30 s, negative: old. */
export type SignInCause =
  | { readonly is: "deactivated" }
  | { readonly is: "records-damaged" }
  /** `until` null: until support acts. `workstation`: where the failures were, "" for this one. */
  | {
      readonly is: "locked";
      readonly until: number | null;
      readonly failures: readonly { readonly factor: string; readonly count: number }[];
      readonly workstation: string;
    }
  | { readonly is: "no-password-yet" }
  | { readonly is: "past-deadline"; readonly deadlineAt: number; readonly setupCodeNeeded: boolean }
  /** Two-factor was reset, or the phone taken out of use; `codeUntil`: they were given a setup code that still works. */
  | { readonly is: "set-up-code-needed"; readonly codeUntil: number | null }
  | { readonly is: "wrong-password"; readonly times: number }
  | { readonly is: "other-authenticator"; readonly state: "offered" | "replaced" | "lost-or-stolen" }
  | { readonly is: "other-account" }
  | { readonly is: "code-old" | "code-early"; readonly periods: number }
  | { readonly is: "phone-clock"; readonly byMs: number }
  | { readonly is: "workstation-clock"; readonly byMs: number }
  | { readonly is: "code-used" }
  | { readonly is: "wrong-token"; readonly times: number }
  | { readonly is: "text-expired" }
  | { readonly is: "text-replaced" }
  | { readonly is: "text-while-app" }
  | { readonly is: "not-delivered"; readonly reason: DeliveryReason }
  | { readonly is: "no-codes-left" };

/** What helps. `may`: whether the viewer may do it now; the rest is done elsewhere. */
export type Remedy =
  | { readonly act: HelpAct; readonly may: true | MayNotCause }
  | {
      readonly act: "wait" | "next-code" | "resync" | "correct-clock" | "send-again" | "reactivate" | "look-at-records";
    };

export type AttemptView = {
  readonly at: number;
  readonly ok: boolean;
  /** "A code of the phone that was replaced." */
  readonly sentence: string;
};

export type IdentityWays = {
  /** The number on file, E.164, as far as it serves. */
  readonly callBack: { readonly number: string } | { readonly refused: IdentityRefused["because"] };
};

/** Good for 15 minutes, for exactly this act on exactly this account, by the helper who was at the screen. */
export type Vouching = { readonly id: string; readonly by: PersonRef; readonly until: number };
