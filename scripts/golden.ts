import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { saveVault } from "../test/golden/save-vault";

/** The folder's name, of which the seed is made too: two vaults have nothing in common. */
const name = process.env["WARDKEY_GOLDEN"] ?? "";
const folder = join(import.meta.dirname, "../test/golden", name);

test("a golden vault is written", async () => {
  expect(name, "it is named by month and commit").toMatch(/^\d{4}-\d{2}-[0-9a-f]{7,}$/);
  expect(existsSync(folder), "golden vaults never change").toBe(false);
  await saveVault(folder, `wardkey ${name.slice(8)}`);
});
