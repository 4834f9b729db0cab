import type { VaultState } from "../../contract/vault/views";
import type { KeyChangeTrouble } from "../../contract/vocabulary";
import type { VaultContext } from "./context";
import type { SigningKey } from "./domain/head-signature";
import type { Keys } from "./domain/keys";
import type { NewKeyJob, NewKeyNews } from "./domain/new-key-job";
import type {
  Appearance,
  Backups,
  ChosenVault,
  Clock,
  Delivery,
  Hashing,
  Heads,
  KeyStore,
  KnownVault,
  Papers,
  Random,
  Tables,
  VaultFolder,
  WorkstationSecrets,
} from "./ports";
import type { Session } from "./session/session";
import type { VerifyJob, VerifyNews } from "./store/ledger/check-vault";
import type { Db } from "./store/open";
import type { RestoreInHand } from "./vault/restore-in-hand";

/** What is there before any vault is open, and what stays when one is: setting up and opening work on this. */
export type Installation = {
  /** The computer's own; an opened vault may correct it. */
  readonly clock: Clock;
  readonly random: Random;
  readonly hashing: Hashing;
  readonly delivery: Delivery;
  readonly papers: Papers;
  readonly keyStore: KeyStore;
  readonly folder: VaultFolder;
  readonly known: KnownVault;
  readonly heads: Heads;
  readonly workstationSecrets: WorkstationSecrets;
  readonly tables: Tables;
  readonly backups: Backups;
  readonly appearance: Appearance;
  /** As the people who look after it call this computer. */
  readonly computerName: string;
  /** Of this Wardkey. */
  readonly version: string;
  /** A fresh Ed25519 pair in PEM, with which the workstation signs its head. */
  readonly newSigningKey: () => { readonly publicKey: string; readonly privateKey: string };
  /** Checks the ledger, its tables and secrets beside the app. */
  readonly runCheck: RunCheck;
  /** Writes a closed vault's database under a new key beside the app; settles when it ends, however it does. */
  readonly putUnderNewKey: (job: NewKeyJob, hear: (news: NewKeyNews) => void) => Promise<void>;
  /** Starts what runs beside an opened vault: outbox, head, clock, idle time. */
  readonly startBackground: (installation: Installation, context: VaultContext) => Background;
  /** What the hosts of this process hold: one for each window. */
  readonly sessions: Set<Session>;
  readonly now: InstallationState;
};

/** `soon` is called after every commit; `stop` once, at quit. */
export type Background = { readonly soon: () => void; readonly stop: () => void };

/**
 * Checks a vault beside the app, telling how far it is and what it found; settles when it ends. "failed": it could not run,
 * and says nothing of the vault. Once `stop` says so nothing more is heard of it.
 */
export type RunCheck = (
  job: VerifyJob,
  hear: (news: VerifyNews) => void,
  stop?: AbortSignal,
) => Promise<"ended" | "stopped" | "failed">;

/**
 * What seals a vault's commits. Nothing is written outside while it is `held`: a missing head must go on being missing.
 */
export type Seal = {
  /** Writes outside what could not be written before; called every few seconds. */
  readonly tryAgain: () => void;
  /** The vault is confirmed: from now on heads go outside, signed with `key`. */
  readonly release: (key: SigningKey) => void;
};

/** What a vault lacks that goes on as a workstation of its own, as far as heads outside tell. */
export type GoingOn = {
  /** Heads whose entries it does not contain. */
  readonly lost: readonly { readonly workstation: string; readonly seq: number }[];
  /** Heads are known outside, and it contains the entries of each: nothing newer is missing. */
  readonly isWhole: boolean;
};

export type OpenedVault = {
  readonly db: Db;
  readonly key: Uint8Array;
  readonly keys: Keys;
  readonly vaultId: string;
  readonly workstation: string;
};

export type InstallationState = {
  vault: VaultState;
  context: VaultContext | null;
  /** The opened vault's key: for the recovery kit and for the worker that verifies. */
  key: Uint8Array | null;
  /** What the opened vault goes on from, while it waits to be confirmed as a workstation of its own. */
  goingOn: GoingOn | null;
  /** What seals the opened vault's commits. */
  seal: Seal | null;
  /** What runs beside the opened vault. */
  background: Background | null;
  /** Held until exit. */
  lock: Db | null;
  /** The kit that was shown and not yet checked by typing part of it back. */
  kit: { readonly id: string; readonly bytes: Uint8Array; readonly askGroup: number } | null;
  /** The backup that was chosen to be restored, or tested. */
  restore: RestoreInHand | null;
  /** What kept a new key from being put in the place of the vault's, until it is recorded. */
  newKeyTrouble: KeyChangeTrouble | null;
  /** The vault that was chosen to be opened here. */
  chosenVault: ChosenVault | null;
  /**
   * The last try to open the vault, after which the next one is looked at; `since` (monotonic): from when the wait
   * counts.
   */
  tries: { last: Promise<unknown>; since: number | null };
};

/** Before any vault was looked for. */
export function nothingOpen(): InstallationState {
  return {
    vault: { is: "none", gone: false },
    context: null,
    key: null,
    goingOn: null,
    seal: null,
    background: null,
    lock: null,
    kit: null,
    restore: null,
    newKeyTrouble: null,
    chosenVault: null,
    tries: { last: Promise.resolve(), since: null },
  };
}
