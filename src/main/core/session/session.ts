import type { SessionState } from "../../../contract/session-state";
import type { PhoneLoss } from "../../../contract/vocabulary";
import type { RecoveryProof } from "../../../contract/vocabulary";
import type { Role } from "../../../contract/vocabulary";
import type { ProvenFactor } from "../domain/events";
import type { Sheet } from "../ports";
/** `until`: by the clock's `elapsed`. */
export type EmergencyAccess = { readonly opening: string; readonly until: number };

/** A proof that was right after so many failures, and is looked at again before it brings anything about. */
export type Evidence =
  | { readonly by: "backup-password"; readonly secret: string; readonly failures: number }
  | { readonly by: Exclude<RecoveryProof, "backup-password">; readonly code: string; readonly failures: number };

export type PendingSignIn = {
  readonly account: string;
  /** By the clock's `elapsed`. */
  readonly since: number;
  /** The code of the token that was sent last. */
  lastSent: string | null;
  /** On the way back without the phone: what was proven, and the token that was sent last. */
  readonly recovery: { proven: readonly Evidence[]; lastSent: string | null };
};

export type Session = {
  readonly account: string;
  /** Epoch ms, for showing; rules use the times below, which are the clock's `elapsed`. */
  readonly startedAt: number;
  readonly started: number;
  factors: readonly ProvenFactor["factor"][];
  /** When the own password was typed last; null after an unlock, which does not count. */
  passwordTyped: number | null;
  /** When a key or the mouse was used last in the window. */
  active: number;
  locked: boolean;
  /** Only the setup is reachable. */
  setUpOnly: boolean;
  /** Came back without the phone: nothing but the new one may be set up, until it works. */
  rebinding: PhoneLoss | null;
  /** The recovery code that it came in with. */
  readonly recoveryCode: string | null;
  /** Came in with the emergency codes: helps people in and reads lists, for one shift. */
  readonly breakGlass: EmergencyAccess | null;
};

export type PaperKind = "recovery-kit" | "recovery-codes" | "set-up-code";

export type ReadyPaper = {
  /** Makes the document for a paper size. */
  readonly draw: (size: Sheet["size"]) => { readonly title: string; readonly html: string };
  /** As text for the clipboard; only recovery codes may be copied. */
  readonly text: string | null;
};

/** Who calls, decided by main from its own session and never from arguments. */
export type Caller = {
  readonly sessionState: SessionState;
  readonly account: string | null;
  readonly role: Role | null;
};
