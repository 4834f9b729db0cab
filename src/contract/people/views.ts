import type { RememberedWorkstation } from "../authentication/views";
import type { AuthenticatorView, ShownCode } from "../enrollment/views";
import type { PersonRef } from "../person-ref";
import type { AccountPolicy } from "../policy/views";
import type {
  AccountType,
  DenialReason,
  Density,
  Method,
  PeopleColumn,
  PersonAct,
  Role,
  Status,
  StatusFilter,
} from "../vocabulary";

export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly cellPhone: string | null;
  readonly accountType: AccountType;
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
  readonly may: Readonly<Record<PersonAct, true | DenialReason>>;
};

export type NewPerson = ShownCode & {
  readonly account: PersonRef;
  readonly twoFactorId: string;
  readonly phoneSharedWith: readonly PersonRef[];
};

export type PeopleFilter = {
  readonly search: string;
  readonly status: StatusFilter | null;
  readonly role: Role | null;
  readonly accountType: AccountType | null;
  readonly method: Method | null;
  readonly codes: "none" | "low" | "no-way-back" | null;
  readonly late: boolean;
  /** YYYY-MM-DD in the practice's zone: whose deadline lies on this day. */
  readonly dueOn: string | null;
};

export type PeopleOrder = {
  readonly sort: "name" | "role" | "status" | "deadline" | "last-used";
  readonly descending: boolean;
};

export type SavedView = {
  readonly id: string;
  readonly name: string;
  readonly view: PeopleOrder & { readonly filter: PeopleFilter; readonly columns: readonly PeopleColumn[] };
};

export type PeopleSettings = {
  readonly columns: readonly PeopleColumn[];
  readonly density: Density;
  /** px, of the columns that were given one; empty while all share the room there is. */
  readonly widths: Readonly<Partial<Record<PeopleColumn, number>>>;
  readonly views: readonly SavedView[];
};

/** What became of an act on many people. */
export type Bulk = {
  readonly done: number;
  readonly skipped: readonly { readonly person: PersonRef; readonly because: SkipCause }[];
};

export type SkipCause =
  | "own-account"
  | "manager"
  | "deactivated"
  | "no-phone"
  | "not-late"
  | "reminded-today"
  | "two-factor-on"
  /** Their account shares its phone with one's own. */
  | "same-person"
  /** One has replaced their other factor within seven days. */
  | "both-factors"
  /** One is no other person beside whoever has. */
  | "not-another-person"
  | "records-damaged";

/** An account that was closed by the newest restore. */
export type HeldAccount = PersonRef & {
  readonly email: string;
  readonly role: Role;
  readonly accountType: AccountType;
  readonly lastSignInAt: number | null;
  readonly is: "closed" | "confirmed" | "left";
  /** When the notice ends that somebody gave to confirm a manager; null: none runs. */
  readonly proceedsAt: number | null;
};

/** One page of them, with the managers on top. */
export type HeldAccounts = {
  readonly rows: readonly HeldAccount[];
  /** How many fit the search. */
  readonly found: number;
  /** How many are left to decide, and of these who are no managers; of how many. */
  readonly toDecide: number;
  readonly members: number;
  readonly of: number;
  /** When the vault went on, and what the backup was made of that it was restored from; null: it was no backup. */
  readonly restoredAt: number | null;
  readonly backupMadeAt: number | null;
};
