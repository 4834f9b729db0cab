import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { managerOf, openClinic, staff, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { stringsInMemory } from "../support/heap";
import type { Phone } from "../support/phone";
import { manager } from "../support/sample-clinic";
import {
  button,
  chooseInAccountMenu,
  field,
  fill,
  heading,
  openPerson,
  press,
  prove,
  signOut,
  typeCredentials,
} from "../support/screens";
import { enrollApp, skipBackupPassword, verifyByText } from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let phone: Phone;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  phone = clinic.firstManager.phone.copy();
  await managerOf(clinic)(page);
});

test("locked means that the page's content is gone: from the document, from toasts, and from the window's memory", async () => {
  const dialog = page.getByRole("dialog", { name: `Enable Two-Factor for ${staff.name}?` });
  const panel = await openPerson(page, staff, "Security");
  await press(panel, "Enable Two-Factor");
  await prove(page, { password: manager.password, token: await phone.nextCode(), confirm: "Enable Two-Factor" });
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`Two-factor is started for ${staff.name}.`)).toBeVisible();
  expect(await stringsInMemory(app)).toContain(staff.email);

  await page.keyboard.press("Control+l");
  await expect(heading(page, "Locked")).toBeVisible();
  const gone = [staff.name, staff.email, "555-0115", manager.email, manager.password];
  const document = await page.content();
  expect(gone.filter((canary) => document.includes(canary))).toEqual([]);
  // But for the address: Chromium's own check of e-mail fields remembers the last one, out of the page's reach.
  const forgotten = gone.filter((canary) => canary !== staff.email);
  await expect.poll(async () => leftOf(await stringsInMemory(app), forgotten)).toEqual([]);
  await lookForBarriers(app)("locked");
});

const leftOf = (memory: string, canaries: readonly string[]) => canaries.filter((canary) => memory.includes(canary));

test("a wrong password does not unlock and is counted; the right one goes back to where one was", async () => {
  await fill(page, { Password: staff.password });
  await press(page, "Unlock");
  await expect(field(page, "Password")).toHaveAccessibleDescription(/That is not your password\. 4 tries left\./);
  await fill(page, { Password: manager.password });
  await press(page, "Unlock");
  await expect(heading(page, "People")).toBeVisible();
});

test("an unlock does not count as a typed password: what adds a person asks for it again", async () => {
  await button(page, "Add person").first().click();
  const dialog = page.getByRole("dialog", { name: "Add person" });
  await fill(dialog, { Name: "Rosa Alvarez", "E-mail": "rosa.alvarez@harborstreet.example" });
  await press(dialog, "Add person");
  const asked = page.getByRole("dialog", { name: "Type your password" });
  await expect(asked).toBeVisible();
  await lookForBarriers(app)("type your password");
  await fill(asked, { Password: manager.password });
  await press(asked, "Continue");
  await expect(page.getByRole("dialog", { name: "Setup code for Rosa Alvarez" })).toBeVisible();
});

test("a lock in the middle of something that is shown once takes it away", async () => {
  const code = (await page.getByRole("dialog").getByRole("code").textContent()) ?? "";
  expect(code).toHaveLength(10);
  await page.keyboard.press("Control+l");
  await expect(heading(page, "Locked")).toBeVisible();
  await expect.poll(async () => leftOf(await stringsInMemory(app), [code, "Rosa Alvarez"])).toEqual([]);
  await fill(page, { Password: manager.password });
  await press(page, "Unlock");
  await expect(heading(page, "People")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("anybody else presses Switch user, which ends the session", async () => {
  await chooseInAccountMenu(page, "Lock");
  await press(page, "Switch user");
  await typeCredentials(page, staff);
  await expect(heading(page, "Set up two-factor authentication")).toBeVisible();
  await press(page, "Sign out");
});

test("a key that was on the screen is gone from the window's memory once its code was accepted", async ({ clinic }) => {
  await typeCredentials(page, staff);
  await press(page, "Continue");
  const verify = verifyByText(clinic.twilio, staff.cellPhone ?? "");
  const { key } = await enrollApp(page, "", undefined, verify);
  await skipBackupPassword(page, "");
  await press(page, "Make recovery codes");
  const codes = await page.getByRole("list", { name: "Recovery codes" }).getByRole("code").allTextContents();
  await page.getByRole("checkbox", { name: "I have stored these" }).check();
  await press(page, "Done");
  await expect(button(page, "Account")).toBeVisible();
  await expect.poll(async () => leftOf(await stringsInMemory(app), [key, ...codes])).toEqual([]);
});

test("a changed password counts from the next sign-in on", async () => {
  const password = "nine heavy ropes on the pier";
  await chooseInAccountMenu(page, "Change password");
  const dialog = page.getByRole("dialog", { name: "Change your password" });
  await fill(dialog, { "New password": "password1234" });
  await expect(dialog.getByText("This is easy to guess.").first()).toBeVisible();
  await fill(dialog, { "New password": password });
  await lookForBarriers(app)("change password");
  await press(dialog, "Change password");
  await expect(dialog).toBeHidden();
  await signOut(page);
  await typeCredentials(page, staff);
  await expect(page.getByRole("alert")).toContainText("That didn't work.");
  await typeCredentials(page, { ...staff, password });
  await expect(field(page, "Authorization token")).toBeVisible();
});
