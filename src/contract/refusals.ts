import type { BackupProblem, BackupTrouble, DenialReason, FolderRefusal, IdentityDenial } from "./vocabulary";

/**
 * Every refusal that can cross the bridge: expected facts in kebab-case, each worded once in
 * contract/refusal-messages.ts.
 */

// Said by the bridge for any method (dispatch.ts).
export type NotAllowed = { readonly code: "not-allowed" };
export type StepUpNeeded = { readonly code: "step-up-needed" };
export type TooManyCalls = { readonly code: "too-many-calls" };
/** `fields`: path of the field ("cellPhone", "proof.token") -> code of what is wrong with it. */
export type BadInput = { readonly code: "bad-input"; readonly fields: Readonly<Record<string, FieldProblem>> };
/** Something broke; the log has the same number. */
export type Incident = {
  readonly code: "incident";
  readonly number: string;
  readonly what: "disk-full" | "read-only" | "unknown";
};
/** The proof that goes with an act was not right: own password, or own token. */
export type ProofRefused = {
  readonly code: "proof-refused";
  readonly because: WrongPassword | TokenRefusal | TwoFactorNeeded;
};
/** The stored records do not match the ledger: acts on others wait until that is looked at. */
export type ClosedByAlarm = { readonly code: "closed-by-alarm" };
export type BridgeRefusal =
  | NotAllowed
  | StepUpNeeded
  | TooManyCalls
  | BadInput
  | Incident
  | ProofRefused
  | ClosedByAlarm;

export type FieldProblem =
  | "missing"
  | "too-long"
  | "not-a-name"
  | "not-an-email"
  | "not-a-phone-number"
  | "not-a-cell-phone"
  | "phone-extension"
  | "not-a-time-zone"
  | "not-a-region"
  | "not-an-address"
  | "not-a-number"
  | "not-a-date"
  | "in-the-past"
  | "out-of-range"
  | "not-digits"
  | "wrong-length"
  | "looks-like-set-up-code"
  | "looks-like-token"
  | "looks-like-recovery-code"
  | "not-a-code"
  | "mistyped"
  | "invalid";

export type WrongCredentials = { readonly code: "wrong-credentials" };
export type WrongPassword = { readonly code: "wrong-password"; readonly triesLeft: number | null };
/** `until` is epoch ms; null means: until support acts. */
export type LockedUntil = { readonly code: "locked"; readonly until: number | null };
/** The account's records do not match the ledger: nobody gets in with it until a manager has looked. */
export type RecordsDamaged = { readonly code: "records-damaged" };
export type TwoFactorNeeded = { readonly code: "two-factor-needed" };

export type WrongToken = { readonly code: "wrong-token"; readonly triesLeft: number | null };
export type TokenRepeated = { readonly code: "token-repeated" };
export type TokenExpired = { readonly code: "token-expired" };
/** It was right once: it has been used since, or a newer one has taken its place. */
export type TokenUsed = { readonly code: "token-used"; readonly because: "used" | "replaced" | "outdated" };
/** Typed into the wrong field: it has the shape of another kind of code, and nothing was compared. */
export type MisplacedCode = {
  readonly code: "misplaced-code";
  readonly looksLike: "token" | "setup-code" | "recovery-code" | "bypass-code" | "recovery-key";
};
export type NoTokenSent = { readonly code: "no-token-sent" };
export type SignInEnded = { readonly code: "sign-in-ended" };
export type TokenRefusal =
  | WrongToken
  | TokenRepeated
  | TokenExpired
  | TokenUsed
  | MisplacedCode
  | NoTokenSent
  | LockedUntil
  | SignInEnded;

export type NoGateway = { readonly code: "no-gateway" };
export type NoPhone = { readonly code: "no-phone" };
export type SendLimit = { readonly code: "send-limit"; readonly againAt: number };
export type SendRefusal = NoGateway | NoPhone | SendLimit | LockedUntil | SignInEnded;

export type WrongSetupCode = { readonly code: "wrong-set-up-code" };
export type RecoveryRefused = { readonly code: "recovery-refused" };
/** A backup password that is wrong; counted. */
export type WrongBackupPassword = { readonly code: "wrong-backup-password"; readonly triesLeft: number | null };
/** A code of the new phone that is right for another time: its clock, or this workstation's, is off by so much. */
export type ClockDiffers = { readonly code: "clock-differs"; readonly byMs: number };
/** Why the way of proving who asks does not serve (HELP-2). */
export type IdentityRefused = { readonly code: "identity-refused"; readonly because: IdentityDenial };

export type BadPassword = {
  readonly code: "bad-password";
  readonly problem:
    | "too-short"
    | "too-long"
    | "too-guessable"
    | "contains-name"
    | "contains-email"
    | "contains-practice"
    | "same-as-before"
    /** Backup password and account password must differ. */
    | "same-as-other";
};

export type VaultTrouble = {
  readonly code: "vault-trouble";
  readonly trouble:
    | "damaged"
    | "newer"
    | "read-only"
    | "disk-full"
    | "in-use"
    | "rolled-back"
    | "changed"
    | "root-changed"
    | "removed"
    | "two-names"
    | "key-store"
    | "gone"
    | "exists"
    | "not-a-vault";
};
export type WrongEmergencyCodes = { readonly code: "wrong-emergency-codes" };
/** `group`: of a recovery key, the one that was mistyped. `waitMs`: no other is looked at before. */
export type WrongKey = {
  readonly code: "wrong-key";
  readonly group?: number;
  readonly waitMs?: number;
  /** Where a recovery key was typed too. */
  readonly which?: "passphrase";
};
/** After wrong passphrases and recovery keys: this one was not looked at. */
export type TooSoon = { readonly code: "too-soon"; readonly waitMs: number };
/** A new vault passphrase that is missing or too easy to guess. */
export type WeakPassphrase = { readonly code: "weak-passphrase" };
export type WrongPart = { readonly code: "wrong-part" };
export type PracticeNameMismatch = { readonly code: "practice-name-mismatch" };

/** Whose account it is would change: how it was made sure who asks is missing. */
export type IdentityNeeded = { readonly code: "identity-needed" };
/** Another account has it, or somebody else came in under it: `owner`, to whoever may see people. */
export type EmailTaken =
  | { readonly code: "email-taken" }
  | { readonly code: "email-used"; readonly owner: { readonly id: string; readonly name: string } | null };
export type NoSuchPerson = { readonly code: "no-such-person" };
/** Why this caller may not do this to that account (domain/may.ts). */
export type MayNot = { readonly code: "may-not"; readonly because: DenialReason };

/** The step does not fit what the main process knows (an unfinished setup ended, a paper is no longer at hand, …). */
export type NotNow = {
  readonly code: "not-now";
  readonly because:
    | "wrong-step"
    | "two-factor-on"
    | "two-factor-off"
    | "setup-code-needed"
    | "sign-in-first"
    | "set-up-expired"
    | "sheet-over"
    | "no-paper"
    | "no-gateway"
    | "no-phone"
    | "already-text"
    | "second-factor-needed"
    /** The app was revoked: another one takes a reset by support, and the setup code that comes with it. */
    | "reset-needed"
    /** The number on file can be verified, and has to be before the app is set up. */
    | "phone-to-verify"
    /** The number was changed, and neither an existing factor of the person nor two helpers have confirmed it. */
    | "number-waits"
    /** An approval that was asked for is not there any more: answered, used, or too old. */
    | "no-approval"
    | "objected-already"
    | "approval-not-needed"
    | "already-asked"
    | "no-file"
    | "no-import"
    | "no-remembered-sign-in"
    /** The 2FA policy forbids it: two-factor off, or tokens by text message. */
    | "required"
    | "text-not-allowed"
    | "more-proof-needed"
    | "no-backup-password"
    | "no-code-to-replace"
    | "no-key-to-keep"
    | "not-yet"
    | "no-manager-recovery"
    | "first-half-missing"
    | "same-occasion"
    | "other-manager-needed"
    | "no-emergency-codes"
    | "reviewed-already"
    /** It is not open any more. */
    | "conflict-settled"
    /** Keeping what is in force would settle nothing: an account has to change first. */
    | "conflict-stays"
    | "nothing-to-rebuild"
    | "no-folder"
    | "backup-running"
    | "check-running"
    /** A change of keys waits for the next start, or the vault opens in this way already. */
    | "keys-changing"
    | "opens-so"
    /** A file dialog or the printer's stands already. */
    | "dialog-open"
    /** While a dialog stood there, whoever asked was locked, signed out, or lost the right to it. */
    | "session-over"
    /** While a dialog stood there, what was to be put out became another. */
    | "changed-meanwhile";
};
export type PaperTrouble = {
  readonly code: "paper-trouble";
  /** `codes-void`: setup codes that were made for a paper, which then was not printed or written. */
  readonly trouble: "no-printer" | "not-printed" | "not-written" | "codes-void";
};

/** Why no backup begins, or a folder is not taken. */
export type BackupRefused = {
  readonly code: "backup-refused";
  readonly because: "running" | "no-kit" | "not-checked" | FolderRefusal | BackupTrouble;
};

/** Why a file is not restored; `kit`: the one that it takes, where another one was typed. */
export type BackupUnusable = {
  readonly code: "backup-unusable";
  readonly because: BackupProblem;
  readonly kit?: { readonly number: number; readonly madeAt: number };
};

/** By now the selection holds another number of people than the button said. */
export type SelectionChanged = { readonly code: "selection-changed"; readonly count: number };
/** More than one act, or one list, can hold. */
export type TooMany = { readonly code: "too-many"; readonly most: number };
export type SelectionRefusal = SelectionChanged | TooMany;
/** The person stopped it; nothing of it was done, or what was done is said. */
export type Cancelled = { readonly code: "cancelled" };
/** The 2FA policy would leave the practice without a manager who can get in. */
export type WouldLockOut = { readonly code: "would-lock-out"; readonly because: "last-manager" };
export type BadFile = {
  readonly code: "bad-file";
  readonly because: "not-read" | "empty" | "too-large" | "too-many-rows" | "not-a-table" | "no-email-column";
  /** Where the file breaks off, where that can be said. */
  readonly line?: number;
};
/** What the dry run said does not hold any more: look again. */
export type ImportChanged = { readonly code: "import-changed" };

export type AnyRefusal =
  | WrongCredentials
  | WrongPassword
  | LockedUntil
  | RecordsDamaged
  | TwoFactorNeeded
  | TokenRefusal
  | SendRefusal
  | WrongSetupCode
  | RecoveryRefused
  | WrongBackupPassword
  | ClockDiffers
  | IdentityRefused
  | BadPassword
  | VaultTrouble
  | WrongKey
  | WrongEmergencyCodes
  | TooSoon
  | WeakPassphrase
  | WrongPart
  | PracticeNameMismatch
  | EmailTaken
  | IdentityNeeded
  | NoSuchPerson
  | MayNot
  | NotNow
  | PaperTrouble
  | SelectionRefusal
  | Cancelled
  | WouldLockOut
  | BadFile
  | ImportChanged
  | BackupRefused
  | BackupUnusable;
