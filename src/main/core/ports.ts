import type { PreferencesDamage, Theme } from "../../contract/settings/views";
import type { BackupTrouble, FolderRefusal } from "../../contract/vocabulary";
import type { CheckedBackup, CheckProgress } from "./domain/backup-check";
import type { ReadHeader } from "./domain/backup-header";
import type { BackupJob, BackupNews } from "./domain/backup-job";
import type { CheckedRow, Mapping, TableRead, TableRow } from "./domain/import-table";

/** What rules may not reach for themselves. `real.ts` has the real ones; tests build their own from the same types. */

export type Clock = {
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  /** Milliseconds for which the computer ran: nobody can set them, and they stand still while it sleeps. */
  readonly monotonic: () => number;
  /**
   * Milliseconds that passed, asleep or awake, for what must not last too long within one run. They never run
   * backwards, and a clock that is set forward counts as sleep.
   */
  readonly elapsed: () => number;
};

export type Random = { readonly bytes: (count: number) => Uint8Array };

export type Hashing = {
  /** Argon2id, 19 MiB, t=2, p=1, as a PHC string (OWASP Password Storage). */
  readonly hashPassword: (password: string) => Promise<string>;
  /** False also for a text that is no PHC string. */
  readonly verifyPassword: (hash: string, password: string) => Promise<boolean>;
  /** True for a hash that was made with other parameters than today's. */
  readonly needsRehash: (hash: string) => boolean;
  /** A 32-byte key from a passphrase, by Argon2id with the given salt. */
  readonly keyFromPassphrase: (passphrase: string, salt: Uint8Array) => Promise<Uint8Array>;
  /** zxcvbn score, 0 to 4, knowing the words that a guesser would try first. */
  readonly guessability: (password: string, about: readonly string[]) => Promise<0 | 1 | 2 | 3 | 4>;
};

/**
 * The operating system's key store; `undefined` where a name is not there. Throws where there is no store at all, or
 * where it does not answer.
 */
export type KeyStore = {
  readonly isThere: () => boolean;
  readonly read: (name: string) => string | undefined;
  readonly write: (name: string, value: string) => void;
  /** Nothing where the name is not there. */
  readonly remove: (name: string) => void;
};

/** The code of the error of a key store that does not answer. */
export const KEY_STORE_SILENT = "KEY_STORE_SILENT";

export type DeliveryFailure =
  | "not-configured"
  | "unreachable"
  | "timed-out"
  | "cancelled"
  | "refused-credentials"
  | "refused-number"
  | "refused-sender"
  | "refused"
  | "rate-limited"
  | "gateway-error"
  | "unexpected-answer";

export type Sent =
  | { readonly ok: true; readonly reference: string }
  | {
      readonly ok: false;
      readonly reason: DeliveryFailure;
      readonly retriable: boolean;
      /** One line of at most 200 characters without token, number or credentials. */
      readonly detail: string;
    };

/** Digits are read out one by one, twice. `newPhone`: they are for no sign-in, but let a new phone in. */
export type SpokenToken = { readonly practice: string; readonly digits: string; readonly newPhone?: boolean };

/** Never rejects and never takes longer than 10 s. */
export type Gateway = {
  readonly sendText: (to: string, body: string, signal: AbortSignal) => Promise<Sent>;
  readonly placeCall: (to: string, spoken: SpokenToken, signal: AbortSignal) => Promise<Sent>;
};

export type GatewaySettings = {
  readonly kind: "twilio";
  readonly baseUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly sender: string;
};

export type Delivery = { readonly gateway: (settings: GatewaySettings | undefined) => Gateway };

/** `note`: what is to be known once the database is opened, of the name of the folder with the vault that was here. */
export type Exchange = {
  readonly database: string;
  readonly keyEnvelope: string;
  readonly stamp: string;
  readonly note: (kept: string) => string;
};

/** What is being made in the vault's folder. */
export type Scratch = "backup" | "restore";

/** Where the vault's files lie. Writing throws what the file system throws. */
export type VaultFolder = {
  readonly database: string;
  /** A database that is being made or copied in; it becomes `database` by `adopt`. */
  readonly newDatabase: string;
  /** Beside the real database, wherever links to it lie. */
  readonly lockFile: () => string;
  /** Makes the folder (0700), and throws where it cannot be written to. */
  readonly prepare: () => void;
  /** Finishes or removes what an interrupted run left. Only for whoever has the lock: another one may be at it. */
  readonly tidy: () => void;
  readonly hasDatabase: () => boolean;
  /** Whether another folder has the same file under a name of its own: a lock beside it holds nobody there back. */
  readonly hasTwoNames: () => boolean;
  /**
   * How many passphrases and recovery keys were wrong in a row; kept beside the folder, so that a copy of it has none.
   */
  readonly readWrongTries: () => number;
  readonly writeWrongTries: (wrong: number) => void;
  /** Keeps other processes from trying keys until released; undefined while one does. */
  readonly claimTries: () => (() => void) | undefined;
  readonly readKeyEnvelope: () => string | undefined;
  /** Written beside, flushed, renamed. */
  readonly writeKeyEnvelope: (text: string) => void;
  /** Takes away what is left of a change of the vault's key: the database under the other key, whole or not. */
  readonly dropOldDatabase: () => void;
  /** Puts key envelope and new database in their places, in an order that leaves either no vault or a whole one. */
  readonly adopt: (keyEnvelope: string) => void;
  /**
   * Copies the database as it lies there, with what is not folded into it yet, beside it under a name of its own, which
   * is returned.
   */
  readonly keepEvidence: (stamp: string) => string;
  /**
   * Copies what was kept as evidence, with the key envelope and these texts by the names of their files, into a folder of its
   * own in another one: its name. Throws what the file system throws, and leaves nothing half there then.
   */
  readonly copyEvidence: (evidence: string, into: string, texts: Readonly<Record<string, string>>) => Promise<string>;
  /** An empty folder for what is being made, which is gone at the next start. */
  readonly scratch: (what: Scratch) => string;
  readonly dropScratch: (what: Scratch) => void;
  /**
   * Puts a database, which stands for itself, and its key envelope in the place of what is here, which goes into a folder of
   * its own beside it: its name. Whenever it is interrupted, the next start finishes it, and finds the note.
   */
  readonly exchange: (exchange: Exchange) => string;
  /** What was noted with an exchange after which no vault was opened yet. */
  readonly readNote: () => string | undefined;
  readonly dropNote: () => void;
  /** The database in a folder that was kept. */
  readonly keptDatabase: (kept: string) => string | undefined;
};

/**
 * What lies in a folder of backups: bytes that fit in there still, the names of a vault's backups and their size together.
 * `sameDisk`: on the disk on which the vault lies.
 */
export type FolderLook = {
  readonly free: number;
  readonly sameDisk: boolean;
  readonly names: readonly string[];
  readonly bytes: number;
};

/** Backups in age format, and the folders in which they lie. */
export type Backups = {
  /** The folder on this computer itself. */
  readonly here: string;
  /** An X25519 identity of age from its 32 bytes, and the recipient that belongs to it. */
  readonly keysOf: (bytes: Uint8Array) => Promise<{ readonly identity: string; readonly recipient: string }>;
  /** Takes a folder for a vault's backups, unless it is one of `known` by whatever spelling; what keeps it from that. */
  readonly mark: (
    path: string,
    vault: string,
    known: readonly string[],
  ) => Promise<FolderRefusal | BackupTrouble | undefined>;
  /** Undefined where it is away, or is none of this vault's. */
  readonly look: (path: string, vault: string) => Promise<FolderLook | undefined>;
  /**
   * Makes a backup beside the app. `done` never rejects: null, or what kept it from every folder. `stop` ends it, for
   * `because`, or as a person's word.
   */
  readonly run: (
    job: BackupJob,
    hear: (news: BackupNews) => void,
  ) => { readonly done: Promise<BackupTrouble | null>; readonly stop: (because?: BackupTrouble) => void };
};

/** A backup that a person pointed at. */
export type ChosenBackup = {
  /** Of its file. */
  readonly name: string;
  readonly header: () => Promise<ReadHeader | { readonly is: "not-read" }>;
  /**
   * Does all that a restore does but the exchange, beside the app, with a kit's 20 bytes, in an empty folder of the vault's
   * own. `done` never rejects; undefined where it was stopped.
   */
  readonly check: (
    recoveryKey: Uint8Array,
    scratch: string,
    report: (progress: CheckProgress) => void,
  ) => { readonly done: Promise<CheckedBackup | undefined>; readonly stop: () => void };
};

/** A vault that lies elsewhere, chosen to be opened here. */
export type ChosenVault = {
  /** Of its file. */
  readonly name: string;
  /** Copies its database to `file`, which it replaces, and returns its key envelope; undefined where there is none. */
  readonly copyTo: (file: string) => string | undefined;
};

/** How the host's window looks, and what became of the file that remembers it. */
export type Appearance = {
  readonly now: () => { readonly theme: Theme; readonly preferences: PreferencesDamage | null };
  /** Shows at once; settled when it is kept for the next start, or with what keeps it from that. */
  readonly chooseTheme: (theme: Theme) => Promise<void>;
};

/** What preferences remember of the vault that was here: no name, only a salted digest of the practice's. */
export type KnownVault = {
  readonly read: () => { readonly vaultId: string; readonly practice: string } | undefined;
  readonly write: (known: { readonly vaultId: string; readonly practice: string }) => void;
};

/**
 * The signed heads of a ledger, kept outside the vault's folder: the key store, else a file elsewhere. Reading gives
 * what lies there, the newest one among it; writing is durable when it returns, and throws what the place throws.
 */
export type Heads = {
  readonly read: (vaultId: string) => readonly string[];
  readonly write: (vaultId: string, head: string) => void;
  readonly close: () => void;
};

/**
 * The secret by which a workstation is remembered for an account, outside the vault: the key store, else a file
 * elsewhere. `undefined`: there is none, or the store does not answer. `false`: it could not be written. null takes it
 * away.
 */
export type WorkstationSecrets = {
  readonly read: (account: string) => string | undefined;
  readonly write: (account: string, secret: string | null) => boolean;
};

/** `numbered`: it runs over many pages, each with its number at the foot. */
export type Paper = { readonly title: string; readonly html: string; readonly numbered?: boolean };
/** What paper to fill and how its readers write dates: the practice's region (ISO 3166) and time zone (IANA). */
export type Sheet = { readonly size: "A4" | "Letter"; readonly region: string; readonly timeZone: string };

/** One person's page: `setupCode` as shown to people, `validUntilAt` in epoch ms. */
export type SheetPerson = {
  readonly name: string;
  readonly email: string;
  readonly accountType: "provider" | "staff";
  readonly setupCode: string;
  readonly validUntilAt: number;
  /** The code starts an account, or lets somebody with a password enroll a phone again. */
  readonly purpose: "choose-password" | "set-up-phone";
  /** The sealed form: a key as QR code (data:image/svg+xml, with its margin), and the same in groups of four. */
  readonly sealed: { readonly qr: string; readonly key: string } | null;
};

/** Cells are texts as the screen shows them; figures stand at the `end` of their column. */
export type PaperTable = {
  readonly columns: readonly { readonly label: string; readonly align: "start" | "end" }[];
  readonly rows: readonly (readonly string[])[];
};

/** `statedFilters` are whole sentences ("Status: overdue."); none means that nothing was left out. */
export type ListOnPaper = PaperTable & {
  readonly title: string;
  readonly practice: string;
  readonly statedFilters: readonly string[];
  readonly printedAt: number;
};

/** Stacked `areas` over time, or one stacked bar for each point; up to six series, one value of each in every point. */
export type PaperChart = {
  readonly draw: "areas" | "bars";
  /** What is counted, as the chart's axis says it: "People". */
  readonly unit: string;
  readonly series: readonly { readonly label: string }[];
  readonly points: readonly { readonly label: string; readonly values: readonly number[] }[];
  /** In areas: points, by their place among them, at which something began ("Everyone, from 1 October 2026"). */
  readonly markers?: readonly { readonly point: number; readonly label: string }[];
};

/** `chart` is null where there is nothing to draw; `statedFilters` holds the range of dates too. */
export type ReportOnPaper = ListOnPaper & {
  readonly chart: PaperChart | null;
  /** What somebody signs under the table. */
  readonly signOff?: string;
};

/** People by the way they prove a second factor. */
export type Coverage = { readonly app: number; readonly text: number; readonly none: number };

/**
 * The newest entry of the audit log when a paper was made: its number in the chain, its hash in hexadecimal, and the two in
 * twelve words and in a QR code, by which the log can be asked whether it still holds that entry.
 */
export type LedgerOnPaper = {
  readonly entries: number;
  readonly headHash: string;
  readonly words: readonly string[];
  readonly code: string;
};

/** What an insurer is handed. Figures are counts; times are epoch ms; texts are worded as a reader is to see them. */
export type EvidencePack = {
  readonly practice: string;
  /** From the day of `fromAt` to the day of `toAt`, both included. */
  readonly period: { readonly fromAt: number; readonly toAt: number };
  readonly madeAt: number;
  /** "Joan Price, practice manager". */
  readonly madeBy: string;
  /** Whole sentences that say what was left out; none means everybody. */
  readonly statedFilters: readonly string[];
  readonly vaultId: string;
  readonly workstation: string;
  readonly ledger: LedgerOnPaper;
  /** Active people at `madeAt`. */
  readonly now: {
    readonly coverage: Coverage;
    readonly managers: { readonly all: number; readonly protected: number };
    readonly overdue: number;
    readonly exempt: number;
  };
  /** In the order of time; the last point is the end of the period. */
  readonly coverageOverTime: readonly ({ readonly at: number } & Coverage)[];
  readonly byAccountType: readonly ({ readonly label: string } & Coverage)[];
  readonly byRole: readonly ({ readonly label: string } & Coverage)[];
  /** One sentence for each rule that holds at `madeAt`; none means that nobody is required. */
  readonly policy: readonly string[];
  /** The setting: for how many days a workstation may stand in for a token, 0 for never. */
  readonly rememberDays: number;
  readonly policyChanges: readonly {
    readonly at: number;
    readonly what: string;
    readonly by: string;
    readonly reason: string | null;
  }[];
  /** `untilAt` is any instant of the last day. */
  readonly exemptions: readonly {
    readonly person: string;
    readonly untilAt: number;
    readonly reason: string;
    readonly grantedBy: string;
    readonly grantedAt: number;
  }[];
  readonly resets: readonly {
    readonly at: number;
    readonly person: string;
    readonly cause: string;
    /** How it was made sure who asked. */
    readonly proof: string;
    readonly by: string;
  }[];
  readonly lockouts: {
    readonly byCause: readonly { readonly cause: string; readonly count: number }[];
    /** `month` is any instant of the month. */
    readonly byMonth: readonly { readonly month: number; readonly count: number }[];
  };
  readonly codesClaimed: readonly {
    readonly at: number;
    readonly person: string;
    readonly purpose: string;
    readonly where: string;
  }[];
};

/** Documents for the printer or a file (src/main/papers). */
export type Papers = {
  readonly recoveryKit: (
    kit: {
      readonly practice: string;
      readonly vaultId: string;
      readonly recoveryKey: string;
      /** The practice key's, which signs backups. */
      readonly fingerprint: string;
      readonly number: number;
      readonly madeAt: number;
    },
    sheet: Sheet,
  ) => Paper;
  readonly recoveryCodes: (
    codes: {
      readonly practice: string;
      readonly name: string;
      readonly codes: readonly string[];
      /** The number of the first of them. */
      readonly first: number;
      readonly madeAt: number;
      readonly stillStuck: string | null;
    },
    sheet: Sheet,
  ) => Paper;
  /** `code` as shown to people: groups joined by hyphens; `lastDayAt` is any instant of its last day. */
  readonly emergencyHalf: (
    half: {
      readonly practice: string;
      readonly number: number;
      readonly half: "first" | "second";
      readonly code: string;
      readonly lastDayAt: number;
      readonly madeAt: number;
    },
    sheet: Sheet,
  ) => Paper;
  readonly setupSlip: (
    slip: SheetPerson & { readonly practice: string; readonly stillStuck: string | null },
    sheet: Sheet,
  ) => Paper;
  /** One document, a page for each person in the order given. */
  readonly enrollmentSheets: (
    sheets: {
      readonly practice: string;
      readonly stillStuck: string | null;
      readonly people: readonly SheetPerson[];
    },
    sheet: Sheet,
  ) => Paper;
  /** A table, landscape where it has more than five columns. */
  readonly listPaper: (list: ListOnPaper, sheet: Sheet) => Paper;
  readonly reportPaper: (report: ReportOnPaper, sheet: Sheet) => Paper;
  readonly evidencePack: (pack: EvidencePack, sheet: Sheet) => Paper;
  readonly signOffSheet: (
    signOff: {
      readonly practice: string;
      readonly vaultId: string;
      readonly workstation: { readonly id: string; readonly name: string };
      readonly ledger: LedgerOnPaper;
      readonly printedAt: number;
      readonly printedBy: string;
    },
    sheet: Sheet,
  ) => Paper;
  /** data:image/svg+xml, black on white with its four-module margin. */
  readonly qrSvgDataUri: (text: string) => string;
};

/**
 * To be called between two steps: tells how far the work is, and lets others have their turn. False: it was stopped.
 */
export type Step = (done: number, of: number) => Promise<boolean>;

/** What rows are checked against besides the rules themselves. */
export type TableCheck = {
  readonly columns: number;
  readonly rows: readonly TableRow[];
  readonly mapping: Mapping;
  /** The column of account types says them outright, and holds no job titles. */
  readonly saysAccountType: boolean;
  readonly region: string;
};

/** A file with a list of people, as a host read it: null where it could not, and no more than the largest list has and a byte. */
export type TableFile = { readonly name: string; readonly bytes: Uint8Array | null };

/** Lists of people: read and checked beside the app. */
export type Tables = {
  readonly read: (bytes: Uint8Array) => Promise<TableRead>;
  /** Undefined: it was stopped. */
  readonly check: (check: TableCheck, step: Step) => Promise<readonly CheckedRow[] | undefined>;
};
