import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import type { Phone } from "../support/phone";
import { manager, PASSPHRASE, PRACTICE } from "../support/sample-clinic";
import {
  button,
  field,
  fill,
  goTo,
  heading,
  openVault,
  press,
  signInWithRecoveryCode,
  typeCredentials,
  typeToken,
} from "../support/screens";
import { describeManager, describePractice, enrollApp, keepCodes, keepKit, skipBackupPassword } from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let phone: Phone;
let recoveryCodes: string[];

/** Killed, started and opened again: the wizard asks for the manager before it goes on. */
async function crash(): Promise<void> {
  await app.kill();
  app = await desk.open(app.computer);
  page = app.page;
  await openVault(page, PASSPHRASE);
  await expect(heading(page, "Finish setting up")).toBeVisible();
}

test.beforeAll(async () => {
  app = await desk.open(desk.computer());
  page = app.page;
});

test("before anything was set up a crash leaves nothing behind: the first screen is shown again", async () => {
  await press(page, "Continue");
  await describePractice(page);
  await expect(field(page, "Name")).toBeVisible();
  await app.kill();
  app = await desk.open(app.computer);
  page = app.page;
  await expect(heading(page, "Welcome to Wardkey")).toBeVisible();
});

test("once the practice is set up, the wizard resumes with the manager's password, and with nothing else", async () => {
  await press(page, "Continue");
  await describePractice(page);
  await describeManager(page);
  await expect(heading(page, "Tokens by text message")).toBeVisible();
  await crash();
  await typeCredentials(page, { ...manager, password: "not the manager's password" });
  await expect(page.getByRole("alert")).toContainText("That didn't work. Check your e-mail and password.");
  await typeCredentials(page, manager);
  await expect(heading(page, "Tokens by text message")).toBeVisible();
});

test("after how long text-message tokens live was chosen", async () => {
  await page.getByRole("radio", { name: "Never expires" }).check();
  await expect(page.getByText("Not recommended")).toBeVisible();
  await press(page, "Continue");
  await expect(heading(page, "Your own two-factor authentication")).toBeVisible();
  await crash();
  await typeCredentials(page, manager);
  await expect(heading(page, "Get the app")).toBeVisible();
});

test("where no number can be verified four steps are counted; in the middle of scanning: the key that was shown counts for nothing, and another is made", async () => {
  await press(page, "I have the app");
  await expect(page.getByText("Authenticator app, step 2 of 4")).toBeVisible();
  await press(page, "I have scanned it");
  await expect(field(page, "Code from the app")).toBeFocused();
  await crash();
  await typeCredentials(page, manager);
  phone = await enrollApp(page, "");
  await skipBackupPassword(page, "");
  await expect(page.getByRole("list", { name: "Recovery codes" })).toBeVisible();
});

test("once the app counts, its token is asked for; codes that were not stored are made anew", async () => {
  await crash();
  await typeCredentials(page, manager);
  await typeToken(page, await phone.nextCode());
  await expect(heading(page, "Don't get locked out")).toBeVisible();
  await press(page, "Make recovery codes");
  recoveryCodes = [...(await keepCodes(page, ""))];
  await expect(heading(page, "The recovery kit")).toBeVisible();
});

test("a kit that was shown and not checked is made anew, and the older one is worthless", async () => {
  await press(page, "Make the recovery kit");
  const first = (await page.getByRole("code").textContent()) ?? "";
  await crash();
  await signInAgain();
  await expect(page.getByText("The new one makes it worthless: shred it.")).toBeVisible();
  await press(page, "Make the recovery kit");
  await expect(page.getByRole("code")).not.toHaveText(first);
  await field(page, (await page.getByText(/^Group \d of the key$/).textContent()) ?? "").fill("00000");
  await press(page, "Continue");
  await expect(page.getByText("This is not the part that was asked for. Look at the paper again.")).toBeVisible();
});

async function signInAgain(): Promise<void> {
  await typeCredentials(page, manager);
  await press(page, "Use a recovery code");
  await fill(page, { "Recovery code": recoveryCodes.pop() ?? "" });
  await press(page, "Sign in");
  await expect(heading(page, "The recovery kit")).toBeVisible();
}

test("after the kit was checked only the last screen is left, and then the practice is set up", async () => {
  await crash();
  await signInAgain();
  await keepKit(page);
  await expect(heading(page, `${PRACTICE.practiceName} is set up`)).toBeVisible();
  await crash();
  await typeCredentials(page, manager);
  await typeToken(page, await phone.nextCode());
  await press(page, "Start using Wardkey");
  await expect(heading(page, "Overview")).toBeVisible();
  await app.kill();
  app = await desk.open(app.computer);
  page = app.page;
  await openVault(page, PASSPHRASE);
  await signInWithRecoveryCode(page, manager, recoveryCodes.pop() ?? "");
  await goTo(page, "People");
  await expect(button(page, "Add person").first()).toBeVisible();
});
