import type { PersonRef } from "../person-ref";
import type { DenialReason } from "../vocabulary";

/** What a manager has to know to settle a conflict: all of it in words, but for the times. */
export type ConflictView = {
  readonly id: string;
  /** "Two accounts have the same e-mail". */
  readonly title: string;
  /** The e-mail, the two-factor ID: what it is about, where the title does not say. */
  readonly about: string | null;
  readonly foundAt: number;
  /** The workstation that found it. */
  readonly foundBy: string;
  readonly sides: readonly ConflictSide[];
  /** What holds until it is settled, and what follows from that; `facts`: the rules of the 2FA policy. */
  readonly inForce: {
    readonly title: string;
    readonly about: string;
    readonly facts: readonly { readonly what: string; readonly value: string }[];
  };
  /** What settles it; none for whoever may only read. */
  readonly ways: readonly ConflictWay[];
};

/** What one workstation recorded. */
export type ConflictSide = {
  /** "Added by Victor Hahn". */
  readonly did: string;
  readonly where: string;
  readonly at: number;
  readonly facts: readonly ConflictFact[];
};

/** `differs`: not the same on every side. */
export type ConflictFact = { readonly what: string; readonly value: string; readonly differs: boolean };

export type ConflictWay =
  /** What is in force stays, and the conflict is settled. */
  | { readonly is: "keep"; readonly may: true | DenialReason }
  | SharedNameWay
  /** An act that has a place of its own, which one opens. */
  | { readonly is: AccountWay; readonly person: PersonRef; readonly may: true | DenialReason }
  | { readonly is: PracticeWay }
  /** `section`: of Settings, where it is set. */
  | { readonly is: "change-settings"; readonly section: "practice" | "sign-in" };

/**
 * `side`: of `person`, whose account is closed, or gets another e-mail. `keeps`: somebody has signed in under the e-mail
 * with it, so that it stays theirs until a manager lets the other one have it.
 */
type SharedNameWay =
  | {
      readonly is: "deactivate" | "change-email";
      readonly person: PersonRef;
      readonly side: number;
      readonly keeps: boolean;
      readonly may: true | DenialReason;
    }
  /** Whoever has signed in under the e-mail has it no more; `side`: of `to`, who may have it. */
  | {
      readonly is: "lift-email";
      readonly person: PersonRef;
      readonly to: PersonRef;
      readonly email: string;
      readonly side: number;
      readonly may: true | DenialReason;
    };

export type AccountWay =
  | "change-role"
  | "reactivate"
  | "edit-profile"
  | "give-setup-code"
  | "reset-two-factor"
  | "change-exemption";
export type PracticeWay = "change-policy" | "change-gateway";

/** One that is settled, as a sentence of what happened and one of how it ended. */
export type SettledConflict = {
  readonly id: string;
  readonly settledAt: number;
  readonly happened: string;
  readonly how: string;
};

/** The newest of both; `openCount`: how many are open in all. */
export type Conflicts = {
  readonly open: readonly ConflictView[];
  readonly openCount: number;
  readonly settled: readonly SettledConflict[];
};
