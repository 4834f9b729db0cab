import type { Method } from "../../../contract/methods";
import type { Progress } from "../../../contract/session/views";
import type { SessionState } from "../../../contract/session-state";
import type { PhoneLoss, RecoveryProof, Role } from "../../../contract/vocabulary";
import type { ProvenFactor } from "../domain/events";
import type { Sheet } from "../ports";
import type { ImportInHand } from "./import-in-hand";

/*
 * A session is a value that a host holds for one person in front of it: a window has one. All that belongs to that person
 * lies in it, and no call of another session, and no client, reaches it.
 */

export type Session = {
  signedIn: SignedIn | null;
  pending: PendingSignIn | null;
  /** Papers at hand after a reveal, until stored, locked or signed out. */
  readonly papers: Map<PaperKind, ReadyPaper>;
  /** Long work that is under way: one at a time. */
  job: { progress: Progress; readonly stop: AbortController } | null;
  /** The list of people that is being imported, until it is, or the session is locked or ended. */
  import: ImportInHand | null;
  /** What the person who is locked now, or was, had half typed. */
  drafts: { readonly account: string; readonly text: string } | null;
  /** Whose session ended by its age: what the page still holds is kept for that person. */
  draftsOf: string | null;
  /** The window's page stopped working and was opened anew, and nobody has been in since. */
  reopened: boolean;
  readonly host: SessionHost;
};

/** What a session tells the host that holds it. */
export type SessionHost = {
  /** Reads of this session that must be repeated because something changed without a call of its own. */
  readonly changed: (reads: readonly Method[]) => void;
  /** It was locked or has ended: what of it lies outside of the window goes, on the clipboard and at the printer. */
  readonly closed: () => void;
};

/** A session in which nobody is signed in yet. */
export function createSession(host: SessionHost): Session {
  return {
    signedIn: null,
    pending: null,
    papers: new Map(),
    job: null,
    import: null,
    drafts: null,
    draftsOf: null,
    reopened: false,
    host,
  };
}

/** Who calls: what their session may reach now, worked out from it and from the account, and never from arguments. */
export type Caller = {
  readonly session: Session;
  readonly sessionState: SessionState;
  readonly account: string | null;
  readonly role: Role | null;
};

/** `until`: by the clock's `elapsed`. */
export type EmergencyAccess = { readonly access: string; readonly until: number };

/** A proof that was right after so many failures, and is looked at again before it brings anything about. */
export type Evidence =
  | { readonly by: "backup-password"; readonly secret: string; readonly failures: number }
  | { readonly by: Exclude<RecoveryProof, "backup-password">; readonly code: string; readonly failures: number };

/** A right password that waits for its token. */
export type PendingSignIn = {
  readonly account: string;
  /** By the clock's `elapsed`. */
  readonly since: number;
  /** The code of the token that was sent last. */
  lastSent: string | null;
  /** On the way back without the phone: what was proven, and the token that was sent last. */
  readonly recovery: { proven: readonly Evidence[]; lastSent: string | null };
};

/** Somebody who is signed in. */
export type SignedIn = {
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
  setupOnly: boolean;
  /** How often a factor of the account had been revoked when it was proven last: once more since, and only the setup is reachable. */
  factorsRevoked: number;
  /** Came back without the phone: nothing but the new one may be set up, until it works. */
  rebinding: PhoneLoss | null;
  /** The recovery code that it came in with. */
  readonly recoveryCode: string | null;
  /** Came in with the emergency codes: helps people in and reads lists, for one shift. */
  readonly emergency: EmergencyAccess | null;
};

export type PaperKind = "recovery-kit" | "recovery-codes" | "setup-code";

export type ReadyPaper = {
  /** Makes the document for a paper size. */
  readonly draw: (size: Sheet["size"]) => { readonly title: string; readonly html: string };
  /** As text for the clipboard; only recovery codes may be copied. */
  readonly text: string | null;
};
