import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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

test("an exchange that was interrupted anywhere is finished at the next start, and nothing of either vault is lost", () => {
  const before = { "vault.db": "old pages", "vault.db-wal": "old log", "vault.json": "old envelope" };
  const steps: readonly ((folder: string, kept: string) => void)[] = [
    (folder, kept) => mkdirSync(join(folder, kept)),
    (folder, kept) => renameSync(join(folder, "vault.db-wal"), join(folder, kept, "vault.db-wal")),
    (folder, kept) => renameSync(join(folder, "vault.db"), join(folder, kept, "vault.db")),
    (folder, kept) => renameSync(join(folder, "vault.json"), join(folder, kept, "vault.json")),
    (folder) => renameSync(join(folder, "new-vault.json"), join(folder, "vault.json")),
    (folder) => renameSync(join(folder, "new-vault.db"), join(folder, "vault.db")),
  ];
  for (let done = 0; done <= steps.length; done += 1) {
    const [folder, kept] = [join(root, `after-${done}`), "vault-before-20261130"];
    mkdirSync(folder);
    for (const [name, text] of Object.entries(before)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, "new-vault.db"), "new pages");
    writeFileSync(join(folder, "new-vault.json"), "new envelope");
    writeFileSync(join(folder, "exchange"), kept);
    for (const step of steps.slice(0, done)) step(folder, kept);
    vaultFolder(folder).tidy();
    const there = readdirSync(folder).toSorted();
    expect(there, `after ${done} steps`).toEqual(["vault-before-20261130", "vault.db", "vault.json"]);
    expect(readFileSync(join(folder, "vault.db"), "utf8")).toBe("new pages");
    expect(readFileSync(join(folder, "vault.json"), "utf8")).toBe("new envelope");
    for (const [name, text] of Object.entries(before))
      expect(readFileSync(join(folder, kept, name), "utf8")).toBe(text);
  }
});

test("of an exchange whose last rename is all that the disk kept, the key envelope comes too", () => {
  const [folder, kept] = [join(root, "vault"), "vault-before-20261130"];
  mkdirSync(join(folder, kept), { recursive: true });
  writeFileSync(join(folder, "vault.db"), "new pages");
  writeFileSync(join(folder, "new-vault.json"), "new envelope");
  writeFileSync(join(folder, "exchange"), kept);
  vaultFolder(folder).tidy();
  expect(readFileSync(join(folder, "vault.json"), "utf8")).toBe("new envelope");
  expect(readFileSync(join(folder, "vault.db"), "utf8")).toBe("new pages");
});

test("an exchange that was not decided on leaves the vault as it is", () => {
  const folder = join(root, "vault");
  mkdirSync(folder);
  writeFileSync(join(folder, "vault.db"), "old pages");
  writeFileSync(join(folder, "new-vault.db"), "new pages");
  writeFileSync(join(folder, "new-vault.json"), "new envelope");
  writeFileSync(join(folder, "restored.json"), "note");
  vaultFolder(folder).tidy();
  expect(readdirSync(folder)).toEqual(["vault.db"]);
  expect(readFileSync(join(folder, "vault.db"), "utf8")).toBe("old pages");
});
