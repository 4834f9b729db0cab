import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import type { KnownVault } from "../core/ports";
import { writeDurably } from "../platform/vault-folder";
import { readPreferences, type Stored } from "./stored-preferences";

export type Preferences = {
  readonly get: <K extends keyof Stored>(name: K) => Stored[K];
  readonly set: <K extends keyof Stored>(name: K, value: Stored[K]) => void;
};

export function openPreferences(): Preferences {
  const file = join(app.getPath("userData"), "preferences.json");
  const stored = readPreferences(existsSync(file) ? readFileSync(file, "utf8") : "");
  return {
    get: (name) => stored[name],
    set: (name, value) => {
      stored[name] = value;
      writeDurably(file, `${JSON.stringify(stored, null, 2)}\n`);
    },
  };
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
