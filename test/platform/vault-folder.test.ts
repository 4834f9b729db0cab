import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { vaultFolder } from "../../src/main/platform/vault-folder";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wardkey-folder-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("evidence of a vault that is a link has what lies beside the real file too", () => {
  const [folder, elsewhere] = [join(root, "vault"), join(root, "elsewhere")];
  mkdirSync(folder);
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, "real.db"), "pages");
  writeFileSync(join(elsewhere, "real.db-wal"), "not folded in yet");
  symlinkSync(join(elsewhere, "real.db"), join(folder, "vault.db"));
  const name = vaultFolder(folder).keepEvidence("20261130");
  expect(readFileSync(join(folder, name), "utf8")).toBe("pages");
  expect(readFileSync(join(folder, `${name}-wal`), "utf8")).toBe("not folded in yet");
});

test("of one moment the first evidence stays", () => {
  const folder = join(root, "vault");
  mkdirSync(folder);
  writeFileSync(join(folder, "vault.db"), "as it was found");
  const { keepEvidence } = vaultFolder(folder);
  const name = keepEvidence("20261130");
  writeFileSync(join(folder, "vault.db"), "made anew");
  expect(keepEvidence("20261130")).toBe(name);
  expect(readFileSync(join(folder, name), "utf8")).toBe("as it was found");
});
