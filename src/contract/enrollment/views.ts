import type { RememberedWorkstation } from "../authentication/views";
import type { TokenSent } from "../messaging/views";
import type { AccountPolicy } from "../policy/views";
import type { AccountType, Digits, Method, Role, TextTokenMinutes } from "../vocabulary";

export type Profile = {
  readonly name: string;
  readonly email: string;
  readonly cellPhone: string | null;
  readonly accountType: AccountType;
  readonly role: Role;
  readonly twoFactorId: string;
};

export type ProfileSaved = { readonly phoneSharedWith: number; readonly numberToConfirm: boolean };

export type Security = {
  readonly email: string;
  readonly cellPhone: string | null;
  /** The number that tokens go to; differs from `cellPhone` until a changed number is confirmed. */
  readonly confirmedPhone: string | null;
  readonly twoFactor: Method;
  readonly twoFactorSince: number | null;
  readonly hasGateway: boolean;
  /** The setup of the app begins with proving the number on file, which can be done now. */
  readonly phoneToVerify: boolean;
  readonly textTokenMinutes: TextTokenMinutes;
  readonly digits: Digits;
  readonly authenticator: AuthenticatorView | null;
  readonly recoveryCodes: {
    readonly left: number;
    readonly total: number;
    readonly stored: boolean;
    /** The codes by their numbers on paper, 1 to 10: when used; null: not yet. */
    readonly list: readonly { readonly number: number; readonly usedAt: number | null }[];
  };
  /** `setAt` null: there is none. `skipped`: its owner was asked, and did without. */
  readonly backupPassword: { readonly setAt: number | null; readonly skipped: boolean };
  /** The own number was changed, and is not used for tokens and call-backs yet. */
  readonly numberWaits: boolean;
  /** The old phone is still there: its key may be shown once more, for the new one. */
  readonly mayKeepKey: boolean;
  readonly startedBy: string | null;
  readonly setupCodeNeeded: boolean;
  readonly pendingToken: TokenSent | null;
  /** There is a sealed enrollment sheet whose key was not used yet. */
  readonly sealedSheet: boolean;
  /** This workstation, where it is remembered for the account. */
  readonly workstation: RememberedWorkstation | null;
  /** What the practice requires of this account. */
  readonly policy: AccountPolicy;
};

export type AuthenticatorView = {
  readonly digits: Digits;
  readonly enabledAt: number;
  readonly lastUsedAt: number | null;
  readonly phoneVerified: boolean;
};

export type AuthenticatorOffer = {
  /** data:image/svg+xml, black on white with its margin. */
  readonly qr: string;
  /** Base32 in groups of four. */
  readonly key: string;
  readonly digits: Digits;
  readonly expiresAt: number;
  /** How the app calls it, where it may hold an entry of this account for an older key; else null. */
  readonly newEntry: string | null;
  readonly phoneVerified: boolean;
};

export type AuthenticatorAnswer =
  | { readonly answer: "accepted" }
  /** The phone shows another number of digits than was asked; the same call with `digits` accepts it. */
  | { readonly answer: "other-digits"; readonly digits: Digits };

export type ShownCode = { readonly code: string; readonly expiresAt: number };
