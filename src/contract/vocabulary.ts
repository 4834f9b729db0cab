/** The words that code, screen and ledger share (WORD-1). Plain values; no room owns more of them than this one. */

export const ACCOUNT_TYPES = ["provider", "staff"] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

export const ROLES = ["manager", "support", "auditor", "member"] as const;
export type Role = (typeof ROLES)[number];

/** How an account proves its second factor at sign-in. */
export const METHODS = ["none", "text", "app"] as const;
export type Method = (typeof METHODS)[number];

/** With which methods the 2FA policy is met: the app alone, or tokens by text message too. */
export const ALLOWED_METHODS = ["app-only", "app-and-text"] as const;
export type AllowedMethods = (typeof ALLOWED_METHODS)[number];

/** Whom a rule of the 2FA policy is for. */
export type Applies =
  | { readonly to: "everyone" }
  | { readonly to: "account-type"; readonly accountType: AccountType }
  | { readonly to: "role"; readonly role: Role }
  | { readonly to: "people"; readonly people: readonly string[] };

/** Where somebody signs in: the windows of the practice together, or one connected app. Failures are counted at each by itself. */
export const WINDOWS = "windows";
export type SignInPoint = typeof WINDOWS | `app:${string}`;

/** Every way of proving something that counts in the one count of failures (LOCK-1). */
export const FACTORS = [
  "password",
  "app",
  "text-token",
  "recovery-code",
  "bypass-code",
  "setup-code",
  "recovery-key",
  "backup-password",
  "emergency-access",
] as const;
export type Factor = (typeof FACTORS)[number];

/** How support makes sure who asks (HELP-2). */
export const IDENTITY_KINDS = ["call-back", "photo-id", "voucher"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** The outcomes of a guided reset: what support and managers do for somebody whose identity was proven. */
export const HELP_ACTS = [
  "unlockAccount",
  "issueBypassCode",
  "replacePhone",
  "fallBackToText",
  "resetTwoFactor",
  "issueSetupCode",
  "confirmNumber",
] as const;
export type HelpAct = (typeof HELP_ACTS)[number];

/** What goes ahead after a day of notice where the practice has nobody else, unless the person concerned objects. */
export const NOTICE_ACTS = [...HELP_ACTS, "reactivatePerson", "liftEmail"] as const;
export type NoticeAct = (typeof NOTICE_ACTS)[number];

/** What two workstations recorded while they were apart, and cannot both hold. */
export const CONFLICT_KINDS = [
  "role",
  "account-status",
  "two-factor",
  "password",
  "exemption",
  "profile",
  "same-email",
  "same-two-factor-id",
  "code-used-twice",
  "policy",
  "settings",
  "gateway",
  "demoted-each-other",
  "no-manager",
  "removed-each-other",
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** What of their account a person is told by text message. */
export const NOTICE_TOPICS = [
  "account-unlocked",
  "account-locked",
  "account-edited",
  "identity-changed",
  "reset-asked",
  "reactivation-asked",
  "email-lift-asked",
  "email-lifted",
  "role-changed",
  "help-refused",
  "number-confirmed",
  "phone-confirmed",
  "setup-code-issued",
  "bypass-code-issued",
  "bypass-code-used",
  "password-set",
  "backup-password-set",
  "backup-password-removed",
  "two-factor-enabled",
  "two-factor-disabled",
  "two-factor-reset",
  "text-messages-chosen",
  "text-fallback-given",
  "phone-replaced",
  "recovery-proven",
  "phone-recovered",
  "authenticator-enabled",
  "authenticator-revoked",
  "authenticator-resynced",
  "recovery-codes-made",
  "recovery-code-used",
  "recovery-kit-used",
  "emergency-access-opened",
  "manager-recovery-asked",
  "manager-recovery-stopped",
  "gateway-changes",
  "second-manager-asked",
  "manager-recovery-finished",
  "manager-recovered",
] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** What somebody at the sign-in asks support for. */
export const HELP_TOPICS = ["password", "token"] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

/** What became of the old phone, where its owner brings a new one in by themselves. */
export const PHONE_LOSSES = ["lost-or-stolen", "new-phone"] as const;
export type PhoneLoss = (typeof PHONE_LOSSES)[number];

/** What can be proven on the way back without the phone (RECOVER-1). */
export const RECOVERY_PROOFS = ["backup-password", "recovery-code", "recovery-token", "bypass-code"] as const;
export type RecoveryProof = (typeof RECOVERY_PROOFS)[number];

/** A bypass code serves one sign-in for an hour, or several until the end of a shift. */
export const BYPASS_SIGN_INS_MAX = 20;
export const BYPASS_HOURS_MAX = 8;

/** What is added to the computer's clock is never more than a year. */
export const CLOCK_CORRECTION_MAX_MS = 366 * 24 * 60 * 60_000;

/** The emergency codes are printed in two halves, each useless alone. */
export const EMERGENCY_HALVES = ["first", "second"] as const;
export type EmergencyHalf = (typeof EMERGENCY_HALVES)[number];

/** What stored records are about, where they are not what the audit log says. */
export const RECORD_AREAS = [
  "account",
  "password",
  "lock",
  "phone",
  "codes",
  "policy",
  "settings",
  "gateway",
  "approvals",
  "emergency",
  "workstations",
  "backups",
  "history",
] as const;
export type RecordArea = (typeof RECORD_AREAS)[number];

/** How a full check of the vault ends; "failed": it could not run, and says nothing of the vault. */
export const FULL_CHECK_RESULTS = ["intact", "wrong", "canceled", "failed"] as const;
export type FullCheckResult = (typeof FULL_CHECK_RESULTS)[number];

/** The status chip of a person: the next thing to do, in this order of precedence. */
export const STATUSES = [
  "locked",
  "overdue",
  "days-left",
  "sms-only",
  "not-set-up",
  "exempt",
  "app",
  "deactivated",
] as const;
export type Status = (typeof STATUSES)[number];

/** What lists of people are filtered by: a status, or everybody who is not deactivated. */
export const STATUS_FILTERS = ["active", ...STATUSES] as const;
export type StatusFilter = (typeof STATUS_FILTERS)[number];

export const CHANNELS = ["text", "call"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Why a text or a call did not go out; worded in messaging/text-messages.ts. */
export const DELIVERY_REASONS = [
  "not-configured",
  "unreachable",
  "timed-out",
  "cancelled",
  "refused-credentials",
  "refused-number",
  "refused-sender",
  "refused",
  "rate-limited",
  "gateway-error",
  "unexpected-answer",
] as const;
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

export const DIGITS = [6, 7, 8] as const;
export type Digits = (typeof DIGITS)[number];

/** Minutes that a text-message token lives, or "never" (TOKEN-6). */
export type TextTokenMinutes = number | "never";

export const PASSWORD_MIN = { member: 12, manager: 15 } as const;
export const PASSWORD_MAX = 128;

/** The practice may let workstations be remembered for so many days; 0: not at all. */
export const REMEMBER_DAYS_MAX = 30;

/** Why two-factor is reset. */
export const RESET_CAUSES = ["new-phone", "lost-or-stolen", "app-gone", "other"] as const;
export type ResetCause = (typeof RESET_CAUSES)[number];

/** What becomes of an account under a 2FA policy that is tried out (POLICY-9). */
export const PREVIEW_GROUPS = ["ready", "time-left", "must-set-up", "locked-out", "exempt", "not-covered"] as const;
export type PreviewGroup = (typeof PREVIEW_GROUPS)[number];

/** Why somebody would be locked out. */
export const LOCK_OUT_CAUSES = ["never-signed-in", "no-phone", "shared-phone", "no-time"] as const;
export type LockOutCause = (typeof LOCK_OUT_CAUSES)[number];

/** What a change makes weaker (POLICY-6). */
export const WEAKENINGS = [
  "later-date",
  "more-grace",
  "another-method",
  "smaller-circle",
  "longer-token-life",
  "longer-remembering",
  "number-to-call",
  "text-for-app",
  "exemption",
] as const;
export type Weakening = (typeof WEAKENINGS)[number];

/** The columns that the list of people can show. */
export const PEOPLE_COLUMNS = [
  "name",
  "email",
  "cell-phone",
  "account-type",
  "role",
  "status",
  "two-factor",
  "required-by",
  "deadline",
  "last-used",
  "two-factor-id",
  "recovery-codes",
  "reminded",
] as const;
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];
/** Between which a column of that list can be made wider and narrower; px. */
export const COLUMN_WIDTH = { least: 72, most: 2000 } as const;

export const DENSITIES = ["compact", "normal", "roomy"] as const;
export type Density = (typeof DENSITIES)[number];

export const REPORTS = [
  "coverage",
  "coverage-by-group",
  "overdue",
  "lockouts",
  "resets",
  "sign-ins",
  "managers",
  "setup-codes",
  "access-review",
] as const;
export type ReportName = (typeof REPORTS)[number];

/** Reports about a time; the others say how things are now. */
export const REPORTS_OVER_TIME: readonly ReportName[] = [
  "coverage",
  "coverage-by-group",
  "lockouts",
  "resets",
  "sign-ins",
  "setup-codes",
];

/** Acts that a second manager may have to approve (DUAL-1). */
export const APPROVED_ACTS = [
  "editPerson",
  "changeRole",
  "deactivatePerson",
  "reactivatePerson",
  "liftEmail",
  "issueSetupCode",
  "issueBypassCode",
  "startTwoFactor",
  "unlockAccount",
  "resetTwoFactor",
  "replacePhone",
  "fallBackToText",
  "confirmNumber",
  "forgetRememberedSignIn",
  "confirmAccount",
  "correctClock",
  "updateSettings",
  "saveGateway",
  "removeGateway",
  "changePolicy",
  "exemptPerson",
  "exportEntries",
  "addBackupFolder",
  "removeBackupFolder",
  "changeBackupGenerations",
  "restoreOverVault",
  "changePassphrase",
  "openByKeyStore",
  "openByPassphrase",
  "changeVaultKey",
  "makeNewKit",
] as const;
export type ApprovedAct = (typeof APPROVED_ACTS)[number];

/** Why the signed head cannot be written outside the vault. */
export const HEAD_TROUBLES = ["disk-full", "read-only", "key-store", "no-signing-key", "unknown"] as const;
export type HeadTrouble = (typeof HEAD_TROUBLES)[number];

/**
 * Why a vault that opens is closed until a manager has confirmed it: its head outside is gone, or is older than by one
 * commit, or its tables had to be made anew from the ledger.
 */
export const UNCONFIRMED = ["head-missing", "head-behind", "tables-differ"] as const;
export type Unconfirmed = (typeof UNCONFIRMED)[number];

/** Why a new recovery kit is made: the one before it is lost, or somebody saw it. */
export const KIT_REASONS = ["lost", "seen", "other"] as const;
export type KitReason = (typeof KIT_REASONS)[number];

/** What is changed of the ways in which the vault opens. */
export const KEY_CHANGES = ["passphrase", "to-key-store", "to-passphrase", "vault-key"] as const;
export type KeyChange = (typeof KEY_CHANGES)[number];

/** Why a change of keys was undone; "interrupted": Wardkey ended in the middle of it. */
export const KEY_CHANGE_TROUBLES = ["interrupted", "disk-full", "read-only", "key-store", "not-intact"] as const;
export type KeyChangeTrouble = (typeof KEY_CHANGE_TROUBLES)[number];

/** Why there is no new backup, in a folder or at all. */
export const BACKUP_TROUBLES = [
  "vanished",
  "disk-full",
  "read-only",
  "not-written",
  "slow",
  /** What lies there is not what was written. */
  "changed",
  /** The vault in it does not pass the checks of a restore. */
  "not-intact",
  "stopped",
] as const;
export type BackupTrouble = (typeof BACKUP_TROUBLES)[number];

/** What a vault can have that a restore helps against: what is here is worth less than a backup. */
export const RESTORABLE_TROUBLES: readonly string[] = ["damaged", "rolled-back", "changed", "root-changed", "gone"];

/** Why a file cannot be restored. */
export const BACKUP_PROBLEMS = [
  "not-read",
  "no-backup",
  /** It takes another kit than the one that was typed. */
  "wrong-key",
  /** The kit does not vouch for whoever made it. */
  "foreign",
  /** It is of another practice than the one whose vault is here. */
  "other-practice",
  "incomplete",
  "changed",
  "newer",
  /** Its database has parts that Wardkey did not put there. */
  "foreign-parts",
  "not-intact",
  "disk-full",
  "read-only",
] as const;
export type BackupProblem = (typeof BACKUP_PROBLEMS)[number];

/** Why a folder that is there is not taken for backups. */
export type FolderRefusal = "known-folder" | "not-a-folder" | "own-folder";

export const BACKUP_STEPS = ["copy", "encrypt", "write", "verify"] as const;
export type BackupStep = (typeof BACKUP_STEPS)[number];

/** The longest text of what is half typed: the bridge's inputs are no larger than 64 KiB (PAGE-3). */
export const DRAFTS_LENGTH = 30_000;

/**
 * What managers and support do to somebody's account: the method, and what the act is called where `domain/may.ts` judges it
 * and on the account's page.
 */
export const PERSON_ACTS = {
  editPerson: "edit",
  changeRole: "change-role",
  deactivatePerson: "deactivate",
  reactivatePerson: "reactivate",
  issueSetupCode: "issue-setup-code",
  issueBypassCode: "issue-bypass-code",
  startTwoFactor: "start-two-factor",
  unlockAccount: "unlock",
  resetTwoFactor: "reset-two-factor",
  forgetRememberedSignIn: "forget-remembered-sign-in",
  exemptPerson: "exempt",
  endExemption: "end-exemption",
  replacePhone: "replace-phone",
  fallBackToText: "fall-back-to-text",
  confirmNumber: "confirm-number",
  confirmAccount: "confirm",
} as const;
export type PersonAct = (typeof PERSON_ACTS)[keyof typeof PERSON_ACTS];

/** Why this caller may not do this to that account (domain/may.ts). */
export type DenialReason =
  | "role"
  | "own-account"
  | "second-manager"
  | "last-manager"
  | "deactivated"
  | "active"
  /** Closed until somebody confirms that its owner still works here. */
  | "held"
  | "not-held"
  | "not-locked"
  | "no-two-factor"
  | "two-factor-on"
  | "no-password-yet"
  | "same-role"
  | "password-too-short"
  | "no-remembered-sign-in"
  | "exempt-already"
  | "not-exempt"
  /** Nobody approves what they asked for themselves, or what would help themselves. */
  | "own-asking"
  | "not-a-manager"
  /** Support, and whoever has emergency access, act on no manager. */
  | "manager-account"
  /** Their account shares its phone with the helper's: for these rules it is the same person. */
  | "same-person"
  | "third-manager"
  /** This helper replaced the other factor within seven days: the second takes another person. */
  | "both-factors"
  /** They are no other person beside the first one: new, without a phone, or the one made the other a helper. */
  | "not-another-person"
  /** There is no other person: seen with a photo ID, and a day after everybody was told. */
  | "nobody-else"
  /** The account does not keep this e-mail from others, or has it now. */
  | "email-not-kept"
  | "email-in-use"
  | "no-app"
  | "no-number"
  | "number-waits"
  | "no-number-waiting"
  | "confirmed-by-you"
  | "no-gateway"
  | "text-not-allowed"
  | "own-emergency-access"
  /** What weakens the practice, or outlives the shift: not for whoever has emergency access. */
  | "emergency";

/** Why a way of making sure who asks does not serve. */
export type IdentityDenial =
  | "no-phone"
  /** Changed by anybody within the last 14 days. */
  | "number-changed"
  /** Changed, and not confirmed yet. */
  | "number-waits"
  /** Older than 15 minutes, used, or of another act, account or helper. */
  | "vouching-over"
  /** Deactivated since, or not the one they seemed. */
  | "voucher-gone"
  | "voucher-is-helper"
  | "voucher-is-person"
  /** A helper since less than 14 days, without a phone, or made the helper one or was made one by them. */
  | "voucher-not-another"
  /** A number that nobody had seen before is checked in person. */
  | "in-person-needed";

/** Whose token it was, where it was not that of the phone in use. */
export type OtherPhone = "offered" | "replaced" | "lost-or-stolen";

/** Why somebody cannot sign in. `periods`: of 30 s, negative: old. */
export type SignInCause =
  | { readonly is: "deactivated" }
  /** Since when (epoch ms): the vault went on from an older state, and nobody has confirmed the account. */
  | { readonly is: "held"; readonly since: number }
  | { readonly is: "records-damaged" }
  /** Another account came to the same e-mail at another workstation, and it lets nobody in, or the other one. */
  | { readonly is: "email-shared" }
  /** `until` (epoch ms) null: until support acts. `workstation`: where the failures were, "" for this one. */
  | {
      readonly is: "locked";
      readonly until: number | null;
      readonly failures: readonly { readonly factor: string; readonly count: number }[];
      readonly workstation: string;
    }
  | { readonly is: "no-password-yet" }
  | { readonly is: "past-deadline"; readonly deadlineAt: number; readonly setupCodeNeeded: boolean }
  /** `codeUntil`: they were given a setup code that still works. */
  | { readonly is: "setup-code-needed"; readonly codeUntil: number | null }
  | { readonly is: "wrong-password"; readonly times: number }
  | { readonly is: "other-authenticator"; readonly state: OtherPhone }
  | { readonly is: "other-account" }
  | { readonly is: "code-old" | "code-early"; readonly periods: number }
  | { readonly is: "phone-clock"; readonly byMs: number }
  | { readonly is: "workstation-clock"; readonly byMs: number }
  | { readonly is: "code-used" }
  /** A code from before the vault went on from an older state. */
  | { readonly is: "code-outdated" }
  | { readonly is: "wrong-token"; readonly times: number }
  | { readonly is: "text-expired" }
  | { readonly is: "text-replaced" }
  | { readonly is: "text-while-app" }
  | { readonly is: "not-delivered"; readonly reason: DeliveryReason }
  | { readonly is: "no-codes-left" };

/** What helps; `may`: whether the viewer may do it now. The rest is done elsewhere. */
export type Remedy =
  | { readonly act: HelpAct; readonly may: true | DenialReason }
  | {
      readonly act:
        | "wait"
        | "next-code"
        | "resync"
        | "correct-clock"
        | "send-again"
        | "reactivate"
        | "confirm"
        | "look-at-records"
        | "settle-conflict";
    };
