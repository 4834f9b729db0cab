import Store from "electron-store";
import type { Theme } from "../preload/views";
import type { KnownVault } from "./outside/types";

/** Nothing that matters for security, and nobody's name. */
type Stored = {
  theme: Theme;
  place: { x: number; y: number; width: number; height: number; maximised: boolean } | null;
  knownVault: { vaultId: string; practice: string } | null;
};

const defaults: Stored = { theme: "system", place: null, knownVault: null };

export type Preferences = {
  readonly get: <K extends keyof Stored>(name: K) => Stored[K];
  readonly set: <K extends keyof Stored>(name: K, value: Stored[K]) => void;
};

/** A damaged file of preferences is started anew: it decides nothing. */
export function openPreferences(): Preferences {
  const store = new Store<Stored>({ name: "preferences", defaults, clearInvalidConfig: true });
  return { get: (name) => store.get(name), set: (name, value) => store.set(name, value) };
}

export function knownVaultIn(preferences: Preferences): KnownVault {
  return {
    read: () => preferences.get("knownVault") ?? undefined,
    write: (known) => {
      const before = preferences.get("knownVault");
      if (before?.vaultId !== known.vaultId || before.practice !== known.practice) preferences.set("knownVault", known);
    },
  };
}
