import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { formatKeyEnvelope, type KeyEnvelope } from "../../src/main/core/domain/key-envelope";
import { expectedScreen } from "../../src/main/desktop/expected-screen";
import { vaultFolder } from "../../src/main/platform/vault-folder";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wardkey-expected-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const wrap = { nonce: "00".repeat(12), sealed: "00".repeat(48) };
const keyEnvelope: KeyEnvelope = { format: 1, vault: "a".repeat(26), recoveryKey: wrap, passphrase: null };
const withPassphrase: KeyEnvelope = { ...keyEnvelope, passphrase: { ...wrap, salt: "00".repeat(16) } };

function expected(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return expectedScreen(vaultFolder(folder));
}

it("is the sign-in where the key store has the vault's key", () => {
  expect(expected({ "vault.db": "", "vault.json": formatKeyEnvelope(keyEnvelope) })).toBe("sign-in");
});

it("is the passphrase where the vault asks for one", () => {
  expect(expected({ "vault.db": "", "vault.json": formatKeyEnvelope(withPassphrase) })).toBe("passphrase");
});

it.each([
  ["no vault", {}],
  ["a key envelope alone", { "vault.json": formatKeyEnvelope(keyEnvelope) }],
  ["a vault without its key envelope", { "vault.db": "" }],
  ["a damaged key envelope", { "vault.db": "", "vault.json": "{" }],
  ["a later version's", { "vault.db": "", "vault.json": JSON.stringify({ ...keyEnvelope, format: 2 }) }],
])("is no particular one for %s", (_what, files) => {
  expect(expected(files)).toBe(null);
});

it("is no particular one where the folder cannot be read", () => {
  const unreadable = () => {
    throw new Error("EACCES");
  };
  expect(expectedScreen({ hasDatabase: () => true, readKeyEnvelope: unreadable })).toBe(null);
});
