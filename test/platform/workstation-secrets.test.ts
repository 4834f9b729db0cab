import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { KeyStore } from "../../src/main/core/ports";
import { workstationSecretsIn } from "../../src/main/platform/workstation-secrets";

let folder: string;
const account = "a".repeat(26);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-workstation-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function keyStoreOf(stored: Map<string, string>, there = true): KeyStore {
  return {
    isThere: () => there,
    read: (name) => stored.get(name),
    write: (name, value) => void stored.set(name, value),
    remove: (name) => void stored.delete(name),
  };
}

test("are kept in the key store, and no file is written", () => {
  const stored = new Map<string, string>();
  const secrets = workstationSecretsIn(keyStoreOf(stored), join(folder, "secrets"));
  expect(secrets.read(account)).toBeUndefined();
  expect(secrets.write(account, "first")).toBe(true);
  expect([secrets.read(account), secrets.read("b".repeat(26))]).toEqual(["first", undefined]);
  expect(secrets.write(account, null)).toBe(true);
  expect([secrets.read(account), stored.size]).toEqual([undefined, 0]);
  expect(readdirSync(folder)).toEqual([]);
});

test("are kept in files for the person who runs the app alone, where there is no key store", () => {
  const inside = join(folder, "secrets");
  const secrets = workstationSecretsIn(keyStoreOf(new Map(), false), inside);
  expect(secrets.write(account, "first")).toBe(true);
  expect(secrets.write(account, "second")).toBe(true);
  expect(secrets.read(account)).toBe("second");
  const [file = "", ...others] = readdirSync(inside);
  expect(others).toEqual([]);
  if (process.platform !== "win32") {
    expect(statSync(join(inside, file)).mode & 0o777).toBe(0o600);
    expect(statSync(inside).mode & 0o777).toBe(0o700);
  }
  expect(secrets.write(account, null)).toBe(true);
  expect([secrets.read(account), readdirSync(inside)]).toEqual([undefined, []]);
});

test("that can be neither read nor written are as good as not there", () => {
  const broken = () => {
    throw new Error("locked");
  };
  const secrets = workstationSecretsIn({ isThere: () => true, read: broken, write: broken, remove: broken }, folder);
  expect([secrets.read(account), secrets.write(account, "x"), secrets.write(account, null)]).toEqual([
    undefined,
    false,
    false,
  ]);
  writeFileSync(join(folder, "taken"), "");
  const onFile = workstationSecretsIn(keyStoreOf(new Map(), false), join(folder, "taken"));
  expect(onFile.write(account, "x")).toBe(false);
});
