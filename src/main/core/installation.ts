import type { Waiting } from "../../contract/refusals";
import type { Result } from "../../contract/result";
import type { VaultState } from "../../contract/views";
import type { World } from "./context";
import type { Clock, Delivery, Dice, Hashing, Heads, KeyStore, KnownVault, Papers, VaultFolder } from "./ports";
import type { Db } from "./store/open";
import type { Seal } from "./vault/heads";

/** What is there before any vault is open, and what stays when one is: founding and opening work on this. */
export type House = {
  /** The computer's own; an opened vault may correct it. */
  readonly clock: Clock;
  readonly dice: Dice;
  readonly hashing: Hashing;
  readonly delivery: Delivery;
  readonly papers: Papers;
  readonly keyStore: KeyStore;
  readonly folder: VaultFolder;
  readonly known: KnownVault;
  readonly heads: Heads;
  /** Asks for a file with the system's dialog; null when cancelled. */
  readonly chooseFile: () => Promise<Result<string | null, Waiting>>;
  /** A fresh Ed25519 pair in PEM, with which the workstation signs its head. */
  readonly newSigningKey: () => { readonly publicKey: string; readonly privateKey: string };
  /** Builds the world around an opened vault and starts what runs beside it (checks, outbox, idle time). */
  readonly moveIn: (opened: OpenedVault) => World;
  readonly now: HouseState;
};

export type OpenedVault = {
  readonly db: Db;
  readonly key: Uint8Array;
  readonly vaultId: string;
  readonly workstation: string;
};

export type HouseState = {
  vault: VaultState;
  world: World | null;
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
export function nothingOpen(): HouseState {
  return {
    vault: { is: "none", gone: false },
    world: null,
    key: null,
    seal: null,
    lock: null,
    kit: null,
    chosenFile: null,
    tries: { last: Promise.resolve(), since: null },
  };
}
