import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { App, Computer } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { managerOf, openClinic, provider, staff, test, withApp } from "../support/clinic";
import { takeDesk } from "../support/desk";
import type { Phone } from "../support/phone";
import { manager } from "../support/sample-clinic";
import {
  alertSaying,
  button,
  fill,
  heading,
  openPerson,
  press,
  prove,
  signIn,
  signOut,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { keepCodes } from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
const PASSPHRASE = "nine copper lanterns beside the harbor";
const { password } = manager;
let there: Computer;
let app: App;
let page: Page;
let phone: Phone;
let kit: string;

const row = (name: string) => page.getByRole("row", { name });

test.beforeAll(async ({ clinic }) => {
  phone = clinic.firstManager.phone.copy();
  kit = clinic.firstManager.recoveryKey;
  there = desk.computer();
  const here = desk.computer(clinic.computer);
  const copied = join(there.root, "copied");
  cpSync(here.vault, copied, { recursive: true });
  // Somebody leaves after the copy was taken, which knows nothing of the codes that were typed since.
  const typed = clinic.firstManager.phone.copy();
  const first = await openClinic(desk, clinic);
  await managerOf(clinic)(first.page);
  const panel = await openPerson(first.page, provider, "Profile");
  await press(panel, "Deactivate");
  await prove(first.page, { reason: "Left", password, token: await typed.nextCode(), confirm: "Deactivate" });
  await expect(button(panel, "Reactivate")).toBeVisible();
  await first.close();
  app = await desk.open(there);
  page = app.page;
  await app.electron.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    },
    join(copied, "vault.db"),
  );
});

test("a copy of the vault opens on another computer with the kit, and a manager takes it into use", async () => {
  await page.getByRole("radio", { name: "Open a vault" }).check();
  await press(page, "Continue");
  await press(page, "Choose the vault’s file …");
  await fill(page, {
    "Recovery key": kit,
    "New vault passphrase": PASSPHRASE,
    "Vault passphrase once more": PASSPHRASE,
  });
  await press(page, "Open the vault");
  await expect(heading(page, "Confirm that this is the newest vault")).toBeVisible();
  await fill(page, { "E-mail": manager.email, Password: password, "Authorization token": await phone.nextCode() });
  await press(page, "Use this vault");
  await expect(heading(page, "Sign in")).toBeVisible();
});

test("whoever left since is as closed as everybody else", async () => {
  for (const person of [provider, staff]) {
    await typeCredentials(page, person);
    await expect(alertSaying(page, "That didn't work. Check your e-mail and password.")).toBeVisible();
  }
});

test("the manager gets ten new recovery codes first, also after the app was closed half way", async () => {
  await typeCredentials(page, manager);
  await typeToken(page, await phone.nextCode());
  await expect(page.getByRole("dialog", { name: "You need new recovery codes" })).toBeVisible();
  await lookForBarriers(app)("codes after a restore");
  await press(page, "Get ten new codes");
  await expect(page.getByRole("checkbox", { name: "I have stored these" })).toBeVisible();
  await app.close();
  app = await desk.open(there);
  page = app.page;
  await fill(page, { "Vault passphrase": PASSPHRASE });
  await press(page, "Open the vault");
  await typeCredentials(page, manager);
  await typeToken(page, await phone.nextCode());
  await press(page, "Get ten new codes");
  await keepCodes(page, "");
  await expect(heading(page, "Overview")).toBeVisible();
});

test("each person is decided by name, or all but some at once", async () => {
  await expect(page.getByText("5 accounts are closed until you decide").first()).toBeVisible();
  await page.getByRole("link", { name: "Decide who is still active" }).click();
  await expect(heading(page, "Who is still active?")).toBeVisible();
  await lookForBarriers(app)("who is still active");
  await press(row(provider.name), `${provider.name} has left`);
  await expect(row(provider.name)).toContainText("Left the practice");
  await press(row(staff.name), `${staff.name} works here`);
  await expect(row(staff.name)).toContainText("Confirmed");
  await row("Hannah Fischer").getByRole("checkbox", { name: "Leave out Hannah Fischer" }).check();
  await press(page, "Confirm all, with exceptions");
  await lookForBarriers(app)("confirm all with exceptions");
  await prove(page, { password, token: await phone.nextCode(), confirm: "Confirm 2 people" });
  await expect(row(withApp.name)).toContainText("Confirmed");
  await expect(row("Hannah Fischer")).toContainText("Closed");
  await expect(page.getByText("1 account is closed until you decide")).toBeVisible();
});

test("the leaver stays out, and who works here comes in and gets ten new codes", async ({ clinic }) => {
  await signOut(page);
  await typeCredentials(page, provider);
  await expect(alertSaying(page, "That didn't work. Check your e-mail and password.")).toBeVisible();
  await typeCredentials(page, withApp);
  await typeToken(page, await clinic.phone.copy().nextCode());
  await press(page, "Get ten new codes");
  await keepCodes(page, "");
  await signOut(page);
  // Without two-factor there are no codes to hand out.
  await signIn(page, staff);
});
