import type { Waiting } from "../../contract/refusals";
import type { Result } from "../../contract/result";
import type { VaultState } from "../../contract/vault/views";
import type { VaultContext } from "./context";
import type { Clock, Delivery, Hashing, Heads, KeyStore, KnownVault, Papers, Random, VaultFolder } from "./ports";
import type { Db } from "./store/open";
import type { Seal } from "./vault/heads";

/** What is there before any vault is open, and what stays when one is: founding and opening work on this. */
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
  /** Asks for a file with the system's dialog; null when canceled. */
  readonly chooseFile: () => Promise<Result<string | null, Waiting>>;
  /** A fresh Ed25519 pair in PEM, with which the workstation signs its head. */
  readonly newSigningKey: () => { readonly publicKey: string; readonly privateKey: string };
  /** Builds the world around an opened vault and starts what runs beside it (checks, outbox, idle time). */
  readonly openContext: (opened: OpenedVault) => VaultContext;
  readonly now: InstallationState;
};

export type OpenedVault = {
  readonly db: Db;
  readonly key: Uint8Array;
  readonly vaultId: string;
  readonly workstation: string;
};

export type InstallationState = {
  vault: VaultState;
  context: VaultContext | null;
  /** The opened vault's key: for the recovery kit and for the worker that verifies. */
  key: Uint8Array | null;
  /** What seals the opened vault's commits. */
  seal: Seal | null;
  /** Held until exit. */
  lock: Db | null;
  /** The kit that was shown and not yet checked by typing part of it back. */
  kit: { readonly id: string; readonly bytes: Uint8Array; readonly askGroup: number } | null;
  chosenFile: string | null;
  /** The last try to open the vault, after which the next one is looked at; `since` (monotonic): from when the wait counts. */
  tries: { last: Promise<unknown>; since: number | null };
};

/** Before any vault was looked for. */
export function nothingOpen(): InstallationState {
  return {
    vault: { is: "none", gone: false },
    context: null,
    key: null,
    seal: null,
    lock: null,
    kit: null,
    chosenFile: null,
    tries: { last: Promise.resolve(), since: null },
  };
}
