import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import type { Theme } from "../preload/views";
import { parseJson } from "./domain/json";
import type { KnownVault } from "./outside/types";
import { writeDurably } from "./outside/vault-folder";

/*
 * Nothing that matters for security, and nobody's name. Three values in a file of our own: a library for settings, with
 * its schemas, took a tenth of the time to the first field.
 */
type Stored = {
  theme: Theme;
  place: { x: number; y: number; width: number; height: number; maximised: boolean } | null;
  knownVault: { vaultId: string; practice: string } | null;
};

const defaults: Stored = { theme: "system", place: null, knownVault: null };

const isTheme = (value: unknown): value is Theme => value === "system" || value === "light" || value === "dark";

function isPlace(value: unknown): value is NonNullable<Stored["place"]> {
  if (typeof value !== "object" || value === null) return false;
  const { x, y, width, height, maximised } = value as Record<string, unknown>;
  return [x, y, width, height].every(Number.isSafeInteger) && typeof maximised === "boolean";
}

function isKnownVault(value: unknown): value is NonNullable<Stored["knownVault"]> {
  if (typeof value !== "object" || value === null) return false;
  const { vaultId, practice } = value as Record<string, unknown>;
  return typeof vaultId === "string" && typeof practice === "string";
}

/** What of a file's text is a preference; the rest, or all of a damaged file, is as if it had never been set. */
export function readPreferences(text: string): Stored {
  const parsed = parseJson(text);
  const { theme, place, knownVault } = (typeof parsed === "object" && parsed !== null ? parsed : {}) as Record<
    string,
    unknown
  >;
  return {
    theme: isTheme(theme) ? theme : defaults.theme,
    place: isPlace(place) ? place : null,
    knownVault: isKnownVault(knownVault) ? knownVault : null,
  };
}

export type Preferences = {
  readonly get: <K extends keyof Stored>(name: K) => Stored[K];
  readonly set: <K extends keyof Stored>(name: K, value: Stored[K]) => void;
};

export function openPreferences(): Preferences {
  const file = join(app.getPath("userData"), "preferences.json");
  const stored = existsSync(file) ? readPreferences(readFileSync(file, "utf8")) : { ...defaults };
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
