import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { Expected } from "../golden/facts";
import { PRACTICE_SETUP } from "../support/computer";
import { takeDesk } from "../support/desk";
import { PASSPHRASE } from "../support/heads";
import { appCode } from "../support/phone";
import { goTo, heading, openVault, signIn } from "../support/screens";

/* Vaults that earlier versions wrote (test/golden), in the real app. */

const GOLDEN = join(import.meta.dirname, "../golden");
const desk = takeDesk();

for (const name of ["2026-11-116222b", "2026-11-d5922d9", "2026-11-f5747c8"]) {
  test(`the vault of ${name} opens without a question, a manager signs in, and the audit log goes on from its last entry`, async () => {
    const folder = join(GOLDEN, name);
    const { phones, state, auditLog } = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Expected;
    const computer = desk.computer();
    mkdirSync(computer.vault, { recursive: true, mode: 0o700 });
    for (const file of ["vault.db", "vault.json"]) cpSync(join(folder, file), join(computer.vault, file));
    cpSync(join(folder, "heads"), join(computer.config, "wardkey-heads"), { recursive: true });

    const { page } = await desk.open(computer);
    await openVault(page, PASSPHRASE);
    const corrected = Date.now() + state.practice.clockCorrection.ms;
    await signIn(page, PRACTICE_SETUP.manager, async () => appCode(phones["Joan"] ?? "", corrected));
    await goTo(page, "Audit log");
    await expect(heading(page, "Audit log")).toBeVisible();
    await expect(page.getByText(/^Verified up to entry \d+/)).toBeVisible();
    const [, , last] = auditLog.at(-1)?.split(" | ") ?? [];
    expect(last).toBeTruthy();
    await expect(page.getByText(last ?? "").first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Audit log", exact: true })).toBeVisible();
  });
}
