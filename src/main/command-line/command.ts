import type { Heads, KeyStore } from "../core/ports";
import { orTrouble } from "../core/store/trouble";
import { keyThatOpens } from "../core/vault/kept-key";
import type { KeySource } from "./arguments";
import type { FoundVault } from "./closed-vault";
import { type CommandResult, inTheWay, withoutKey, withTrouble } from "./result";
import { findKey, type VaultKey } from "./vault-key";

/** What a command works on, and how it speaks while it works. */
export type Surroundings = {
  readonly dataDir: string;
  /** What `check-backup` checks. */
  readonly file: string | undefined;
  /** Where the built workers lie. */
  readonly program: string;
  readonly key: KeySource | undefined;
  readonly keyStore: KeyStore;
  readonly heads: Pick<Heads, "read">;
  readonly say: (text: string) => void;
  /** For a terminal alone: how far a long check is, on one line. */
  readonly progress: (text: string) => void;
};

export type ThereVault = Extract<FoundVault, { is: "there" }>;

/** The key of a vault that is there, or what a command comes to without one. */
export function keyFor(
  { folder, keyEnvelope }: ThereVault,
  { key: source, keyStore, say }: Surroundings,
): VaultKey | CommandResult {
  const key = orTrouble(() => findKey({ folder, keyEnvelope, source, keyStore, say }));
  if (key === "read-only") return inTheWay("uncounted");
  if (typeof key === "string") return withTrouble(key);
  return key.ok ? key.value : withoutKey(key.refusal.code);
}

/** Which of the keys opens this copy of the vault; where none does, opening it with the first shows that. */
export function theOneOf(copy: string, keys: readonly Uint8Array[]): Uint8Array {
  return keyThatOpens(copy, keys) ?? keys[0] ?? new Uint8Array();
}
