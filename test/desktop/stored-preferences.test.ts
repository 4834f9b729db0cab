import { expect, test } from "vitest";
import { readPreferences } from "../../src/main/desktop/stored-preferences";

const nothing = { theme: "system", place: null, knownVault: null };
const place = { x: 10, y: 20, width: 1200, height: 800, maximised: false };
const knownVault = { vaultId: "a".repeat(26), practice: "0f" };

const sound = (stored: object) => ({ stored, damaged: false });
const damaged = (stored: object) => ({ stored, damaged: true });

test("what was stored is read back", () => {
  const stored = { theme: "dark", place, knownVault };
  expect(readPreferences(JSON.stringify(stored))).toEqual(sound(stored));
});

test.each(["", "{", "null", "[]", "7", '"dark"'])("a file that says %j is as if nothing had ever been set", (text) => {
  expect(readPreferences(text)).toEqual(damaged(nothing));
});

test("a place that no screen has, as damage leaves it, is none", () => {
  for (const wrong of [{ x: 9e12 }, { height: -2_000_001 }, { width: 1.5 }, { y: null }]) {
    expect(readPreferences(JSON.stringify({ place: { ...place, ...wrong } }))).toEqual(damaged(nothing));
  }
});

test("what is damaged falls back by itself and leaves the rest", () => {
  const both = { theme: "purple", place: { ...place, x: "10" }, knownVault, more: true };
  expect(readPreferences(JSON.stringify(both))).toEqual(damaged({ ...nothing, knownVault }));
  expect(readPreferences(JSON.stringify({ theme: "light", knownVault: { vaultId: 7 } }))).toEqual(
    damaged({ ...nothing, theme: "light" }),
  );
});

test("what a version before or after this one has written is no damage", () => {
  expect(readPreferences("{}")).toEqual(sound(nothing));
  expect(readPreferences(JSON.stringify({ theme: "light" }))).toEqual(sound({ ...nothing, theme: "light" }));
  const later = { theme: "dark", place: { ...place, screen: 2 }, knownVault, language: "es" };
  expect(readPreferences(JSON.stringify(later))).toEqual(sound({ theme: "dark", place, knownVault }));
});
