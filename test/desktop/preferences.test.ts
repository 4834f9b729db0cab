import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { knownVaultIn, openPreferences, type WritePreferences } from "../../src/main/desktop/preferences";

const place = { x: 10, y: 20, width: 1200, height: 800, maximised: false };
const knownVault = { vaultId: "a".repeat(26), practice: "0f" };
const AT = Date.UTC(2026, 10, 2, 8, 30, 15, 7);
const ASIDE = "preferences.damaged-20261102083015007.json";

let folder: string;
let file: string;
let opened: number;
let lines: string[];
let failing: Error | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-preferences-"));
  file = join(folder, "preferences.json");
  opened = 0;
  lines = [];
  failing = undefined;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writeAll: WritePreferences = (values) => {
  if (failing !== undefined) throw failing;
  writeFileSync(file, JSON.stringify(values));
};

function open() {
  const preferences = openPreferences({
    file,
    openStore: async () => {
      opened += 1;
      return writeAll;
    },
    now: () => AT,
  });
  preferences.onDamage((line) => lines.push(line));
  return preferences;
}

const written = () => JSON.parse(readFileSync(file, "utf8"));

describe("a sound file, or none", () => {
  it("is read without the library that writes it", async () => {
    writeFileSync(file, JSON.stringify({ theme: "dark", place, knownVault }));
    const preferences = open();
    expect([preferences.get("theme"), preferences.get("place")]).toEqual(["dark", place]);
    await preferences.mend();
    expect([opened, preferences.damage(), lines, readdirSync(folder)]).toEqual([0, null, [], ["preferences.json"]]);
  });

  it("says nothing on a computer that has none yet", async () => {
    const preferences = open();
    await preferences.mend();
    expect([preferences.get("theme"), preferences.get("place"), preferences.get("knownVault")]).toEqual([
      "system",
      null,
      null,
    ]);
    expect([opened, preferences.damage(), readdirSync(folder)]).toEqual([0, null, []]);
  });

  it("holds what is set at once, and says until when it is written", async () => {
    const preferences = open();
    const saved = preferences.set("theme", "light");
    expect([preferences.get("theme"), preferences.isWriting()]).toEqual(["light", true]);
    await preferences.written();
    expect([preferences.isWriting(), written()]).toEqual([false, { theme: "light", place: null, knownVault: null }]);
    await saved;
  });

  it("hands back what keeps a value from the disk, and holds the value all the same", async () => {
    const preferences = open();
    failing = new Error("no room");
    await expect(preferences.set("theme", "light")).rejects.toThrow("no room");
    expect([preferences.get("theme"), preferences.isWriting(), preferences.damage()]).toEqual(["light", false, null]);
  });
});

describe("a damaged file", () => {
  it.each(["", "{", "null", '{"theme":"purple"}'])(
    "that says %j is replaced, kept beside, and said once",
    async (text) => {
      writeFileSync(file, text);
      const preferences = open();
      expect(preferences.damage()).toBe(null);
      await preferences.mend();
      expect(preferences.damage()).toBe("replaced");
      expect(written()).toEqual({ theme: "system", place: null, knownVault: null });
      expect(readFileSync(join(folder, ASIDE), "utf8")).toBe(text);
      await preferences.set("theme", "dark");
      await preferences.mend();
      expect(lines).toEqual([`preferences.json was damaged: a new one was written, and it is kept as ${ASIDE}`]);
      expect(readdirSync(folder).sort()).toEqual([ASIDE, "preferences.json"]);
    },
  );

  it("leaves what could be read to the new one", async () => {
    writeFileSync(file, JSON.stringify({ theme: "dark", place: "left", knownVault }));
    await open().mend();
    expect(written()).toEqual({ theme: "dark", place: null, knownVault });
  });

  it("is replaced with the first value that is set, where nothing came before that", async () => {
    writeFileSync(file, "{");
    const preferences = open();
    await preferences.set("theme", "dark");
    expect([preferences.damage(), written().theme]).toEqual(["replaced", "dark"]);
  });

  it("may be no file at all", async () => {
    mkdirSync(file);
    const preferences = open();
    await preferences.mend();
    expect([preferences.damage(), written().theme]).toEqual(["replaced", "system"]);
  });

  it("is found while the app runs too, and the values stay", async () => {
    const preferences = open();
    await preferences.set("place", place);
    writeFileSync(file, "\0".repeat(100));
    await preferences.set("theme", "dark");
    expect([preferences.damage(), written()]).toEqual(["replaced", { theme: "dark", place, knownVault: null }]);
  });

  it("that was replaced before anybody listened is told to whoever comes", async () => {
    writeFileSync(file, "{");
    const preferences = open();
    preferences.onDamage(() => {});
    await preferences.mend();
    expect(lines).toEqual([]);
    preferences.onDamage((line) => lines.push(line));
    expect(lines).toEqual([`preferences.json was damaged: a new one was written, and it is kept as ${ASIDE}`]);
  });

  it("of which no new one can be written says so once, and takes it back when one is", async () => {
    writeFileSync(file, "{");
    const preferences = open();
    failing = new Error("no room");
    await preferences.mend();
    expect(preferences.damage()).toBe("not-replaced");
    await expect(preferences.set("theme", "dark")).rejects.toThrow("no room");
    failing = undefined;
    await preferences.set("theme", "light");
    expect([preferences.damage(), written().theme]).toEqual(["replaced", "light"]);
    expect(lines).toEqual([
      "preferences.json is damaged, and no new one can be written: Error: no room",
      `preferences.json was damaged: a new one was written, and it is kept as ${ASIDE}`,
    ]);
  });
});

it("the vault that was here is written once, and again when it changes", async () => {
  const preferences = open();
  const known = knownVaultIn(preferences);
  expect(known.read()).toBe(undefined);
  for (const practice of ["0f", "0f", "1e"]) known.write({ ...knownVault, practice });
  await preferences.written();
  expect([opened, known.read(), written().knownVault.practice]).toEqual([2, { ...knownVault, practice: "1e" }, "1e"]);
});
