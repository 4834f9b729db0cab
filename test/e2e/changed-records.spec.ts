import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { App, Computer } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { setUpPracticeWith } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { type FirstManager, manager, PASSPHRASE, personNamed } from "../support/sample-clinic";
import { goTo, heading, openVault, press, prove, signInWithRecoveryCode, typeCredentials } from "../support/screens";
import { withVaultFile } from "../support/vault-file";

/** What somebody changed in the vault's file with its key, and what the app says of it. */

const desk = takeDesk();
const member = personNamed("Ana Castillo");
let firstManager: FirstManager;
let original: Computer;

test.beforeAll(async () => {
  original = desk.computer();
  firstManager = await setUpPracticeWith(desk, original, member);
});

/** The app on a computer whose vault was changed, with the manager before the audit log. */
async function managerAfter(sql: string): Promise<App> {
  const computer = desk.computer(original);
  await withVaultFile(computer, PASSPHRASE, (db) => db.exec(sql));
  const app = await desk.open(computer);
  await openVault(app.page, PASSPHRASE);
  await signInWithRecoveryCode(app.page, manager, firstManager.recoveryCodes[0] ?? "");
  await goTo(app.page, "Audit log");
  return app;
}

const ofMember = (db: string) => `${db} WHERE owner = (SELECT owner FROM accounts WHERE email = '${member.email}')`;
const founds = (page: Page) => page.getByRole("region", { name: "Is the audit log whole?" }).getByRole("listitem");

test("a member's edited records are named with what that could have allowed, and the member stays out", async () => {
  const app = await managerAfter(`${ofMember("UPDATE accounts SET role = 'support', cell_phone = '+13125550111'")};`);
  const { page } = app;
  await expect(founds(page)).toHaveText([
    "Ana Castillo's records differ from the audit log: role, status, number and e-mail.",
    "Somebody could have had another role, come back after leaving, or got tokens at another number.",
  ]);
  await lookForBarriers(app)("what was found wrong");
  await press(page, "Rebuild from the audit log");
  await expect(page.getByRole("dialog", { name: "Rebuild the records from the audit log?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await press(page, "Account");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await typeCredentials(page, member);
  await expect(
    page.getByText("This account’s records do not match the audit log", { exact: false }).first(),
  ).toBeVisible();
});

test("Verify now checks the whole vault, says so, and is an entry", async () => {
  const app = await managerAfter("SELECT 1");
  const { page } = app;
  await expect(page.getByText("The whole vault has not been checked yet.", { exact: false })).toBeVisible();
  await press(page, "Verify now");
  await expect(
    page.getByText(/^Full check on .*: no tampering found in \d+ entries\. The next one is due on /),
  ).toBeVisible();
  await lookForBarriers(app)("after a full check");
});

test("the file with what was changed in it is kept as evidence in a folder that is chosen", async () => {
  const app = await managerAfter(`${ofMember("UPDATE accounts SET two_factor = 'none', cell_phone = NULL")};`);
  const { page } = app;
  const stick = join(app.computer.root, "stick");
  mkdirSync(stick);
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, stick);
  await press(page, "Keep as evidence");
  await lookForBarriers(app)("keep as evidence");
  const token = await firstManager.phone.nextCode();
  await prove(page, { password: manager.password, token, confirm: "Choose a folder" });
  await expect(page.getByText(/^Kept in the folder wardkey-evidence-\d{14}\.$/).first()).toBeVisible();
  const [folder = ""] = readdirSync(stick);
  const report = JSON.parse(readFileSync(join(stick, folder, "report.json"), "utf8"));
  expect(report.inWords).toEqual([
    "Ana Castillo's records differ from the audit log: role, status, number and e-mail.",
  ]);
  expect(readdirSync(join(stick, folder))).toEqual(expect.arrayContaining(["heads.txt", "report.json", "vault.json"]));
});

test("a vault whose audit log was changed opens for nobody, and is kept as evidence by whoever stands there", async () => {
  const computer = desk.computer(original);
  await withVaultFile(computer, PASSPHRASE, (db) => db.exec("UPDATE ledger SET at = at + 1 WHERE seq = 3"));
  const app = await desk.open(computer);
  const { page } = app;
  await openVault(page, PASSPHRASE);
  await expect(heading(page, "The audit log was changed")).toBeVisible();
  const stick = join(app.computer.root, "stick");
  mkdirSync(stick);
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, stick);
  await press(page, "Keep as evidence");
  await expect(page.getByText(/^Kept in the folder wardkey-evidence-\d{14}\.$/)).toBeVisible();
  await lookForBarriers(app)("a changed audit log, kept as evidence");
});
