import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { App, Computer } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { setUpPracticeWith } from "../support/clinic";
import { takeDesk } from "../support/desk";
import type { Phone } from "../support/phone";
import { call, type FirstManager, manager, PASSPHRASE, personNamed } from "../support/sample-clinic";
import {
  button,
  fill,
  goTo,
  heading,
  openTab,
  openVault,
  press,
  signIn,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { keepCodes } from "../support/story";

/* A backup of the real app, restored by the real app: the disk is lost, the file is damaged, the kit is the wrong one. */

const desk = takeDesk();
const member = personNamed("Ana Castillo");
let firstManager: FirstManager;
let original: Computer;
let backup: string;
/** The manager's phone as the backup knows it, for each copy of the practice. */
let phone: Phone;

test.beforeAll(async () => {
  original = desk.computer();
  firstManager = await setUpPracticeWith(desk, original, member);
  const app = await desk.open(original);
  await openVault(app.page, PASSPHRASE);
  await signIn(app.page, manager, firstManager.phone.nextCode);
  await expect
    .poll(() =>
      call(app.page, "backUpNow", {}).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  const folder = join(original.data, "backups");
  await expect.poll(() => backupsIn(folder), { timeout: 20_000 }).toHaveLength(1);
  backup = join(folder, backupsIn(folder)[0] ?? "");
  await app.close();
});

test.beforeEach(() => {
  phone = firstManager.phone.copy();
});

function backupsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".age"));
  } catch {
    return [];
  }
}

/** What the system's dialog gives when a person chooses this file. */
async function choosing({ electron }: App, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
  }, path);
}

async function restoreFrom(app: App, file: string): Promise<void> {
  const { page } = app;
  await choosing(app, file);
  await page.getByRole("radio", { name: "Restore a backup" }).click();
  await press(page, "Continue");
  await press(page, "Choose the backup …");
  await expect(page.getByText(/^Take recovery kit no\. 1\./)).toBeVisible();
  await fill(page, { "Recovery key": firstManager.recoveryKey });
  await press(page, "Check the backup");
  await expect(page.getByText("This backup is whole")).toBeVisible();
}

test("a disk is lost: on another computer with an empty data folder the backup and the kit bring the practice back", async () => {
  const computer = desk.computer();
  const app = await desk.open(computer);
  const { page } = app;
  await restoreFrom(app, backup);
  await expect(page.getByText("2", { exact: true })).toBeVisible();
  await lookForBarriers(app)("a checked backup");
  await fill(page, { "New vault passphrase": PASSPHRASE, "Vault passphrase once more": PASSPHRASE });
  await press(page, "Restore this backup");
  await expect(button(page, "Use this vault")).toBeVisible({ timeout: 20_000 });
  const { email, password } = manager;
  await fill(page, {
    "E-mail": email,
    Password: password,
    "Authorization token": await phone.nextCode(),
  });
  await press(page, "Use this vault");
  await expect(heading(page, "Sign in")).toBeVisible();
  await typeCredentials(page, manager);
  await typeToken(page, await phone.nextCode());
  await press(page, "Get ten new codes");
  await keepCodes(page, "");
  await expect(page.getByRole("link", { name: "People", exact: true })).toBeVisible();
});

test("a vault whose file is damaged says so, and a restore keeps it beside", async () => {
  const computer = desk.computer(original);
  const file = join(computer.vault, "vault.db");
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(7, 0, 200));
  rmSync(`${file}-wal`, { force: true });
  const app = await desk.open(computer);
  const { page } = app;
  await openVault(page, PASSPHRASE);
  await expect(heading(page, "The vault’s file is damaged")).toBeVisible();
  await choosing(app, backup);
  await press(page, "Restore a backup");
  await press(page, "Choose the backup …");
  await fill(page, { "Recovery key": firstManager.recoveryKey });
  await press(page, "Check the backup");
  await fill(page, { "New vault passphrase": PASSPHRASE, "Vault passphrase once more": PASSPHRASE });
  await press(page, "Restore this backup");
  await expect(button(page, "Use this vault")).toBeVisible({ timeout: 20_000 });
  const kept = readdirSync(computer.vault).filter((name) => name.startsWith("vault-before-"));
  expect(kept).toHaveLength(1);
  expect(readFileSync(join(computer.vault, kept[0] ?? "", "vault.db"))).toEqual(bytes);
});

test("a file that is no backup, and another practice's kit, are each said in words", async () => {
  const computer = desk.computer();
  const app = await desk.open(computer);
  const { page } = app;
  const junk = join(computer.root, "taxes.age");
  writeFileSync(junk, "no backup at all");
  await choosing(app, junk);
  await page.getByRole("radio", { name: "Restore a backup" }).click();
  await press(page, "Continue");
  await press(page, "Choose the backup …");
  await expect(page.getByText("This file is no Wardkey backup. Its name ends in .age.")).toBeVisible();
  await choosing(app, backup);
  await press(page, "Choose the backup …");
  const digit = firstManager.recoveryKey.startsWith("0") ? "1" : "0";
  await fill(page, { "Recovery key": digit + firstManager.recoveryKey.slice(1) });
  await press(page, "Check the backup");
  await expect(page.getByText(/^Group 1 was mistyped/)).toBeVisible();
});

test("a manager tests a restore in Settings, and restores over the vault: what it knows that is newer comes back in", async () => {
  const computer = desk.computer(original);
  const app = await desk.open(computer);
  const { page } = app;
  await openVault(page, PASSPHRASE);
  await signIn(page, manager, phone.nextCode);
  await goTo(page, "Settings");
  await openTab(page, "Backups");
  await choosing(app, backup);
  await press(page, "Test restore");
  await press(page, "Choose the backup …");
  await fill(page, { "Recovery key": firstManager.recoveryKey });
  await press(page, "Check the backup");
  await expect(page.getByText("This backup is whole")).toBeVisible();
  await lookForBarriers(app)("a test of a restore");
  await press(page, "Done");
  await expect(page.getByText("Everything came back")).toBeVisible();
  await press(page, "Restore…");
  await press(page, "Choose the backup …");
  await fill(page, { "Recovery key": firstManager.recoveryKey });
  await press(page, "Check the backup");
  await press(page, "Restore this backup");
  await fill(page, { "Your password": manager.password, "Authorization token": await phone.nextCode() });
  await lookForBarriers(app)("a restore over a vault");
  await press(page, "Restore this backup");
  await expect(button(page, "Use this vault")).toBeVisible({ timeout: 20_000 });
  await fill(page, {
    "E-mail": manager.email,
    Password: manager.password,
    "Authorization token": await phone.nextCode(),
  });
  await press(page, "Use this vault");
  await expect(heading(page, "Sign in")).toBeVisible();
  await signIn(page, manager, phone.nextCode);
  await goTo(page, "Audit log");
  await expect(page.getByText(/tested a restore with wardkey-/).first()).toBeVisible();
  await expect(page.getByText(/newer entries came from the vault that was here/)).toBeVisible();
});
