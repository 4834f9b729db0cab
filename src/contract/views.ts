import type { AskedState } from "./approvals/views";
import type { AccountPolicy } from "./policy/views";
import type { MayNotCause, VaultTrouble } from "./refusals";
import type { ClockState, ManagerRecovery, RecoveryView } from "./support/views";
import type {
  AccountType,
  Channel,
  DeliveryReason,
  Digits,
  HeadTrouble,
  Method,
  PhoneLoss,
  Role,
  SessionState,
  Status,
  TextTokenMinutes,
  Unconfirmed,
} from "./vocabulary";

/** What crosses to the window: plain values, times in epoch ms, phones in E.164. No secret except in the views of `reveals` methods. */

export type Theme = "system" | "light" | "dark";

/** `not-replaced`: no new file can be written, so that what is chosen holds until the app is closed. */
export type PreferencesDamage = "replaced" | "not-replaced";

export type AppState = {
  readonly sessionState: SessionState;
  readonly version: string;
  readonly theme: Theme;
  /** What became of the file with theme and window, which was found damaged since the start; null where it was not. */
  readonly preferences: PreferencesDamage | null;
  /** The main process's clock, so that the window never compares with its own. */
  readonly now: number;
  readonly vault: VaultState;
  /** False: the vault asks for a passphrase at every start. */
  readonly keyStore: boolean;
  readonly practice: Practice | null;
  readonly session: SessionView | null;
  readonly signIn: SignInView | null;
  /** The step of the first run that comes next; null once the practice is set up. */
  readonly practiceSetup: PracticeSetupStep | null;
  readonly alarm: Alarm | null;
  /** A long check of the vault that sign-ins wait for, in percent; null where none runs. */
  readonly checking: number | null;
  /** The ledger's seal cannot be written outside the vault: since when, and why; null while all is well. */
  readonly unsealed: { readonly since: number; readonly because: HeadTrouble } | null;
  /** Something that runs beside has failed, and goes on being tried; null while all is well. */
  readonly beside: BackgroundTrouble | null;
  /** What waits for a second manager, as everybody may see it. */
  readonly waiting: readonly WaitingAct[];
  readonly clock: ClockState;
  readonly refounding: ManagerRecovery | null;
  /** The page stopped working and was opened anew; until somebody is in again. */
  readonly reopened: boolean;
};

/**
 * `sentence`: whole for whoever may see people, and for the person concerned; where there is nobody else, the act and whom
 * it is for to everybody; else null. `expectedAt`: about then it may be done without an answer.
 */
export type WaitingAct = {
  readonly id: string;
  readonly sentence: string | null;
  readonly state: AskedState;
  readonly expectedAt: number;
  /** There is nobody else: a notice of a day. */
  readonly alone: boolean;
  /** It is about the caller's own account: who asked for it, and whether the caller may object. */
  readonly mine: { readonly by: string; readonly mayObject: boolean } | null;
};

export type VaultState =
  | { readonly is: "none"; readonly gone: boolean }
  | { readonly is: "passphrase-needed" }
  | { readonly is: "key-missing" }
  /** The key store's key does not open the vault: it is another one, or the file is damaged. */
  | { readonly is: "key-unfit" }
  | { readonly is: "trouble"; readonly trouble: VaultTrouble["trouble"] }
  /** Closed until a manager confirms it. `kitTyped`: the recovery key was typed to open it, and is not asked for again. */
  | { readonly is: "unconfirmed"; readonly because: Unconfirmed; readonly kitTyped: boolean }
  | { readonly is: "open" };

export type Practice = {
  readonly name: string;
  readonly region: string;
  readonly timeZone: string;
  /** "Still stuck? Call …"; null when the practice has not said whom. */
  readonly stillStuck: string | null;
  readonly hasGateway: boolean;
};

export type PracticeSetupStep = "vault" | "sign-in" | "text-tokens" | "two-factor" | "recovery-kit" | "done";

/** What `verifyLedger` or the checks at start found wrong; the app stays readable for managers and auditors, accounts concerned stay out. */
export type Alarm = {
  readonly what: "ledger-cut" | "ledger-changed" | "tables-differ" | "file-damaged";
  readonly entries: number | null;
};

/** `number`: under which the log has it. */
export type BackgroundTrouble = { readonly what: "disk-full" | "read-only" | "unknown"; readonly number: string };

export type SessionView = {
  readonly account: PersonRef;
  readonly kind: AccountType;
  readonly role: Role;
  readonly signedInAt: number;
  readonly locksAt: number | null;
  readonly endsAt: number;
  readonly twoFactor: Method;
  /** In the stance set-up-only: a setup code must be typed before enrolling. */
  readonly setupCodeNeeded: boolean;
  readonly startedBy: string | null;
  /** By when two-factor has to be set up (or the app, where texts are not enough); null: nothing is due. */
  readonly deadlineAt: number | null;
  /** Only an authenticator app will do. */
  readonly appOnly: boolean;
  /** Emergency access by the envelope ends then; null in every other session. */
  readonly emergencyUntil: number | null;
  /** Signed in with a recovery code: a new one may take its place. */
  readonly recoveryCodeUsed: boolean;
  /** Recovery codes left, where they run low; null where there are enough, or two-factor is off. */
  readonly recoveryCodesLow: number | null;
  /** Came back without the phone: nothing but the new one may be set up, until it works; null in every other session. */
  readonly rebinding: PhoneLoss | null;
};

export type SignInView = {
  readonly method: Method;
  readonly digits: Digits | null;
  /** "•••• 2671"; null without a confirmed cell phone. */
  readonly maskedPhone: string | null;
  readonly channels: readonly Channel[];
  readonly textTokenDigits: number;
  readonly lastSent: TokenSent | null;
  readonly recoveryCodes: boolean;
  /** For how many days this workstation may be remembered; 0: it may not. */
  readonly rememberDays: number;
  readonly recovery: RecoveryView;
  /** Support was asked for help, and has not closed it yet. */
  readonly askedForHelp: boolean;
};

export type SignInNext = { readonly next: "signed-in" | "token" | "setup" | "practice-setup" };

export type TokenSent = {
  readonly channel: Channel;
  readonly maskedPhone: string;
  readonly digits: number;
  readonly sentAt: number;
  /** null: never expires. */
  readonly expiresAt: number | null;
  readonly state: "sending" | "sent" | "failed";
  /** Why the last try failed (it may be tried again); null with `failed`: it was lost, ask for another one. */
  readonly failure: DeliveryReason | null;
};

export type PasswordVerdict = { readonly score: 0 | 1 | 2 | 3 | 4; readonly problem: string | null };
export type RecoveryKit = { readonly key: string; readonly groups: number; readonly askGroup: number };
export type ChosenFile = { readonly name: string };
export type SavedFile = { readonly name: string; readonly count?: number };

export type PersonRef = { readonly id: string; readonly name: string };

export type Profile = {
  readonly name: string;
  readonly email: string;
  readonly cellPhone: string | null;
  readonly kind: AccountType;
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

export type RememberedWorkstation = { readonly since: number; readonly until: number; readonly lastUsedAt: number };

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

export type RecoveryCodes = { readonly codes: readonly string[] };

export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly cellPhone: string | null;
  readonly kind: AccountType;
  readonly role: Role;
  readonly twoFactorId: string;
  readonly status: Status;
  readonly twoFactor: Method;
  readonly lastUsedAt: number | null;
  readonly lockedUntil: number | null;
  /** The rule that decides, as its label says it; null where nothing is due. */
  readonly requiredBy: string | null;
  readonly deadlineAt: number | null;
  readonly exemptUntilAt: number | null;
  readonly recoveryCodesLeft: number;
  readonly remindedAt: number | null;
};
export type PeopleCounts = { readonly all: number; readonly late: number } & Readonly<Record<Status, number>>;

export type Person = PersonRow & {
  readonly createdAt: number;
  readonly deactivatedAt: number | null;
  readonly hasPassword: boolean;
  readonly confirmedPhone: string | null;
  readonly setupCodeUntil: number | null;
  readonly startedBy: string | null;
  readonly setupCodeNeeded: boolean;
  readonly failures: number;
  /** The number was changed, and serves neither tokens nor call-backs before it is confirmed. */
  readonly numberWaits: boolean;
  readonly backupPassword: boolean;
  readonly authenticator: AuthenticatorView | null;
  readonly workstation: RememberedWorkstation | null;
  readonly policy: AccountPolicy;
  /** For each act of a manager: true, or why not. */
  readonly may: Readonly<Record<PersonAct, true | MayNotCause>>;
};
export type PersonAct =
  | "edit"
  | "change-role"
  | "deactivate"
  | "reactivate"
  | "issue-set-up-code"
  | "issue-bypass-code"
  | "start-two-factor"
  | "unlock"
  | "reset-two-factor"
  | "forget-workstation"
  | "exempt"
  | "end-exemption"
  | "replace-phone"
  | "fall-back-to-text"
  | "confirm-number";

export type ShownCode = { readonly code: string; readonly expiresAt: number };
/** `signIns`: how often it works. */
export type ShownBypassCode = ShownCode & { readonly signIns: number };
export type NewPerson = ShownCode & {
  readonly account: PersonRef;
  readonly twoFactorId: string;
  readonly phoneSharedWith: readonly PersonRef[];
};

export type Settings = {
  readonly practiceName: string;
  readonly region: string;
  readonly timeZone: string;
  readonly stillStuck: string | null;
  readonly textTokenMinutes: TextTokenMinutes;
  readonly digits: Digits;
  readonly idleMinutes: number;
  readonly rememberDays: number;
  /** People with the app may have a token sent at the sign-in. */
  readonly textForApp: boolean;
  readonly gateway: GatewayView | null;
};
export type GatewayView = {
  readonly baseUrl: string;
  readonly accountSid: string;
  readonly sender: string;
  readonly lastOk: number | null;
  /** `detail` is the gateway's own wording. */
  readonly lastError: { readonly at: number; readonly reason: DeliveryReason; readonly detail: string } | null;
};
export type TestOutcome =
  | { readonly sent: true }
  | { readonly sent: false; readonly reason: DeliveryReason; readonly detail: string };

export type OutboxRow = {
  readonly id: string;
  readonly at: number;
  readonly channel: Channel;
  readonly to: string;
  readonly person: PersonRef | null;
  readonly purpose: string;
  readonly state: "waiting" | "sent" | "failed" | "not-sent-ask-again" | "expired" | "replaced" | "not-needed";
  readonly attempts: number;
  readonly reason: DeliveryReason | null;
};

export type EntryView = {
  readonly place: number;
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
