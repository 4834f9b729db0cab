import type { VaultTrouble } from "../refusals";
import type { KeyChange, KeyChangeTrouble, KitReason, Unconfirmed } from "../vocabulary";

export type VaultState =
  | { readonly is: "none"; readonly gone: boolean }
  | { readonly is: "passphrase-needed" }
  | { readonly is: "key-missing" }
  /** The key store's key does not open the vault: it is another one, or the file is damaged. */
  | { readonly is: "key-unfit" }
  | { readonly is: "trouble"; readonly trouble: VaultTrouble["trouble"] }
  /** Closed until a manager confirms it. `kitTyped`: the recovery key was typed to open it, and is not asked for again. */
  | {
      readonly is: "unconfirmed";
      readonly because: Unconfirmed;
      readonly kitTyped: boolean;
      /** Newer entries are known to be gone: it takes the emergency codes too, or waits until then (epoch ms); null: none are. */
      readonly wait: { readonly isOver: boolean; readonly expectedAt: number } | null;
    }
  /** Closed while it is written under a new key; `of` 0: not known yet. */
  | { readonly is: "changing-key"; readonly done: number; readonly of: number }
  | { readonly is: "open" };

export type PracticeSetupStep = "vault" | "sign-in" | "text-tokens" | "two-factor" | "recovery-kit" | "done";

/** What `verifyLedger` or the checks at start found wrong; the app stays readable for managers and auditors, accounts concerned stay out. */
export type Alarm = {
  readonly what: "ledger-cut" | "ledger-changed" | "tables-differ" | "file-damaged";
};

/** A kit that was just made; `fingerprint`: of the practice key, which signs backups. */
export type RecoveryKit = {
  readonly key: string;
  readonly groups: number;
  readonly askGroup: number;
  readonly number: number;
  readonly fingerprint: string;
};

/** How the vault opens on this computer, and what was changed of that last. */
export type VaultKeysView = {
  readonly opensBy: "key-store" | "passphrase";
  readonly hasKeyStore: boolean;
  readonly kit: { readonly number: number; readonly madeAt: number; readonly reason: KitReason | null } | null;
  /** Backups that an older kit opens, by folder: the names of those that can be reached, or that of the last one there. */
  readonly older: readonly { readonly path: string; readonly isThere: boolean; readonly files: readonly string[] }[];
  readonly last: {
    readonly what: KeyChange;
    readonly at: number;
    /** "unfinished": what is left is done at the next start. */
    readonly became: "done" | "unfinished" | KeyChangeTrouble;
  } | null;
};

export type ChosenFile = { readonly name: string };

/** A backup that was chosen: its file's name, and the kit that it takes. */
export type ChosenBackupView = {
  readonly name: string;
  readonly kit: { readonly number: number; readonly madeAt: number };
};

/** What a checked backup holds; `backup`: which one it is. Times are epoch ms. */
export type BackupFacts = {
  readonly backup: string;
  readonly practice: string;
  /** How that practice writes times. */
  readonly place: { readonly region: string; readonly timeZone: string };
  readonly madeAt: number;
  readonly computer: string;
  readonly entries: number;
  readonly people: number;
  readonly fingerprint: string;
  readonly tookMs: number;
};
