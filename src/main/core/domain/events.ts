import type {
  AccountType,
  ApprovedAct,
  BackupProblem,
  BackupTrouble,
  Channel,
  ConflictKind,
  Digits,
  EmergencyHalf,
  Factor,
  FullCheckResult,
  HeadTrouble,
  HelpAct,
  HelpTopic,
  KeyChange,
  KeyChangeTrouble,
  KitReason,
  NoticeTopic,
  PeopleColumn,
  PhoneLoss,
  RecordArea,
  RecoveryProof,
  ReportName,
  ResetCause,
  Role,
  SignInPoint,
  Unconfirmed,
} from "../../../contract/vocabulary";
import type { PassedBy } from "./approvals";
import type { AttemptHint } from "./attempt-hint";
import type { Generations } from "./backup-generations";
import type { MovedTimes } from "./clock";
import type { Conflict } from "./conflicts";
import type { Head } from "./head-signature";
import type { Failure, Failures } from "./lockout";
import type { PolicyRule } from "./policy";
import type { GatewayFacts, PracticeSettings } from "./practice-facts";

/**
 * Every kind of event there is, with what its entry carries. A kind never changes its meaning; a changed shape is a new
 * `version`, and old ones are lifted when read. An event that concerns an account has it as its subject and carries all
 * that applying needs, so that the account's own entries rebuild its rows without anybody else's.
 */
export type EventData = {
  // The practice
  "practice-created": { name: string; region: string; timeZone: string; publicKey: string; vaultId: string };
  "practice-setup-finished": Nothing;
  /** `backups`: what encrypts backups for it, and what its recovery key said of the practice key; none in earlier versions. */
  "recovery-kit-made": {
    kit: string;
    backups?: { number: number; madeAt: number; recipient: string; seal: string };
    reason?: KitReason;
  };
  "recovery-kit-confirmed": { kit: string };
  /** Wardkey ended before it was checked by typing a part of it back: the kit before it goes on opening the vault. */
  "recovery-kit-dropped": { kit: string };
  /**
   * With what backups are signed, and with what the vault itself decrypts them: a public key (PEM) and an age recipient; the
   * private halves are secrets.
   */
  "practice-key-made": { publicKey: string; secret: string; recipient: string; identity: string };
  /** A folder of this workstation in which backups are kept. */
  "backup-folder-added": { folder: string; path: string };
  "backup-folder-removed": { folder: string };
  "backup-generations-changed": { before: Generations; after: Generations };
  /** A backup that was verified where it lies; `kit`: the number of the one that opens it. */
  "backup-made": { folder: string; file: string; bytes: number; entries: number; people: number; kit: number };
  "backup-failed": { folder: string | null; because: BackupTrouble };
  /** No good backup since then; null where there never was one. */
  "backups-late": { since: number | null };
  /** `leadsTo`: by what the new key, else the new ways in, are known once it is done (domain/key-envelope.ts). */
  "key-change-begun": { change: string; what: KeyChange; leadsTo: string };
  /** Done, where `because` is null; else everything is as it was before. */
  "key-change-ended": { change: string; what: KeyChange; because: KeyChangeTrouble | null };
  "settings-changed": { before: PracticeSettings; after: PracticeSettings };
  "gateway-changed": { before: GatewayFacts | null; after: (GatewayFacts & { secret: string }) | null };
  "delivery-tested": { channel: Channel; failure: string | null };
  /**
   * `wrongTries`: passphrases and recovery keys that were wrong since it was last opened. `seals`: from here on every
   * commit has a signed head of its own; entries of before do not say.
   */
  "vault-opened": {
    by: "key-store" | "passphrase" | "recovery-key";
    from: "here" | "elsewhere";
    wrongTries?: number;
    seals?: true;
  };
  "vault-closed": Nothing;
  /** What was written elsewhere has been taken in: by workstation, up to which number. Comes before the next own entry. */
  exchanged: { seen: Readonly<Record<string, number>> };
  /** `alone`: nobody approved it; missing where earlier versions wrote it. */
  "audit-log-exported": {
    count: number;
    format: "csv" | "json";
    filter: ExportFilter;
    reason: string;
    alone?: boolean;
  };
  "policy-changed": {
    before: readonly PolicyRule[];
    after: readonly PolicyRule[];
    reason: string;
  };
  /** `areas`: which records; entries of an older Wardkey do not say. */
  "trouble-found": {
    what: "ledger-cut" | "ledger-changed" | "tables-differ";
    account: string | null;
    areas?: readonly RecordArea[];
  };
  /** The file as it lay there was copied beside itself under this name, and into a folder that somebody chose. */
  "evidence-kept": { evidence: string };
  /** A full check has ended. `entries`: how many there were, or had been looked at when it was stopped. */
  "vault-checked": { by: "schedule" | "person"; result: FullCheckResult; entries: number };
  /** The signed head could not be written outside the vault; until it can be again. */
  "head-not-written": { because: HeadTrouble };
  "head-written-again": Nothing;
  /**
   * The workstation signs with another key from here on. `secret`: where the vault keeps it; null: the key store does.
   */
  "signing-key-changed": { publicKey: string; secret: string | null };
  /**
   * One more computer with a chain of its own. `publicKey`: what it signs with, the private half of which it keeps; null:
   * it has none yet. `from`: the entry that its chain goes on from, as the first entry of a vault that was copied or
   * restored has it; null: an empty chain, of a workstation that somebody at another one lets in.
   */
  "workstation-added": NamedWorkstation & { publicKey: string | null; from: Written | null };
  /** Its entries are taken in up to that number, and none after it. */
  "workstation-removed": NamedWorkstation & { acceptedUpTo: number; reason: string };
  /** The keys that used to be derived from the vault's key are a secret of the practice from here on. */
  "practice-keys-kept": Nothing;
  /** Wardkey found what was recorded apart and cannot both hold; the same conflict is found once (domain/conflicts.ts). */
  "conflict-found": { conflict: Conflict };
  /**
   * It is no longer there: by an entry, where that is known, or since a manager keeps what is in force, for a reason.
   */
  "conflict-settled": {
    conflict: string;
    what: ConflictKind;
    field: string | null;
    by: { workstation: string; seq: number } | null;
    reason: string | null;
  };
  /** All tables were made anew from the ledger; `evidence` is the name of the copy of the file as it was found. */
  "tables-rebuilt": { evidence: string };
  /** Bytes that were not what their entries commit to: what they let in lets in no more. */
  "secrets-revoked": { secrets: readonly string[]; part?: "messaging" | "emergency" };
  /**
   * A backup took the place of what was here. `from`: the entry that it ends with; `known`: the newest entries that this
   * computer had signed heads of, and `lost` those of them that are not here; `brought`: how many newer entries came from what
   * was here, which is kept under that name.
   */
  "vault-restored": {
    from: Head;
    known: readonly Head[];
    lost: readonly Head[];
    brought: number;
    kept: string | null;
    backup: { madeAt: number; computer: string; kit: number };
  };
  /** A backup was checked as a restore does, and nothing was changed; `problem`: what keeps it from being restored. */
  "restore-tested": { file: string; problem: BackupProblem | null; tookMs: number | null };
  /** A vault that nobody could use is in use again: by a manager with the recovery kit, or by two managers. */
  "vault-confirmed": {
    because: Unconfirmed;
    by: "recovery-kit" | "second-manager";
    with: string | null;
    /** How many accounts were held with it, and when the backup was made that had been restored; missing where none were. */
    held?: { accounts: number; backupMadeAt: number | null };
  };

  // People
  /** `import`: the import that it came with; null where somebody added it by hand. */
  "account-created": AccountFacts & { twoFactorId: string; role: Role; import: string | null };
  "account-edited": { before: AccountFacts; after: AccountFacts; reason: string | null };
  "role-changed": { before: Role; after: Role; reason: string };
  "account-deactivated": { reason: string };
  "account-reactivated": { reason: string };
  /**
   * The vault went on from an older state: whoever left since may be back, so that the account lets nobody in until it is
   * confirmed. `steps`: of each authenticator the time step of that moment by its phone; only later ones are accepted.
   */
  "account-held": { steps: Readonly<Record<string, number>> };
  "account-confirmed": { by: ConfirmedBy; reason: string | null };
  /**
   * Another account may have an e-mail under which somebody came in with this one. `to`: which one; null: a new one.
   */
  "email-lifted": { email: string; emailKey: string; to: string | null; reason: string };
  /** Locks are lifted as far as whoever wrote it had seen them. `inAll`: see OlderCounts. */
  "account-unlocked": { reason: string } & Partial<OlderCounts>;
  "act-refused": { act: string; because: string };
  /**
   * `untilAt` says when it ends; `untilOn` is the day that was typed, which in older entries is the day after the last.
   */
  "exemption-granted": { untilOn: string; untilAt: number; reason: string };
  "exemption-ended": { reason: string };

  // The support desk
  "help-asked": { about: HelpTopic };
  "help-closed": Nothing;
  /** Comes before the act for which somebody made sure who asks, and is its cause. */
  "identity-proven": { act: HelpAct | "editPerson" | "reactivatePerson"; identity: ProvenIdentity };
  /** By the voucher, who typed their own password beside the helper; `digest` is what it is bound to. */
  "identity-vouched": { vouching: string; helper: string; act: HelpAct; digest: string; until: number };
  /** `complete`: it is used for tokens and call-backs from now on. */
  "number-confirmed": { cellPhone: string; inPerson: boolean; complete: boolean; reason: string };
  /** What happened to their account, by the entry that is its cause, is told to the person by text. */
  "notice-queued": { message: string; about: NoticeTopic; cellPhone: string };
  "notice-delivered": { message: string };
  "notice-not-delivered": { message: string; reason: string };
  /** Wardkey was open for so long, by a clock that nobody can set, and showed what waits on every screen. */
  "notices-shown": { forMs: number };

  /*
   * Two managers: `parameters` is the act's input without its proof, canonical; `digest` what an approval is bound to.
   * `proceedsAt`: as earlier versions told it by the clock.
   */
  "approval-asked": {
    approval: string;
    act: ApprovedAct;
    parameters: string;
    digest: string;
    proceedsAt?: number;
    endsAt: number;
    /** There was nobody else: it is a notice of a day. Older entries do not say. */
    alone?: true;
  };
  "approval-given": { approval: string; until: number };
  /** Another manager objects; or it is withdrawn, where the asker does it. */
  "approval-declined": { approval: string; reason: string };
  "approval-used": { approval: string; by: PassedBy };

  // Many people at once: the summary comes first, and is the cause of an entry per person
  "people-imported": { import: string; file: string; created: number; updated: number; skipped: number };
  "import-undone": { import: string; deactivated: number; restored: number; skipped: number };
  "people-deactivated": { count: number; skipped: number; reason: string };
  "people-reminded": { count: number; skipped: number };
  "reminder-queued": { message: string; cellPhone: string };
  "reminder-delivered": { message: string };
  "reminder-not-delivered": { message: string; reason: string };
  /** `sealed`: with a key and its QR code on every page. */
  "enrollment-sheets-made": { count: number; skipped: number; to: "printer" | "pdf"; sealed: boolean };
  "people-exported": {
    count: number;
    to: TakenOut;
    filter: Readonly<Record<string, string | boolean | null>> & { readonly accountType: AccountType | null };
    columns: readonly PeopleColumn[];
  };
  "report-exported": {
    report: ReportName;
    to: TakenOut;
    fromOn: string;
    toOn: string;
    accountType: AccountType | null;
    role: Role | null;
  };
  "evidence-pack-made": {
    to: TakenOut;
    fromOn: string;
    toOn: string;
    accountType: AccountType | null;
    role: Role | null;
    headHash: string;
    headSeq: number;
  };
  /** The newest entry on paper, for somebody who signs it and keeps it elsewhere. */
  "sign-off-sheet-made": { to: TakenOut; headHash: string; headSeq: number };

  // Codes on paper or from support
  "setup-code-issued": CodeIssued & { expiresAt: number; for: SetupUse; reason: string | null };
  "setup-code-claimed": { code: string; for: SetupUse };
  /** It was to stand on a sheet that was not printed: nobody has it. */
  "setup-code-revoked": { code: string; because: "not-printed" };
  /** Good for so many sign-ins. */
  "bypass-code-issued": CodeIssued & { expiresAt: number; signIns: number; reason: string };
  "recovery-codes-made": { codes: readonly CodeIssued[] };
  "recovery-codes-stored": Nothing;
  /** One new code in the place of a spent one, under its number on paper. */
  "recovery-code-replaced": CodeIssued & { replaces: string };
  /** `factors`: what went with the key; a hold is lifted, the count stays. */
  "recovery-kit-used": { factors: readonly ProvenFactor[] } & Partial<OlderCounts>;

  // Passwords
  /** `rehash`: the same password under today's parameters. */
  "password-set": {
    secret: string;
    by: "practice-setup" | "setup-code" | "change" | "recovery" | "rehash";
    /** It is as long as a manager's must be: whoever is to become one may keep it. */
    fitsManager: boolean;
  };

  "backup-password-set": { secret: string };
  "backup-password-skipped": Nothing;
  "backup-password-removed": Nothing;

  // Two-factor
  "two-factor-started": Nothing;
  "two-factor-enabled": { method: "text" | "app" };
  "two-factor-disabled": Nothing;
  "two-factor-reset": { cause: ResetCause; reason: string };
  "text-messages-chosen": Nothing;
  /** The old authenticator is revoked by support; codes on paper and the backup password stay. */
  "phone-replaced": { cause: PhoneLoss; reason: string };
  /** One of the proofs on the way back without the phone was right; it spends nothing yet. */
  "recovery-proven": { proof: RecoveryProof };
  /** The old phone is given up by its owner, with what they proved; `new-phone`: it works until the new one does. */
  "phone-recovered": { how: PhoneLoss; factors: readonly ProvenFactor[] };
  "text-fallback-given": { reason: string };
  "phone-confirmed": { cellPhone: string; channel: Channel; code: string };
  /** `sameAs`: the authenticator whose key it has, where the old phone stays in use. */
  "authenticator-offered": {
    authenticator: string;
    secret: string;
    digits: Digits;
    expiresAt: number;
    sameAs: string | null;
  };
  "authenticator-withdrawn": { authenticator: string };
  /**
   * The key of a sealed enrollment sheet: until `expiresAt` it shows that the phone read the sheet, and nothing else.
   */
  "sealed-key-issued": { authenticator: string; secret: string; digits: Digits; expiresAt: number };
  /** The phone showed a code of it, once: it is revoked for good. */
  "sealed-key-used": { authenticator: string };
  "authenticator-enabled": {
    authenticator: string;
    digits: Digits;
    step: number;
    drift: number;
    phoneVerified: boolean;
  };
  /**
   * `left`: how tokens come after too many failures. Older entries do not say: by text, where a number was confirmed.
   */
  "authenticator-revoked": { authenticator: string; cause: "replaced" | "too-many-failures"; left?: "text" | "none" };
  /** Two codes, one after the other: what is known of the phone's clock is set right. */
  "authenticator-resynced": { authenticator: string; step: number; drift: number };

  // The clock
  "clock-trouble": { is: "behind" | "workstation-off"; byMs: number };
  /**
   * What is added to the computer's clock, ms. Learned drifts are kept against the computer's clock, and so stay true.
   */
  "clock-corrected": {
    before: number;
    after: number;
    where: "settings" | "sign-in" | "practice-setup";
    /** The second manager at the sign-in screen. */
    with: string | null;
    reason: string | null;
    /** Rule time before; the entry is dated by the time after. Absent in entries that are dated by the time before. */
    from?: number;
    rightUntil?: number | null;
  };
  /** What runs for somebody keeps what remained of it when the clock was corrected. */
  /** `stranger`: the digest of an e-mail that belongs to nobody, whose lock it is. */
  "deadlines-moved": MovedTimes & { stranger?: string };

  // Emergency access
  /** `expiresAt`: the end of the codes' last day. */
  "emergency-half-made": CodeIssued & {
    emergencyCodes: string;
    number: number;
    half: EmergencyHalf;
    endsOn: string;
    expiresAt: number;
    to: "printer" | "pdf";
  };
  "emergency-codes-voided": { emergencyCodes: string; because: "manager" | "not-printed"; reason: string | null };
  /** Both halves were typed: it opens nothing any more. */
  "emergency-codes-opened": { emergencyCodes: string; number: number; for: EmergencyUse };
  "emergency-access-opened": { access: string; emergencyCodes: string; number: number; until: number; reason: string };
  "emergency-access-reviewed": { access: string; note: string };
  /**
   * Manager recovery was asked for with kit and emergency codes. `proceedsAt`: as earlier versions expected it by the
   * clock.
   */
  "manager-recovery-asked": {
    recovery: string;
    emergencyCodes: string;
    proceedsAt?: number;
    endsAt: number;
    reason: string;
  };
  /** What earlier versions recorded in the place of `notices-shown`. */
  "manager-recovery-shown": { recovery: string; forMs: number };
  /** In earlier versions a manager could; whoever holds kit and emergency codes owns the practice. */
  "manager-recovery-stopped": { recovery: string; reason: string };
  "manager-recovery-finished": { recovery: string } & Partial<OlderCounts>;

  // Tokens by text and call
  "token-issued": CodeIssued & { use: TokenUse; channel: Channel; cellPhone: string; expiresAt: number | null };
  "token-delivered": { code: string };
  "token-not-delivered": { code: string; reason: string };

  // Signing in
  "attempt-refused": {
    factor: Factor;
    during: AttemptPlace;
    cause: AttemptCause;
    /** Where it was; absent: at the windows. */
    point?: SignInPoint;
    /** How many failures in a row it made, of those that were known where it was: for people to read. */
    inARow: number;
    counts: Failure | OlderCounts;
    /** The authenticator that was asked; in older entries with all its failures at this workstation. */
    authenticator: { id: string; inAll?: number } | null;
    /** What it was right for, as far as that was looked for (after a correct password); never lets anybody in. */
    hint: AttemptHint | null;
  };
  /** `together`: only the failures of several workstations together are enough; it locks by itself. */
  "account-locked": {
    until: number | null;
    factor: Factor;
    during: AttemptPlace;
    point?: SignInPoint;
    together?: true;
  };
  /** What earlier versions recorded of each guess at an e-mail that belongs to nobody. */
  "stranger-refused": { stranger: string; point?: SignInPoint; failures: Failures };
  /**
   * What was refused from `from` until `to` (epoch ms) without an entry of its own: guesses at e-mails that belong to nobody,
   * and guesses while locked. `refused`: all of them.
   */
  "guesses-summed": { from: number; to: number; refused: number; points: readonly SummedGuesses[] };
  /** `setupOnly`: it reached nothing but the setup, since not all that was due was proven. Older entries do not say. */
  "signed-in": { factors: readonly ProvenFactor[]; setupOnly?: boolean };
  /** Anew after a token, or rotated after it was used in the place of one: `after` is then the code that was used. */
  "sign-in-remembered": CodeIssued & { expiresAt: number; after: string | null };
  /** `reused`: an old secret came back, so somebody has a copy. */
  "remembered-sign-in-forgotten": { because: "person" | "manager" | "reused"; reason: string | null };
  "proof-accepted": { factors: readonly ProvenFactor[]; act: string };
  "signed-out": Nothing;
  "session-ended": {
    cause:
      | "switch-user"
      | "too-long"
      | "quit"
      | "deactivated"
      | "held"
      | "records-damaged"
      | "new-vault-key"
      | "restore";
  };
  "session-locked": { cause: "person" | "idle" | "screen" | "suspend" | "page-stopped" };
  "session-unlocked": Nothing;
};

/** What the emergency codes are used up by. */
export type EmergencyUse = "emergency-access" | "manager-recovery" | "restore";
export type Nothing = Record<string, never>;
/** In older entries: all that was counted at this workstation from then on. */
type OlderCounts = { readonly inAll: Failures };
type NamedWorkstation = { workstation: string; name: string };
/** An entry by where it was written, and its hash. */
type Written = { workstation: string; seq: number; hash: string };
/** Who said that somebody still works here; `newer-entries`: the audit log itself, which says it until later. */
export type ConfirmedBy =
  | "recovery-kit"
  | "second-manager"
  | "manager"
  | "emergency-access"
  | "manager-recovery"
  | "newer-entries";
/** `newNames`: how many of the unknown e-mails had not been guessed at there before. `locked`: evaluated in no way. */
export type SummedGuesses = { point: SignInPoint; unknown: number; newNames: number; locked: number };
export type AccountFacts = {
  name: string;
  email: string;
  emailKey: string;
  cellPhone: string | null;
  accountType: AccountType;
};
/** Where something went that left the vault. */
export type TakenOut = "csv" | "printer" | "pdf";
/** What a setup code is good for: one code never gives both a new password and a new phone. */
export type SetupUse = "password" | "enrollment";
export type CodeIssued = { code: string; secret: string };
export type TokenUse = "text-token" | "phone-proof" | "recovery-token";
export type AttemptPlace =
  | "sign-in"
  | "unlock"
  | "step-up"
  | "proof"
  | "enrollment"
  | "setup-code"
  | "recovery"
  | "approval"
  | "vouching"
  | "new-phone"
  | "clock"
  | "emergency-access"
  /** At a vault that is closed until a manager has confirmed it. */
  | "vault";
/** `misplaced`: it has the shape of another kind of code. `outdated`: void since the vault went on from an older state. */
export type AttemptCause = "wrong" | "expired" | "used" | "replaced" | "outdated" | "misplaced";
/** What was proven, with what only moves one way: the accepted step, the spent code. */
export type ProvenFactor =
  | { factor: "password" }
  /** `drift`: of the phone's clock against the computer's own, in steps, whatever correction is in force. */
  | { factor: "app"; authenticator: string; step: number; drift: number }
  | { factor: "backup-password" }
  | { factor: "emergency-access"; access: string }
  | { factor: CodeFactor; code: string };
export type CodeFactor =
  | "text-token"
  | "recovery-token"
  | "recovery-code"
  | "bypass-code"
  | "setup-code"
  | "remembered-sign-in";
/** How a helper made sure who asks. `number`: the last four digits of the one that was called. */
export type ProvenIdentity =
  | { kind: "call-back"; number: string }
  | { kind: "photo-id"; reference: string }
  | { kind: "voucher"; voucher: string; vouching: string };
export type ExportFilter = { person: string | null; group: string | null; from: number | null; to: number | null };

export type EventKind = keyof EventData;

/** `subject` is the account concerned; null for the practice itself. */
export type DomainEvent = {
  [K in EventKind]: { readonly kind: K; readonly subject: string | null; readonly data: EventData[K] };
}[EventKind];

/** A secret row that came with an entry: its id and the HMAC over (id, account, kind, bytes). */
export type Commitment = { readonly secret: string; readonly kind: SecretKind; readonly mac: string };
export type SecretKind =
  | "password"
  | "backup-password"
  | "totp-key"
  | "code"
  | "gateway-token"
  | "workstation-key"
  /** What the practice's keys are derived from; or these keys themselves, where the vault's key yielded them at first. */
  | "practice-root"
  | "practice-keys"
  /** What signs backups, and what decrypts them in the vault itself. */
  | "practice-key"
  | "backup-identity";

export type Entry = {
  /** The order in which entries came here: for paging, and for nothing that is decided. */
  readonly arrival: number;
  /** Where it stands in the canonical order (store/ledger/order.ts). */
  readonly h: number;
  /** See domain/streams.ts. */
  readonly stream: string;
  readonly workstation: string;
  readonly seq: number;
  /** Epoch ms: the workstation's clock, or where it had been set back the time that went on without it (`ruleTime`). */
  readonly at: number;
  /** By how many ms the clock stood before `at`. */
  readonly behindMs: number;
  /** The account that acted; null: the app itself, or nobody known. */
  readonly actor: string | null;
  readonly version: number;
  /** Hash of the entry that this one follows from (bulk acts, locks after attempts). */
  readonly cause: string | null;
  readonly commits: readonly Commitment[];
  readonly prev: string;
  readonly hash: string;
} & DomainEvent;
