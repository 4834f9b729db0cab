import { expect, type Page } from "@playwright/test";
import type { App } from "../support/app";
import { lookForBarriers } from "../support/barriers";
import { managerOf, openClinic, staff, test } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { type Keyboard, keyboardOf } from "../support/keyboard";
import { holdPhone, type Phone, scanPicture } from "../support/phone";
import { button, field, fill, heading, press, signOut } from "../support/screens";
import { nextText } from "../support/story";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;
let page: Page;
let phone: Phone;

test.beforeAll(async ({ clinic }) => {
  app = await openClinic(desk, clinic);
  page = app.page;
  ({ type, key, tabTo } = keyboardOf(page));
});

let type: Keyboard["type"];
let key: Keyboard["key"];
let tabTo: Keyboard["tabTo"];

test("a person signs in and presses Enable Two-Factor without a mouse", async () => {
  await expect(field(page, "E-mail")).toBeFocused();
  await type(staff.email);
  await key("Tab");
  await expect(field(page, "Password")).toBeFocused();
  await type(staff.password);
  await key("Enter");
  await expect(button(page, "Account")).toBeVisible();

  await tabTo("button", "Account");
  await key("Enter");
  await expect(page.getByRole("menuitem", { name: "Staff Settings" })).toBeFocused();
  await key("Enter");
  await tabTo("tab", "Profile");
  await key("ArrowRight");
  await expect(page.getByRole("tab", { name: "Security" })).toBeFocused();
  await key("Enter");
  await tabTo("button", "Enable Two-Factor");
  await key("Shift+Tab");
  await key("Shift+Tab");
  await expect(field(page, "Password")).toBeFocused();
  await type(staff.password);
  await key("Enter");
  await expect(field(page, "Authorization token")).toBeFocused();
});

test("the token that proves the number is typed where the focus is, and the focus goes on to the app", async ({
  clinic,
}) => {
  const { body } = await nextText(clinic.twilio, staff.cellPhone ?? "");
  await type(body.slice(0, 7));
  await expect(button(page, "Set up authenticator app")).toBeFocused();
  await key("Enter");
  const dialog = page.getByRole("dialog", { name: "Set up authenticator app" });
  await expect(heading(dialog, "Get the app")).toBeFocused();
  await tabTo("button", "I have the app");
  await key("Enter");
  await expect(heading(dialog, "Scan")).toBeFocused();
  const picture = await dialog.getByRole("img", { name: "QR code to scan with your authenticator app" }).screenshot();
  phone = holdPhone(new URL(await scanPicture(picture)).searchParams.get("secret") ?? "");
  await tabTo("button", "I have scanned it");
  await key("Enter");
  await expect(field(dialog, "Code from the app")).toBeFocused();
  await type(await phone.nextCode());
  await expect(heading(dialog, "Don't get locked out")).toBeFocused();
  await tabTo("button", "Skip");
  await key("Enter");
  await expect(button(dialog, "Go on without one")).toBeFocused();
  // Two presses of Enter without a thought between them are one.
  await key("Shift");
  await key("Enter");
  await tabTo("checkbox", "I have stored these");
  await key("Space");
  await tabTo("button", "Finish");
  await key("Enter");
  await expect(dialog).toBeHidden();
});

test("at the next sign-in the focus is in the token, which sends itself", async () => {
  await signOut(page);
  await expect(field(page, "E-mail")).toBeFocused();
  await type(staff.email);
  await key("Tab");
  await type(staff.password);
  await key("Enter");
  await expect(field(page, "Authorization token")).toBeFocused();
  await type(await phone.nextCode());
  await expect(button(page, "Account")).toBeVisible();
  await signOut(page);
});

test("Esc closes the top layer and gives the focus back; shortcuts lead to every screen and to the lock", async ({
  clinic,
}) => {
  await managerOf(clinic)(page);
  await key("Control+5");
  await expect(heading(page, "Audit log")).toBeVisible();
  await key("Control+,");
  await expect(heading(page, "Settings")).toBeVisible();
  await key("Control+1");
  await expect(heading(page, "Overview")).toBeVisible();
  await key("Control+2");
  await expect(heading(page, "People")).toBeVisible();
  await key("/");
  await expect(page.getByRole("searchbox", { name: "Search people" })).toBeFocused();
  await tabTo("button", "Add person");
  await key("Enter");
  await expect(page.getByRole("dialog", { name: "Add person" })).toBeVisible();
  await key("Escape");
  await expect(button(page, "Add person").first()).toBeFocused();
  await key("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await lookForBarriers(app)("keyboard shortcuts");
  await key("Escape");
  await key("Control+l");
  await expect(field(page, "Password")).toBeFocused();
  await fill(page, { Password: "" });
  await press(page, "Switch user");
});
