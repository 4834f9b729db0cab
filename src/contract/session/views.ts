import type { WaitingAct } from "../approvals/views";
import type { SignInView } from "../authentication/views";
import type { BackupState } from "../backups/views";
import type { ClockState } from "../clock/views";
import type { PersonRef } from "../person-ref";
import type { ManagerRecovery } from "../recovery/views";
import type { SessionState } from "../session-state";
import type { Practice, PreferencesDamage, Theme } from "../settings/views";
import type { Alarm, PracticeSetupStep, VaultState } from "../vault/views";
import type { AccountType, HeadTrouble, Method, PhoneLoss, Role } from "../vocabulary";

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
  readonly backgroundTrouble: BackgroundTrouble | null;
  /** What waits for a second manager, as everybody may see it. */
  readonly waiting: readonly WaitingAct[];
  /** How many conflicts are open; null for whoever does not settle or read them, and where there never was one. */
  readonly conflicts: number | null;
  /** For managers; null for everybody else. */
  readonly backups: BackupState | null;
  /** How many accounts are closed after a restore until somebody decides, of how many; null where none are, or for others. */
  readonly held: { readonly toDecide: number; readonly of: number } | null;
  readonly clock: ClockState;
  readonly managerRecovery: ManagerRecovery | null;
  /** The page stopped working and was opened anew; until somebody is in again. */
  readonly reopened: boolean;
};

/**
 * The first screen that a vault's folder promises before anything of it is opened: the window draws it, with nothing of
 * the practice on it, until main has answered for the first time.
 */
export type ExpectedScreen = "sign-in" | "passphrase";

/** `number`: under which the log has it. */
export type BackgroundTrouble = { readonly what: "disk-full" | "read-only" | "unknown"; readonly number: string };

export type SessionView = {
  readonly account: PersonRef;
  readonly accountType: AccountType;
  readonly role: Role;
  readonly signedInAt: number;
  readonly locksAt: number | null;
  readonly endsAt: number;
  readonly twoFactor: Method;
  /** In the session state setup-only: a setup code must be typed before enrolling. */
  readonly setupCodeNeeded: boolean;
  readonly startedBy: string | null;
  /** By when two-factor has to be set up (or the app, where texts are not enough); null: nothing is due. */
  readonly deadlineAt: number | null;
  /** Only an authenticator app will do. */
  readonly appOnly: boolean;
  /** Emergency access ends then; null in every other session. */
  readonly emergencyUntil: number | null;
  /** Signed in with a recovery code: a new one may take its place. */
  readonly recoveryCodeUsed: boolean;
  /** The vault was restored since: ten new recovery codes are due before anything else. */
  readonly recoveryCodesDue: boolean;
  /** Recovery codes left, where they run low; null where there are enough, or two-factor is off. */
  readonly recoveryCodesLow: number | null;
  /**
   * Came back without the phone: nothing but the new one may be set up, until it works; null in every other session.
   */
  readonly rebinding: PhoneLoss | null;
};

export type SavedFile = { readonly name: string; readonly count?: number };

/** Long work that is under way. */
export type Progress = {
  readonly what: "import" | "sheets" | "export" | "reminders" | "deactivation" | "confirmation" | "report" | "restore";
  readonly done: number;
  /** 0: not known yet. */
  readonly of: number;
};
