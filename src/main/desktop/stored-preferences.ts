import type { Theme } from "../../contract/views";
import { parseJson } from "../core/domain/json";

/*
 * Nothing that matters for security, and nobody's name. Three values in a file of our own: a library for settings, with
 * its schemas, took a tenth of the time to the first field.
 */
export type Stored = {
  theme: Theme;
  place: { x: number; y: number; width: number; height: number; maximised: boolean } | null;
  knownVault: { vaultId: string; practice: string } | null;
};

const defaults: Stored = { theme: "system", place: null, knownVault: null };

const isTheme = (value: unknown): value is Theme => value === "system" || value === "light" || value === "dark";

/** Whole, and far beyond any desktop: with larger numbers the system would refuse, and no window would show. */
const isPixels = (value: unknown) => Number.isSafeInteger(value) && Math.abs(value as number) <= 1_000_000;

function isPlace(value: unknown): value is NonNullable<Stored["place"]> {
  if (typeof value !== "object" || value === null) return false;
  const { x, y, width, height, maximised } = value as Record<string, unknown>;
  return [x, y, width, height].every(isPixels) && typeof maximised === "boolean";
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
