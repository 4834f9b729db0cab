import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { managerOf, openClinic, test, withApp } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { otherThan, type Phone } from "../support/phone";
import { manager, PASSPHRASE } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  field,
  goTo,
  heading,
  openPerson,
  openVault,
  signIn,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { lockOutByHand, unlockByHand, verifyLedgerByHand } from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let managerSignsIn: ReturnType<typeof managerOf>;
let app: App;
let page: Page;
let phone: Phone;
let phoneOfManager: Phone;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  managerSignsIn = managerOf(clinic);
  phone = clinic.phone.copy();
  phoneOfManager = clinic.firstManager.phone.copy();
});

test("five wrong tokens after the right password lock the account for a minute", async () => {
  await lockOutByHand(page, withApp, otherThan(phone.shownCode()), lookForBarriers(app));
});

test("while it is locked nothing is evaluated: the right token gets the same answer", async () => {
  await typeToken(page, "");
  await typeToken(page, phone.shownCode());
  await expect(alertSaying(page, "Locked until")).toBeVisible();
  await expect(button(page, "Account")).toHaveCount(0);
});

test("the lock outlives a kill of the app, and the right password gets the same answer", async () => {
  await app.kill();
  app = await desk.open(app.computer);
  page = app.page;
  await openVault(page, PASSPHRASE);
  await typeCredentials(page, withApp);
  await expect(alertSaying(page, "Locked until")).toBeVisible();
  await expect(field(page, "Authorization token")).toHaveCount(0);
});

test("an e-mail that belongs to nobody locks in just the same way", async () => {
  const stranger = { email: "nobody@harborstreet.example", password: "not anybody's password" };
  for (let attempt = 1; attempt < 5; attempt++) {
    await typeCredentials(page, stranger);
    await expect(alertSaying(page, "That didn't work. Check your e-mail and password.")).toBeVisible();
  }
  await typeCredentials(page, stranger);
  await expect(alertSaying(page, "Locked until")).toBeVisible();
});

test("a manager unlocks it with a reason, their own password and token, and the person signs in", async () => {
  await managerSignsIn(page);
  await goTo(page, "People");
  await expect(page.getByRole("row", { name: withApp.name })).toContainText("Locked");
  await unlockByHand(page, withApp, phoneOfManager, lookForBarriers(app));
  await expect(page.getByRole("row", { name: withApp.name })).not.toContainText("Locked");
  await signOut(page);
  await signIn(page, withApp, phone.nextCode);
  await expect(page.getByText("Since your last sign-in")).toBeVisible();
  await signOut(page);
});

test("nobody helps themselves: a manager's own acts say so, and so do acts on the only manager", async () => {
  await managerSignsIn(page);
  const panel = await openPerson(page, manager, "Security");
  await expect(button(panel, "Reset two-factor")).toHaveAccessibleDescription(/Nobody does this to their own account/);
  await lookForBarriers(app)("one's own account among the people");
});

test("the audit log tells it all in sentences, and its chain is verified", async () => {
  await goTo(page, "Audit log");
  const entries = page.getByRole("list").filter({ hasText: "The vault was opened" });
  await expect(entries).toContainText(`${manager.name} unlocked ${withApp.name}`);
  await expect(entries).toContainText(`${withApp.name}'s account was locked until`);
  await expect(entries).not.toContainText("nobody@harborstreet.example");
  expect(await verifyLedgerByHand(page, lookForBarriers(app))).toBeGreaterThan(40);
  await page.getByRole("button", { name: /unlocked Grace Kim/ }).click();
  await expect(page.getByRole("region", { name: /^Entry \d+$/ })).toBeVisible();
  await lookForBarriers(app)("an entry of the audit log");
  await signOut(page);
  await expect(heading(page, "Sign in")).toBeVisible();
});
